import type { Page } from "@playwright/test";
import { newcomer } from "#lib/identity/people.given";
import { enter, fresh, openLetter } from "./door.ts";
import { admin, expect, expectAccessible, given, type Organization, open, password, test } from "./house.ts";
import { bulk, closeMenu, dialog, looks, menu, patient, signUp } from "./people-steps.ts";
import { picture } from "./picture.ts";

/** The whole way of a new person and of the administrator who lets them in, at a desk and on a phone. */
test.describe.configure({ timeout: 300_000 });
test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "light" });

/** An organization with two stations, an event at each, and people of whom one has waited for days. */
async function house() {
  const org = await given.organization({ name: "Lantern Nights" });
  const stations: string[] = [];
  for (const [place, event] of [
    ["Harbour Kitchen", "Harbour Supper"],
    ["North Pier", "Pier Party"],
  ] as const) {
    const [station, { id }] = [await given.station(org, place), await given.event(org, { name: event })];
    await admin.query("update events.events set station_id = $3 where organization_id = $1 and id = $2", [
      org.id,
      id,
      station,
    ]);
    stations.push(station);
  }
  const waiting = [
    await waits(org, "Otto Early", 6),
    await waits(org, "Rita Robot", 2),
    await waits(org, "Sam Spam", 2),
  ];
  return { org, pier: stations[1] ?? "", waiting };
}

async function waits(org: Organization, name: string, days: number) {
  const { id, email } = await newcomer({ organization: org });
  await admin.query("update users.user_profiles set name = $2 where user_id = $1", [id, name]);
  await admin.query(
    `update organizations.org_memberships set state_at = now() - $3 * interval '1 day' where organization_id = $1 and user_id = $2`,
    [org.id, id, days],
  );
  return { id, email };
}

for (const { kind, size } of looks) {
  const shot = (page: Page, name: string) => picture(page, `people-${name}-${kind}`, size);

  test(`from sign-up through approval, suspension and a new address: both sides of it, on a ${kind}`, async ({
    page,
    browser,
    baseURL,
    elsewhere,
  }) => {
    const { org, pier, waiting } = await house();
    const chief = await elsewhere(await given.person("admin", org, { name: "Ada Chief" }));
    const mail = await (await browser.newContext({ baseURL })).newPage();
    for (const one of [page, chief]) await one.setViewportSize(size);
    const email = fresh();

    await test.step("the newcomer signs up, and the waiting page says what happens next", async () => {
      await open(page, `/sign-up?organization=${org.slug}`);
      await shot(page, "sign-up");
      await signUp(page, email, "Nell Newcomer");
      await expect(page.getByRole("heading", { name: "Your account waits for approval" })).toBeVisible(patient);
      await expect(page.getByRole("list", { name: "What happens next" })).toContainText("Lantern Nights is asked");
      await shot(page, "waiting");
    });

    await test.step("the administrator sees in the navigation how many wait, and in the queue for how long", async () => {
      await open(chief, `/${org.slug}`);
      await expect((await menu(chief, "People")).getByRole("link", { name: "Approvals 4 waiting" })).toBeVisible();
      await closeMenu(chief);
      await open(chief, `/${org.slug}/identity/approvals`);
      const rows = chief.getByRole("row").filter({ hasText: "Signed up" });
      await expect(rows).toHaveCount(4);
      await expect(rows.first()).toContainText("Otto Early");
      await expect(rows.first()).toContainText("6");
      await expectAccessible(chief);
      await chief.emulateMedia({ colorScheme: "light" });
      await shot(chief, "queue");
    });

    await test.step("several are rejected at once with a reason, which they are told by e-mail", async () => {
      await chief.getByRole("checkbox", { name: "Select Rita Robot" }).check();
      await chief.getByRole("checkbox", { name: "Select Sam Spam" }).check();
      await bulk(chief, "Reject").click();
      await dialog(chief).getByLabel("Reason").fill("Nobody here knows you.");
      await dialog(chief).getByRole("button", { name: "Reject" }).click();
      await expect(chief.getByText("2 rejected.")).toBeVisible(patient);
      const letter = await openLetter(mail, waiting[1]?.email ?? "", "Lantern Nights did not approve your account");
      await expect(letter.getByText("Reason: Nobody here knows you.")).toBeVisible();
    });

    await test.step("found by their name, one is approved with role and station, after a look at what that opens", async () => {
      await open(chief, `/${org.slug}/identity/approvals`);
      await chief.getByRole("searchbox").fill("Nell");
      await expect(chief.getByRole("row").filter({ hasText: "Otto Early" })).toHaveCount(0, patient);
      await chief.getByRole("checkbox", { name: "Select Nell Newcomer" }).check();
      await bulk(chief, "Approve").click();
      await dialog(chief).getByLabel("Role", { exact: true }).selectOption({ label: "Station manager" });
      await dialog(chief).getByLabel("Where it counts").selectOption({ label: "Harbour Kitchen" });
      const preview = dialog(chief).getByRole("region", { name: "What this person will see" });
      await expect(preview).toContainText("Only what belongs to the station Harbour Kitchen");
      await shot(chief, "approve");
      await dialog(chief).getByRole("button", { name: "Approve" }).click();
      await expect(chief.getByText("1 approved.")).toBeVisible(patient);
      const letter = await openLetter(mail, email, "Welcome to Lantern Nights");
      await expect(
        letter.getByRole("paragraph").filter({ hasText: "as Station manager at Harbour Kitchen" }),
      ).toBeVisible();
      await mail.setViewportSize(size);
      await shot(mail, "welcome");
    });

    await test.step("they see exactly that", async () => {
      await page.goto("/waiting");
      await expect(page).toHaveURL(new RegExp(`/${org.slug}$`), patient);
      const places = await menu(page);
      await expect(places.getByRole("link", { name: "Events", exact: true })).toBeVisible();
      for (const closed of ["Wallet", "Approvals", "Settings"])
        await expect(places.getByRole("link", { name: closed, includeHidden: true })).toHaveCount(0);
      await closeMenu(page);
      await open(page, `/${org.slug}/events`);
      await expect(page.getByRole("link", { name: "Harbour Supper" })).toBeVisible();
      await expect(page.getByText("Pier Party")).toHaveCount(0);
      await shot(page, "first-day");
      expect((await page.goto(`/${org.slug}/identity/stations/${pier}`))?.status()).toBe(404);
      expect((await page.goto(`/${org.slug}/payments/wallet`))?.status()).toBe(403);
    });

    await test.step("suspended with a reason, they are out at the next request, told by e-mail, and the reason stays with them", async () => {
      await open(chief, `/${org.slug}/settings/people?q=${encodeURIComponent(email)}`);
      await chief.getByRole("link", { name: "Nell Newcomer" }).click();
      await chief.getByRole("button", { name: "Suspend" }).click();
      await dialog(chief).getByLabel("Reason").fill("Keys were lent to a stranger.");
      await shot(chief, "suspend");
      await dialog(chief).getByRole("button", { name: "Suspend" }).click();
      await expect(chief.getByRole("button", { name: "Reinstate" })).toBeVisible(patient);
      await expect(chief.getByText("Why it is so")).toBeVisible();
      await expect(chief.getByText("Keys were lent to a stranger.").first()).toBeVisible();
      await shot(chief, "suspended-person");
      await page.goto(`/${org.slug}/events`);
      await expect(page).toHaveURL(/\/(sign-in|waiting)/);
      const letter = await openLetter(mail, email, "Lantern Nights suspended your account");
      await expect(letter.getByText("Reason: Keys were lent to a stranger.")).toBeVisible();
      await page.goto("/sign-in");
      if (new URL(page.url()).pathname === "/sign-in") await enter(page, email);
      await expect(page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible(patient);
      await shot(page, "suspended");
      await chief.getByRole("button", { name: "Reinstate" }).click();
      await dialog(chief).getByLabel("Reason").fill("It was a misunderstanding.");
      await dialog(chief).getByRole("button", { name: "Reinstate" }).click();
      await expect(chief.getByRole("button", { name: "Suspend" })).toBeVisible(patient);
    });

    const renamed = fresh();
    await test.step("with another address they wait again, and come back with the role they had", async () => {
      await page.goto("/account");
      if (page.url().includes("sign-in")) {
        await enter(page, email);
        await expect(page).toHaveURL(/\/account$/, patient);
      }
      await open(page, "/account");
      const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Send the link" }) });
      await form.getByLabel("New e-mail").fill(renamed);
      await form.getByLabel("Present password", { exact: true }).fill(password);
      await form.getByRole("button", { name: "Send the link" }).click();
      await expect(page.getByText(`A link is on its way to ${renamed}`)).toBeVisible(patient);
      const letter = await openLetter(mail, renamed, "Confirm your new e-mail address");
      const link = (await letter.getByRole("link", { name: "Confirm the new address" }).getAttribute("href")) ?? "";
      await openLetter(mail, email, "Your e-mail address is about to change");
      await page.goto(link);
      await page.getByRole("button", { name: /Confirm/ }).click();
      await expect(page.getByText(`changed from ${email} to ${renamed}`)).toBeVisible(patient);
      await shot(page, "new-address");
      await open(chief, `/${org.slug}/identity/approvals?q=Nell`);
      await expect(chief.getByRole("row").filter({ hasText: renamed })).toContainText("Changed e-mail");
      await chief.getByRole("checkbox", { name: "Select Nell Newcomer" }).check();
      await bulk(chief, "Approve").click();
      await dialog(chief).getByRole("button", { name: "Approve" }).click();
      await expect(chief.getByText("1 approved.")).toBeVisible(patient);
      await page.goto("/waiting");
      await expect(page).toHaveURL(new RegExp(`/${org.slug}$`), patient);
      await open(page, `/${org.slug}/events`);
      await expect(page.getByRole("link", { name: "Harbour Supper" })).toBeVisible();
    });
    await mail.context().close();
  });
}
