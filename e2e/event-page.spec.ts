import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, given, test } from "./house.ts";

async function dataOf(page: Page) {
  return JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "null");
}

test("a public event says to machines what it says to people", async ({ page, request, baseURL }) => {
  const org = await given.organization({ name: "Lantern Nights", currency: "EUR", taxRatePpm: 190_000 });
  const event = await given.event(org, {
    name: "Lights </script><b>& more",
    tiers: [
      { name: "Regular", priceMinor: 2550n },
      { name: "Late", onSaleInDays: 3 },
      { name: "Gone", quota: 0 },
    ],
  });
  await page.goto(event.path);
  await expect(page.getByRole("heading", { level: 1, name: "Lights </script><b>& more" })).toBeVisible();
  await expect(page).toHaveTitle("Lights </script><b>& more · Lantern Nights");
  const address = `${baseURL}${event.path}`;
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", address);

  const data = await dataOf(page);
  expect(data).toMatchObject({ "@type": "Event", name: event.name, url: address, location: { name: "Old Boathouse" } });
  expect(data.startDate).toMatch(/T20:00:00\+0[12]:00$/);
  expect(
    data.offers.map(({ price, priceCurrency, availability }: Record<string, string>) => [
      price,
      priceCurrency,
      availability,
    ]),
  ).toEqual([
    ["25.50", "EUR", "https://schema.org/InStock"],
    ["25.00", "EUR", "https://schema.org/PreSale"],
    ["25.00", "EUR", "https://schema.org/SoldOut"],
  ]);

  const image = await page.locator('meta[property="og:image"]').getAttribute("content");
  expect(data.image).toEqual([image]);
  const picture = await request.get(image ?? "");
  expect(picture.headers()["content-type"]).toBe("image/png");
  expect((await picture.body()).byteLength).toBeGreaterThan(10_000);
  const calendar = await (await request.get(`${event.path}/calendar.ics`)).text();
  expect(calendar).toMatch(/DTSTART:\d{8}T\d{6}Z/);
  expect(await (await request.get("/sitemap.xml")).text()).toContain(`<loc>${address}</loc>`);
  expect(await (await request.get("/robots.txt")).text()).toContain("Disallow: /");
});

test("drafts and private events look like any unknown address", async ({ page, request }) => {
  const org = await given.organization();
  const shown = await given.event(org);
  const hidden = [await given.event(org, { state: "draft" }), await given.event(org, { visibility: "private" })];
  const unlisted = await given.event(org, { visibility: "unlisted" });
  for (const path of [
    ...hidden.map((event) => event.path),
    `/e/${org.slug}/nothing`,
    "/e/nobody",
    "/checkout/none",
    "/pay/none",
    "/orders/none",
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  for (const event of [shown, unlisted]) expect((await request.get(event.path)).status()).toBe(200);
  const map = await (await request.get("/sitemap.xml")).text();
  expect(map).toContain(`${shown.path}<`);
  for (const event of [...hidden, unlisted]) expect(map).not.toContain(`${event.path}<`);
  await page.goto(hidden[0]?.path ?? "");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expectAccessible(page);
});

for (const [state, title, status] of [
  ["cancelled", "This event is cancelled", "EventCancelled"],
  ["postponed", "This event is postponed", "EventPostponed"],
  ["completed", "This event is over", "EventScheduled"],
] as const) {
  test(`a visitor of an event that is ${state} sees so and cannot buy`, async ({ page }) => {
    const event = await given.event(await given.organization(), { state });
    await page.goto(event.path);
    await expect(page.getByText(title)).toBeVisible();
    await expect(page.getByRole("button", { name: "Get tickets" })).toHaveCount(0);
    expect((await dataOf(page)).eventStatus).toBe(`https://schema.org/${status}`);
    await expectAccessible(page);
  });
}

test("each ticket says how it stands, and only what is on sale can be chosen", async ({ page }) => {
  const event = await given.event(await given.organization(), {
    tiers: [
      { name: "Plenty" },
      { name: "Few", quota: 3 },
      { name: "Soon", onSaleInDays: 2 },
      { name: "None", quota: 0 },
      { name: "Table", least: 4, most: 8 },
    ],
  });
  await page.goto(event.path);
  const line = (name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
  await expect(line("Few")).toContainText("Only 3 left");
  await expect(line("Soon")).toContainText("Sales start");
  await expect(line("None")).toContainText("Sold out");
  for (const name of ["Soon", "None"]) await expect(line(name).getByRole("spinbutton")).toHaveCount(0);
  for (const name of ["Plenty", "Few", "Table"]) await expect(line(name).getByRole("spinbutton")).toHaveCount(1);
  const more = page.getByRole("button", { name: "One Few more" });
  for (let press = 0; press < 3; press += 1) await more.press("Enter");
  await expect(page.getByLabel("Number of Few")).toHaveValue("3");
  await expect(more).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "One Table more" }).click();
  await expect(page.getByLabel("Number of Table")).toHaveValue("4");
});

test("the programme of an organization lists what is coming, in its colour, on a phone as well", async ({ page }) => {
  const org = await given.organization({ name: "Lantern Nights" });
  await admin.query("update organizations.organizations set accent = '#fff200' where id = $1", [org.id]);
  const [later, sooner, gone] = [
    await given.event(org, { name: "Winter Lights", inDays: 90 }),
    await given.event(org, { name: "Autumn Lights", inDays: 20 }),
    await given.event(org, { name: "Called Off", state: "cancelled" }),
  ];
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/e/${org.slug}`);
  await expect(page.getByRole("main").getByRole("listitem")).toHaveText([
    new RegExp(sooner.name),
    new RegExp(later.name),
  ]);
  await expect(page.getByText(gone.name)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: new RegExp(sooner.name) }).click();
  await expect(page.getByRole("heading", { level: 1, name: sooner.name })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  for (const button of await page.getByRole("button", { name: /^(One|Get)/ }).all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  await expectAccessible(page);
  const empty = await given.organization({ name: "Quiet House" });
  await page.goto(`/e/${empty.slug}`);
  await expect(page.getByText("Nothing is announced right now")).toBeVisible();
});
