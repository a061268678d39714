import { campaignOf } from "./campaigned.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

test("a marketer plans a campaign, a visitor comes by its link and buys, and the campaign shows the sale", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  const event = await given.event(org);
  await open(page, `/${org.slug}/campaigns/new`);
  const main = page.getByRole("main");
  await main.getByLabel("Name").fill("Station posters");
  await main.getByLabel("Channel").selectOption("print");
  await main.getByLabel("Leads to").selectOption({ label: event.name });
  await main.getByRole("button", { name: "Create campaign" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Station posters" })).toBeVisible();
  await open(page, new URL(page.url()).pathname);
  await main.getByRole("button", { name: "Add a link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Where it will be").fill("Platform 1");
  await dialog.getByLabel("Carried by").selectOption("qr");
  await dialog.getByLabel("Source, in one word").fill("poster");
  await dialog.getByRole("button", { name: "Add" }).click();
  const links = main.getByRole("region", { name: "Links" });
  await expect(links).toContainText("Platform 1");
  const { rows } = await admin.query("select id, code from campaigns.links where organization_id = $1", [org.id]);
  const picture = await page.request.get(`/api/${org.slug}/campaigns/links/${rows[0].id}?format=png`);
  expect(picture.headers()["content-type"]).toBe("image/png");
  expect((await picture.body()).subarray(1, 4).toString()).toBe("PNG");
  const drawn = await page.request.get(`/api/${org.slug}/campaigns/links/${rows[0].id}?format=svg`);
  expect(await drawn.text()).toContain("<svg");
  expect((await page.request.get("/c/ZZZZZZZZ")).status()).toBe(404);

  await page.goto(`/c/${rows[0].code}`);
  await expect(page).toHaveURL(/utm_source=poster&utm_medium=qr&utm_campaign=station-posters-/);
  const counted = page.waitForResponse((answer) => answer.url().endsWith("/api/public/visits"));
  await page.getByRole("button", { name: "Count my visit" }).click();
  await counted;
  await expect(page.locator("input[name=visitor]")).toHaveCount(1);
  await page
    .getByRole("button", { name: /^One .* more$/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Get tickets" }).first().click();
  await expect(page).toHaveURL(/\/checkout\//);
  const tied = await admin.query(
    "select last_channel, last_source from analytics.attributions where organization_id = $1",
    [org.id],
  );
  expect(tied.rows).toEqual([{ last_channel: "qr", last_source: expect.stringMatching(/^poster\/station-posters-/) }]);
  await admin.query("select analytics.refresh()");
  await open(page, `/${org.slug}/campaigns`);
  await expect(main.getByRole("link", { name: "Station posters" })).toBeVisible();
});

test("campaigns, sources and bookings in figures are readable for everybody, at a desk and on a phone", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  const { campaign } = await campaignOf(org);
  await given.event(org);
  await admin.query("select analytics.refresh()");
  for (const [path, heading, name] of [
    ["analytics/bookings", "Bookings in figures", "bookings"],
    ["analytics/sources", "Where buyers come from", "sources"],
    [`campaigns/${campaign}`, "Autumn posters", "campaign"],
    ["campaigns", "Campaigns", "campaigns"],
  ] as const) {
    await open(page, `/${org.slug}/${path}`);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await look(page, `facts-${name}`);
    await expectAccessible(page);
  }
});
