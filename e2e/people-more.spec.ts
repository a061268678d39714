import { unique } from "#lib/identity/people.given";
import { png } from "#lib/users/picture.given";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { unfold } from "./people-steps.ts";

test.describe.configure({ timeout: 120_000 });
const patient = { timeout: 30_000 };

test("an organization's logo is taken as a picture and nothing else, and stands in the navigation and on its public page", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  await open(page, `/${org.slug}/settings`);
  const field = page.getByLabel("Logo", { exact: true });
  const svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
  await field.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from(svg) });
  await expect(field).toHaveAccessibleDescription(/SVG is not taken/, patient);
  await field.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: png(320, 80) });
  await expect(page.getByRole("button", { name: "Remove the logo" })).toBeVisible(patient);
  await expectAccessible(page);
  const shown = page.locator("#sidebar img");
  await expect(shown).toHaveAttribute("src", /^\/media\//);
  const picture = (await shown.getAttribute("src")) ?? "";
  const answer = await page.request.get(picture);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/png"]);
  await page.goto(`/e/${org.slug}`);
  await expect(page.getByRole("banner").locator(`img[src="${picture}"]`)).toBeVisible();
  await open(page, `/${org.slug}/settings`);
  await page.getByRole("button", { name: "Remove the logo" }).click();
  await expect(page.getByRole("button", { name: "Remove the logo" })).toHaveCount(0, patient);
  expect((await page.request.get(picture)).status()).toBe(404);
});

test("somebody who is signed in asks to join another organization, and is in when it says yes", async ({
  page,
  as,
  elsewhere,
}) => {
  await as("staff");
  const org = await given.organization({ name: "Quay Rooms" });
  const chief = await elsewhere(await given.person("admin", org));
  await open(page, "/account");
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Ask to join" }) });
  await form.getByLabel("Address of the organization").fill("nobody-is-called-so");
  await form.getByRole("button", { name: "Ask to join" }).click();
  await expect(form.getByLabel("Address of the organization")).toHaveAccessibleDescription(
    /No organization has this address/,
    patient,
  );
  await form.getByLabel("Address of the organization").fill(`http://localhost/e/${org.slug}`);
  await form.getByRole("button", { name: "Ask to join" }).click();
  await expect(form.getByRole("status")).toContainText("Quay Rooms is asked", patient);
  expect((await page.goto(`/${org.slug}`))?.status()).toBe(404);
  await open(chief, `/${org.slug}/identity/approvals`);
  await chief.getByRole("checkbox", { name: /^Select Test staff/ }).check();
  await chief.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: "Approve" }).click();
  await chief.getByRole("dialog").getByLabel("Role", { exact: true }).selectOption("viewer");
  await chief.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(chief.getByText("Nobody waits")).toBeVisible(patient);
  expect((await page.goto(`/${org.slug}`))?.status()).toBe(200);
});

test("links to an address that an organization left lead to the same page at the new one", async ({
  page,
  as,
  playwright,
  baseURL,
}) => {
  const { org } = await as("admin");
  const event = await given.event(org, { name: "Night of Lanterns" });
  const next = `moved-${unique()}`;
  await open(page, `/${org.slug}/settings`);
  await page.getByRole("button", { name: "Change the address" }).click();
  await page.getByRole("dialog").getByRole("textbox").first().fill(next);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Move|Change/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`/${next}/settings`), patient);
  const where = async (path: string, client = page.request) => {
    const answer = await client.get(path, { maxRedirects: 0 });
    return [answer.status(), answer.headers().location ?? ""];
  };
  expect(await where(`/${org.slug}/events?q=night`)).toEqual([308, `/${next}/events?q=night`]);
  expect(await where(`/api/${org.slug}/search?q=ni`)).toEqual([308, `/api/${next}/search?q=ni`]);
  const visitor = await playwright.request.newContext({ baseURL });
  expect(await where(`/e/${org.slug}`, visitor)).toEqual([308, `/e/${next}`]);
  expect(await where(`/e/${org.slug}/${event.slug}`, visitor)).toEqual([308, `/e/${next}/${event.slug}`]);
  expect((await where(`/e/nobody-${org.slug}`, visitor))[0]).toBe(404);
  await visitor.dispose();
  const stranger = await given.organization();
  await as("admin", stranger);
  expect((await where(`/${org.slug}/events`))[0], "for whoever does not belong there it is nothing").toBe(404);
});

test("all roles that were given are one list, and what happened at a station is another", async ({ page, as }) => {
  const { org } = await as("admin");
  const station = await given.station(org, "North Pier");
  const rita = await given.person("manager", org, { stationId: station, name: "Rita Season" });
  await admin.query("update identity.user_roles set ends_at = now() + interval '9 days' where user_id = $1", [
    rita.userId,
  ]);
  await open(page, `/${org.slug}/settings/people`);
  await page.getByRole("link", { name: "Roles given" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Rita Season" })).toContainText("North Pier");
  await open(page, `/${org.slug}/identity/grants?f.state=live&f.ends=yes`);
  await expect(page.getByRole("row").filter({ hasText: "Rita Season" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Test admin" })).toHaveCount(0);
  const csv = await page.request.get(`/api/${org.slug}/export/identity.grants?f.ends=yes`);
  expect(await csv.text()).toContain("Rita Season");
  await page.getByRole("row").filter({ hasText: "Rita Season" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Rita Season" })).toBeVisible();

  await open(page, `/${org.slug}/identity/stations/${station}/edit`);
  await page.getByLabel("Name", { exact: true }).fill("South Pier");
  await page.getByRole("button", { name: /Save/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "South Pier" })).toBeVisible(patient);
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity at South Pier" })).toBeVisible();
});

test("whoever asked for something takes it back, and nobody can decide it any more", async ({
  page,
  as,
  elsewhere,
}) => {
  const org = await given.organization();
  const second = await elsewhere(await given.person("admin", org));
  const { person } = await as("admin", org);
  const ana = await given.person("viewer", org, { name: "Ana Ruiz" });
  await admin.query(
    "insert into organizations.approval_rules (organization_id, act, approver) values ($1, 'role_grant', 'identity:grant')",
    [org.id],
  );
  await open(page, `/${org.slug}/identity/people/${ana.userId}`);
  await page.getByRole("button", { name: "Give a role" }).click();
  await page.getByRole("dialog").getByLabel("Role", { exact: true }).selectOption("finance");
  await page.getByRole("dialog").getByRole("button", { name: "Give the role" }).click();
  await expect(page.getByText("A second person is asked")).toBeVisible(patient);
  await open(second, `/${org.slug}`);
  const main = second.getByRole("navigation", { name: "Main" });
  await expect(main.getByRole("group").filter({ hasText: "People" })).toContainText("1 waiting");
  await unfold(main, "People");
  const badge = main.getByRole("link", { name: "Requests 1 waiting" });
  await expect(badge).toBeVisible();
  const { rows } = await admin.query("select id from organizations.approval_requests where requested_by = $1", [
    person.userId,
  ]);
  const request = `/${org.slug}/organizations/requests/${rows[0].id}`;
  await open(page, request);
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("Taken back", { exact: true })).toBeVisible(patient);
  await open(second, request);
  await expect(second.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await expect(badge).toHaveCount(0);
});
