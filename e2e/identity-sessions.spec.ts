import { enter } from "./door.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";

// Many steps and several looks at every element: minutes on a busy machine.
test.describe.configure({ timeout: 180_000 });

test("a visitor of a page inside is sent to sign in and then back to that very page; signed out, they are out", async ({
  page,
}) => {
  const org = await given.organization();
  const { snapshot } = await given.person("organizer", org);
  const wanted = `/${org.slug}/events?q=lantern`;
  await open(page, wanted);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(wanted)}`);
  await enter(page, snapshot.email);
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole("searchbox", { name: "Search events" })).toHaveValue("lantern");

  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await open(page, wanted);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(wanted)}`);
  await page.goBack();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get(`/api/${org.slug}/search?q=la`)).status()).toBe(401);
});

test("an address of another site in the link to sign in leads nowhere but home", async ({ page }) => {
  const org = await given.organization();
  const { snapshot } = await given.person("viewer", org);
  for (const evil of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example",
    "javascript:alert(1)",
  ]) {
    await page.context().clearCookies();
    await open(page, `/sign-in?next=${encodeURIComponent(decodeURIComponent(evil))}`);
    await enter(page, snapshot.email);
    await expect(page, evil).toHaveURL(new RegExp(`^http://localhost:\\d+/${org.slug}$`));
    await open(page, `/sign-in?next=${encodeURIComponent(decodeURIComponent(evil))}`);
    await expect(page, `${evil}, signed in already`).toHaveURL(new RegExp(`^http://localhost:\\d+/${org.slug}$`));
  }
});

test("a person who is suspended is out at the next request, is told why, and comes back when that ends", async ({
  page,
  as,
}) => {
  const { org, person } = await as("organizer");
  const become = (state: string, reason: string | null) =>
    admin.query("update users.user_profiles set state = $2, state_reason = $3 where user_id = $1", [
      person.userId,
      state,
      reason,
    ]);
  expect((await page.goto(`/${org.slug}/events`))?.status()).toBe(200);
  await become("suspended", "The desk key was lost on Friday.");
  expect((await page.request.get(`/api/${org.slug}/search?q=la`)).status()).not.toBe(200);
  await open(page, `/${org.slug}/events`);
  await page.waitForURL(/\/(waiting|sign-in)/);
  if (page.url().includes("sign-in")) await enter(page, person.snapshot.email);
  await expect(page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible();
  await expect(page.getByText("The desk key was lost on Friday.")).toBeVisible();
  await expectAccessible(page);
  await become("active", null);
  expect((await page.goto(`/${org.slug}/events`))?.status()).toBe(200);
  await expect(page).toHaveURL(new RegExp(`/${org.slug}/events$`));
});

test("a person who is taken out of the organization finds nothing there at the next request", async ({ page, as }) => {
  const { org, person } = await as("organizer");
  const other = await given.organization();
  await admin.query("select organizations.add_member($1, $2, 'viewer')", [other.id, person.userId]);
  expect((await page.goto(`/${org.slug}/events`))?.status()).toBe(200);
  await admin.query(
    "update organizations.org_memberships set state = 'removed' where organization_id = $1 and user_id = $2",
    [org.id, person.userId],
  );
  expect((await page.goto(`/${org.slug}/events`))?.status()).toBe(404);
  expect((await page.goto(`/${other.slug}/events`))?.status()).toBe(200);
});

test("no script can read the session, and no other site can use it", async ({ page, playwright, baseURL }) => {
  const org = await given.organization();
  const { snapshot } = await given.person("viewer", org);
  await open(page, "/sign-in");
  await enter(page, snapshot.email);
  await expect(page).toHaveURL(new RegExp(`/${org.slug}$`));
  const session = (await page.context().cookies()).filter(({ name }) => name.startsWith("greenroom"));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const readable = await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }));
  for (const cookie of session) expect(readable).not.toContain(cookie.value.slice(0, 40));
  expect(readable).not.toMatch(/eyJ|access_token/);

  const storageState = await page.context().storageState();
  const from = async (origin?: string) => {
    const client = await playwright.request.newContext({
      baseURL,
      storageState,
      extraHTTPHeaders: origin ? { Origin: origin } : {},
    });
    const status = (await client.post(`/${org.slug}`, { data: "[]", maxRedirects: 0 })).status();
    await client.dispose();
    return status;
  };
  expect(await from("https://evil.example")).toBe(403);
  expect(await from("null")).toBe(403);
  expect(await from(new URL(baseURL ?? "").origin)).not.toBe(403);
});
