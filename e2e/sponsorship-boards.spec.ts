import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, follow, given, type Organization, open, test } from "./house.ts";
import { look } from "./look.ts";
import { sponsoredOf } from "./sponsored.ts";

/** A house with one sponsor, whose order of 900.00 is held and partly disputed, and the person who signs in for that sponsor. */
async function sponsored(org: Organization, userId?: string): Promise<Record<string, string>> {
  const event = await given.event(org);
  const made = await sponsoredOf(org);
  if (userId)
    await admin.query(
      "insert into sponsorship.sponsor_members (organization_id, sponsor_id, user_id) values ($1, $2, $3)",
      [org.id, made.sponsor, userId],
    );
  await admin.query(
    `insert into analytics.daily_traffic (organization_id, day, event_id, page, channel, source, views, clicks)
     select $1, funded_on, $2, 'event', 'direct', '', 4500, 70 from sponsorship.sponsorship_orders where id = $3`,
    [org.id, event.id, made.deal],
  );
  return made;
}
const figure = (page: Page, label: string) => page.locator("[data-slot=figure]", { hasText: label });

test("an organizer reads the sponsorship of a quarter at a glance, and every figure leads to the rows that it is the sum of", async ({
  page,
  as,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("organizer");
  await open(page, `/${org.slug}/sponsorship/overview`);
  await expect(page.getByRole("heading", { name: "Nothing is offered yet" })).toBeVisible();
  const { deal } = await sponsored(org);

  await open(page, `/${org.slug}/sponsorship/overview`);
  await expect(figure(page, "Paid by sponsors")).toContainText("$900.00");
  await expect(page.getByRole("region", { name: "Sold inventory" }).getByRole("row", { name: /Gold/ })).toContainText(
    "3",
  );
  await expectAccessible(page);
  await look(page, "board-organizer");
  const main = page.getByRole("main");
  await main.getByRole("group", { name: "Held, by when it must leave" }).getByRole("button", { name: "Table" }).click();
  await follow(
    main.getByRole("region", { name: "Held, by when it must leave" }).getByRole("link", { name: "31–90" }),
    "Held now",
  );
  await expect(main.getByText("1 row, together $900.00")).toBeVisible();
  await follow(main.getByRole("link", { name: "SP-0001" }), /SP-0001/);
  expect(page.url()).toContain(String(deal));

  await open(page, `/${org.slug}/sponsorship/overview?span=30d`);
  await follow(figure(page, "Paid by sponsors").getByRole("link"), "Paid by sponsors");
  await expect(main.getByText("1 row, together $900.00")).toBeVisible();
  await expectAccessible(page);
  await open(page, `/${org.slug}/sponsorship/overview`);
  await follow(figure(page, "Refunded").getByRole("link"), "Refunded");
  await expect(page.getByRole("heading", { name: "No rows" })).toBeVisible();
});

test("a sponsor sees what was spent, where it is and whom it reached, and both parties open the same results", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(90_000);
  const { org, person } = await as("sponsor");
  await open(page, `/${org.slug}/sponsorship/mine`);
  await expect(page.getByRole("heading", { name: "You are no sponsor here yet" })).toBeVisible();
  const { sponsor } = await sponsored(org, person.userId);

  await open(page, `/${org.slug}/sponsorship/mine`);
  await expect(figure(page, "Paid, USD")).toContainText("$900.00");
  await expect(figure(page, "Held, USD")).toContainText("$900.00");
  const main = page.getByRole("main");
  await expect(main.getByRole("region", { name: "What you were promised" })).toContainText("Logo on the poster");
  await expectAccessible(page);
  await look(page, "board-sponsor");
  await follow(main.getByRole("link", { name: "4,500" }), "Impressions");
  await expect(main.getByText("1 row, together 4,500")).toBeVisible();

  await open(page, `/${org.slug}/sponsorship/mine`);
  await follow(main.getByRole("link", { name: "Results report" }), "Results for Harbour Brewery");
  await expect(main.getByRole("region", { name: "What it cost" })).toContainText("$200.00");
  await expectAccessible(page);
  await look(page, "results");
  const organizer = await elsewhere(await given.person("organizer", org));
  await open(organizer, `/${org.slug}/sponsorship/results/${sponsor}`);
  const read = (where: Page, region: string) =>
    where.getByRole("region", { name: region }).getByRole("row").allInnerTexts();
  for (const region of ["The money", "Promised and delivered", "Numbers", "What it cost"])
    expect(await read(organizer, region)).toEqual(await read(page, region));
  for (const one of [page, organizer]) {
    const file = await one.request.get(`/api/${org.slug}/sponsorship/results/${sponsor}`);
    expect([file.status(), file.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("a sponsor has no way into the organizer's figures or another sponsor's results", async ({ page, as }) => {
  const { org } = await as("sponsor");
  const { sponsor } = await sponsored(org);
  for (const [path, status] of [
    [`/${org.slug}/sponsorship/overview`, 403],
    [`/${org.slug}/sponsorship/results/${sponsor}`, 404],
    [`/${org.slug}/sponsorship/rows?kind=fees&side=organizer`, 404],
    [`/api/${org.slug}/sponsorship/results/${sponsor}`, 404],
  ] as const)
    expect([path, (await page.request.get(path)).status()]).toEqual([path, status]);
  await open(page, `/${org.slug}/sponsorship/rows?kind=paid&side=organizer&sponsor=${sponsor}`);
  await expect(page.getByRole("heading", { name: "No rows" })).toBeVisible();
  await look(page, "rows-none");
});

test("finance looks at the release desk when nothing is held, and when something is", async ({ page, as }) => {
  const { org } = await as("finance");
  await open(page, `/${org.slug}/sponsorship/desk`);
  await expect(page.getByText("Nothing is held.", { exact: true })).toBeVisible();
  await look(page, "desk-empty");
  await sponsored(org);
  await open(page, `/${org.slug}/sponsorship/desk`);
  await expect(page.getByRole("region", { name: "Disputes" })).toContainText("The old logo.");
  await expectAccessible(page);
  await look(page, "desk");
  for (const list of ["orders", "proposals", "packages"]) {
    await open(page, `/${org.slug}/sponsorship/${list}`);
    await look(page, list);
  }
});
