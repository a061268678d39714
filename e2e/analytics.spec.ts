import { visitId, visitorWord } from "#lib/analytics/rules/visits";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

const rolledUp = () => admin.query("select analytics.refresh()");
const kept = async (org: { id: string }) =>
  (await admin.query("select kind from analytics.event_impressions where organization_id = $1", [org.id])).rows.map(
    ({ kind }) => kind,
  );

test("a visitor agrees to be counted, and the organizer sees the visit and the row behind it", async ({ page, as }) => {
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org);
  await open(page, `${event.path}?utm_medium=qr&utm_source=poster`);
  const counted = page.waitForResponse((answer) => answer.url().endsWith("/api/public/visits"));
  await page.getByRole("button", { name: "Count my visit" }).click();
  await expect(page.getByText("Lantern Nights counts your visits.")).toBeVisible();
  const answer = await (await counted).json();
  expect(answer.stored).toHaveLength(2);
  expect((await kept(org)).sort()).toEqual(["scan", "view"]);
  await rolledUp();

  await as("organizer", org);
  await open(page, `/${org.slug}/analytics/events/${event.id}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  await expect(main.getByText("1 visitor who agreed")).toBeVisible();
  await expect(main.getByRole("region", { name: "Where visitors come from" })).toContainText("poster");
  await main.getByRole("button", { name: "Table" }).last().click();
  await expect(main.getByRole("region", { name: /Page views by day/ })).toBeVisible();
  await main.locator("[data-slot=figure]").getByRole("link", { name: "Page views" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Page views" })).toBeVisible();
  await expect(main.getByText("1 row", { exact: true })).toBeVisible();
  await expect(main.getByRole("region", { name: "Page views" })).toContainText("qr, poster");
});

test("who says no, or whose browser asks for quiet, leaves nothing; a visit is told apart by its id", async ({
  browser,
  page,
  baseURL,
}) => {
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org);
  await open(page, event.path);
  await page.getByRole("button", { name: "Do not count me" }).click();
  await expect(page.getByText("Your visits are not counted.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Your visits are not counted.")).toBeVisible();

  const quiet = await browser.newContext({ baseURL, extraHTTPHeaders: { "Sec-GPC": "1" } });
  await quiet.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  const silent = await quiet.newPage();
  await open(silent, event.path);
  await expect(silent.getByRole("button", { name: "Count my visit" })).toHaveCount(0);
  const body = {
    org: org.slug,
    page: "event",
    event: event.slug,
    visitor: visitorWord(),
    consent: "granted",
    words: "2026-11",
    visits: [{ id: visitId(Date.now()), kind: "view" }],
  };
  const send = (headers: Record<string, string>, data: unknown = body) =>
    page.request.post("/api/public/visits", { data, headers: { origin: baseURL ?? "", ...headers } });
  expect(await (await send({ dnt: "1" })).json()).toEqual({ stored: [], refused: [] });
  expect(await (await send({ "user-agent": "Examplebot/1.0" })).json()).toEqual({ stored: [], refused: [] });
  expect((await send({}, { ...body, name: "Ada" })).status()).toBe(400);
  expect((await send({ origin: "https://elsewhere.example" })).status()).toBe(403);
  expect(await kept(org)).toEqual([]);
  for (const _ of [1, 2]) expect((await (await send({})).json()).stored).toEqual([body.visits[0]?.id]);
  expect(await kept(org)).toEqual(["view"]);
  await quiet.close();
});

test("dashboards, money over time and integrity are readable for everybody, in light and dark, at a desk and on a phone", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  const event = await given.event(org, { tiers: [{ name: "Regular" }, { name: "Balcony", priceMinor: 4100n }] });
  await admin.query(
    `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, source, visitor)
     select $1, i.id, analytics.moment_of(i.id), 'view', 'event', $2, (array['direct', 'search', 'social'])[1 + n % 3], (array['', 'google.com', 'instagram.com'])[1 + n % 3], n % 60
     from generate_series(1, 300) n cross join lateral (select (lpad(to_hex((extract(epoch from now() - make_interval(hours => n * 2)) * 1000)::bigint), 12, '0') || '7000a' || substr(md5(n::text), 1, 15))::uuid as id) i`,
    [org.id, event.id],
  );
  await rolledUp();
  await admin.query("select system.check_integrity_of($1)", [org.id]);
  for (const [path, heading, name] of [
    ["analytics", "Analytics", "dashboard"],
    [`analytics/events/${event.id}`, event.name, "event"],
    ["analytics/finance", "Money over time", "finance"],
    ["analytics/integrity", "Integrity", "integrity"],
    ["analytics/rows?kind=views", "Page views", "rows"],
  ] as const) {
    await open(page, `/${org.slug}/${path}`);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await look(page, `analytics-${name}`);
    await expectAccessible(page);
  }
});
