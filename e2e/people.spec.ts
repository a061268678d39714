import type { Page } from "@playwright/test";
import { enter, fresh, openLetter } from "./door.ts";
import { admin, expect, expectAccessible, given, type Organization, open, password, test } from "./house.ts";
import { unfold } from "./people-steps.ts";

const patient = { timeout: 30_000 };
const menu = (page: Page) => page.getByRole("navigation", { name: "Main" });
const dialog = (page: Page) => page.getByRole("dialog");

/** An event that belongs to a station. */
async function eventAt(org: Organization, stationId: string, name: string) {
  const event = await given.event(org, { name });
  await admin.query("update events.events set station_id = $3 where organization_id = $1 and id = $2", [
    org.id,
    event.id,
    stationId,
  ]);
  return event;
}

/** Somebody new makes an account and confirms the letter. */
async function joinIn(page: Page, email: string, name: string) {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible(patient);
  const letter = await openLetter(page, email, "Confirm your e-mail address");
  await letter.getByRole("link", { name: "Confirm my e-mail address" }).click();
  await page.getByRole("button", { name: "Confirm my e-mail address" }).click();
}

test("a newcomer waits, is let in for one station, sees just that, and is out as soon as they are suspended", async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(240_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const [harbour, pier] = [await given.station(org, "Harbour Kitchen"), await given.station(org, "North Pier")];
  await eventAt(org, harbour, "Harbour Supper");
  await eventAt(org, pier, "Pier Party");
  const chief = await elsewhere(await given.person("admin", org, { name: "Ada Chief" }));
  const email = fresh();

  await test.step("they name the organization when they sign up, and are told who is asked", async () => {
    await open(page, `/sign-up?organization=${org.slug}`);
    await expect(page.getByLabel("Which organization")).toHaveValue(org.slug);
    await joinIn(page, email, "Nell Newcomer");
    await expect(page.getByRole("heading", { name: "Your account waits for approval" })).toBeVisible(patient);
    await expect(page.getByRole("list", { name: "What happens next" })).toContainText("Lantern Nights is asked");
    await expectAccessible(page);
  });

  await test.step("an administrator approves with role and station in one step, and sees before what it opens", async () => {
    await open(chief, `/${org.slug}/identity/approvals`);
    await expect(chief.getByRole("row", { name: email })).toContainText("Signed up");
    await chief.getByRole("checkbox", { name: "Select Nell Newcomer" }).check();
    await chief.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: "Approve" }).click();
    await dialog(chief).getByRole("button", { name: "Approve" }).click();
    await expect(dialog(chief).getByRole("alert")).toContainText("Choose a role");
    await dialog(chief).getByLabel("Role", { exact: true }).selectOption({ label: "Station manager" });
    await dialog(chief).getByLabel("Where it counts").selectOption({ label: "Harbour Kitchen" });
    const preview = dialog(chief).getByRole("region", { name: "What this person will see" });
    await expect(preview).toContainText("Only what belongs to the station Harbour Kitchen");
    await expect(preview.getByRole("list").getByText("Events", { exact: true })).toBeVisible();
    await expect(preview.getByRole("list").getByText("Wallet", { exact: true })).toHaveCount(0);
    await expectAccessible(chief);
    await dialog(chief).getByRole("button", { name: "Approve" }).click();
    await expect(chief.getByText("Nobody waits")).toBeVisible(patient);
  });

  await test.step("they see their station and nothing else", async () => {
    await page.goto("/waiting");
    await expect(page).toHaveURL(new RegExp(`/${org.slug}$`), patient);
    await expect(menu(page).getByRole("link", { name: "Events", exact: true })).toBeVisible();
    await expect(menu(page).getByRole("link", { name: "Wallet", includeHidden: true })).toHaveCount(0);
    await expect(menu(page).getByRole("link", { name: "Approvals", includeHidden: true })).toHaveCount(0);
    await page.goto(`/${org.slug}/events`);
    await expect(page.getByRole("link", { name: "Harbour Supper" })).toBeVisible();
    await expect(page.getByText("Pier Party")).toHaveCount(0);
    await page.goto(`/${org.slug}/identity/stations`);
    await expect(page.getByRole("link", { name: "Harbour Kitchen" })).toBeVisible();
    await expect(page.getByText("North Pier")).toHaveCount(0);
    expect((await page.goto(`/${org.slug}/identity/stations/${pier}`))?.status()).toBe(404);
    expect((await page.goto(`/${org.slug}/payments/wallet`))?.status()).toBe(403);
  });

  await test.step("suspended with a reason, they are out at the next request", async () => {
    await open(chief, `/${org.slug}/settings/people?q=${encodeURIComponent(email)}`);
    await chief.getByRole("link", { name: "Nell Newcomer" }).click();
    await expect(chief.getByRole("heading", { level: 1, name: "Nell Newcomer" })).toBeVisible();
    await chief.getByRole("button", { name: "Suspend" }).click();
    await dialog(chief).getByRole("button", { name: "Suspend" }).click();
    await expect(dialog(chief).getByText("Say why. The person is told.")).toBeVisible();
    await dialog(chief).getByLabel("Reason").fill("Keys were lent to a stranger.");
    await dialog(chief).getByRole("button", { name: "Suspend" }).click();
    await expect(chief.getByRole("button", { name: "Reinstate" })).toBeVisible(patient);
    await expect(chief.getByText("Keys were lent to a stranger.").first()).toBeVisible();
    await page.goto(`/${org.slug}/events`);
    await expect(page).toHaveURL(/\/(sign-in|waiting)/);
    await expect(page.getByText("Harbour Supper")).toHaveCount(0);
    await page.goto("/sign-in");
    await enter(page, email);
    await expect(page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible();
    await expect(page.getByText("Keys were lent to a stranger.")).toBeVisible();
  });
});

test("an invitation brings somebody in once, and is refused the second time", async ({ page, as, elsewhere }) => {
  test.setTimeout(180_000);
  const { org } = await as("admin");
  const email = fresh();
  await open(page, `/${org.slug}/identity/invitations`);
  await page.getByRole("button", { name: "Invite somebody" }).first().click();
  await dialog(page).getByLabel("E-mail").fill("not an address");
  await dialog(page).getByLabel("Role", { exact: true }).selectOption({ label: "Finance" });
  await dialog(page).getByRole("button", { name: "Send the invitation" }).click();
  await expect(dialog(page).getByText("That does not look like an e-mail address")).toBeVisible();
  await expect(dialog(page).getByLabel("E-mail")).toHaveValue("not an address");
  await dialog(page).getByLabel("E-mail").fill(email);
  await dialog(page).getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("row", { name: email })).toContainText("Invited");

  const guest = await elsewhere(await given.person());
  let link = "";
  await test.step("signed in with another address, they are told for whom it is", async () => {
    const letter = await openLetter(guest, email, `invites you to ${org.name}`);
    link = (await letter.getByRole("link", { name: "Look at the invitation" }).getAttribute("href")) ?? "";
    await guest.goto(link);
    await expect(guest.getByText(`this invitation is for ${email}`)).toBeVisible();
    await expect(guest.getByRole("button", { name: `Join ${org.name}` })).toHaveCount(0);
    await expectAccessible(guest);
    await guest.getByRole("button", { name: "Sign out" }).click();
    await expect(guest).toHaveURL(/\/sign-in/, patient);
  });

  await test.step("as a new person they make an account, accept, and are in without waiting", async () => {
    await open(guest, link);
    await guest.getByRole("link", { name: "Create an account" }).click();
    await expect(guest.getByLabel("E-mail")).toHaveValue(email);
    await expect(guest.getByLabel("Which organization")).toHaveCount(0);
    await joinIn(guest, email, "Fin Guest");
    await guest.getByRole("button", { name: `Join ${org.name}` }).click(patient);
    await expect(guest).toHaveURL(new RegExp(`/${org.slug}$`), patient);
    await unfold(menu(guest), "Money");
    await expect(menu(guest).getByRole("link", { name: "Wallet" })).toBeVisible();
  });

  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation was used already" })).toBeVisible();
  await expect(guest.getByRole("button", { name: /Join/ })).toHaveCount(0);
  await open(page, `/${org.slug}/identity/invitations`);
  await expect(page.getByRole("row", { name: email })).toContainText("Accepted");
});
