import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, follow, given, type Organization, open, test } from "./house.ts";
import { look } from "./look.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const at = (org: Organization, path: string) => `/${org.slug}/sponsorship/${path}`;

/** A package that is offered, and sponsors of whom something is known in words. */
async function prepared(org: Organization) {
  const { id: event } = await given.event(org);
  const terms = {
    ...{ taxPpm: 0, taxCode: "sales", holdDays: 90, autoApproveDays: 7 },
    milestones: [{ title: "All of it", percent: 100, anchor: "event_end", days: 7 }],
    deliverables: [
      { title: "Logo on the poster", description: "", anchor: "signed", days: 7, slaDays: 2, milestone: 0 },
    ],
  };
  const { rows } = await admin.query(
    `with p as (insert into sponsorship.sponsorship_packages (organization_id, event_id, name, description, price_minor, currency, quantity, terms)
         values ($1, $2, 'Bar partner', 'Your beer at every bar of the harbour concert.', 450000, $3, 3, $4) returning id),
       s as (insert into sponsorship.sponsors (organization_id, name, industry, profile) values
         ($1, 'Harbour Brewery', 'Drinks', 'Brews beer for bars at the harbour.'), ($1, 'Halyard Insurance', 'Insurance', 'Liability cover for lawyers.') returning id, name)
     select p.id as package, s.id as sponsor from p, s where s.name = 'Harbour Brewery'`,
    [org.id, event, org.currency, JSON.stringify(terms)],
  );
  await admin.query("update sponsorship.sponsorship_packages set state = 'published' where id = $1", [rows[0].package]);
  return rows[0] as { package: string; sponsor: string };
}
const scored = async (org: Organization, packageId: string) =>
  (
    await admin.query(
      `select s.name, m.score::float as score, m.weights_n as weights from sponsorship.sponsorship_matches m join sponsorship.sponsors s on s.id = m.sponsor_id
       where m.organization_id = $1 and m.package_id = $2 order by m.score desc nulls last`,
      [org.id, packageId],
    )
  ).rows as { name: string; score: number; weights: number }[];

test("an organizer sees who fits a package and why, says so, and proposes it", async ({ page, as }) => {
  test.setTimeout(90_000);
  const { org } = await as("organizer");
  const made = await prepared(org);
  await expect.poll(async () => (await scored(org, made.package)).length, { timeout: 45_000 }).toBe(2);

  await open(page, at(org, `matching/sponsors/${made.sponsor}`));
  await page.getByLabel("Budget from").fill("9000");
  await page.getByLabel("Budget up to").fill("5000");
  await page.getByLabel("Concert", { exact: true }).check();
  await page.getByLabel("Places").fill("Hamburg");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("That is less than the least.").last()).toBeVisible();
  await expect(page.getByLabel("Concert", { exact: true })).toBeChecked();
  await page.getByLabel("Budget from").fill("1000");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("That is less than the least.")).toHaveCount(0);
  await expect
    .poll(
      async () =>
        (
          await admin.query(
            "select budget_least_minor::int as least from sponsorship.match_wishes where organization_id = $1",
            [org.id],
          )
        ).rows[0]?.least,
    )
    .toBe(100_000);
  await page.reload();
  await expect(page.getByLabel("Concert", { exact: true })).toBeChecked();
  await expectAccessible(page);

  await open(page, at(org, "matching"));
  await follow(page.getByRole("link", { name: "Bar partner", exact: true }), "Who fits Bar partner");
  const now = page.getByRole("button", { name: "Compute now" });
  if (await now.isVisible()) {
    await now.click();
    await dialog(page).getByRole("button", { name: "Compute", exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
  }
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText(/covers the package's/).count();
      },
      { timeout: 45_000 },
    )
    .toBe(1);
  const first = page.getByRole("main").getByRole("listitem").filter({ hasText: "Harbour Brewery" }).first();
  await expect(first).toContainText("The event is in Hamburg, Germany; they look for Hamburg.");
  await expect(first).toContainText("They look for Concert, and this is one: Concert.");
  await expectAccessible(page);
  await look(page, "matching-package");

  const before = await scored(org, made.package);
  await open(page, at(org, `matching/packages/${made.package}`));
  await page.getByRole("button", { name: "Halyard Insurance is not a fit" }).click();
  await dialog(page).getByRole("button", { name: "Not a fit", exact: true }).click();
  await expect(dialog(page).getByText("Say why it does not fit.").last()).toBeVisible();
  await dialog(page).getByLabel("Why").fill("Nobody here buys insurance.");
  await dialog(page).getByRole("button", { name: "Not a fit", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Harbour Brewery is a good fit" }).click();
  await dialog(page).getByRole("button", { name: "Good fit", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText("You said: good fit.")).toBeVisible();
  await expect.poll(async () => (await scored(org, made.package))[0]?.weights, { timeout: 45_000 }).toBe(2);

  await open(page, at(org, "matching/weights"));
  await expect(page.getByText("Version 2.", { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await look(page, "matching-weights");
  for (const name of [
    "Take back: Good fit, Harbour Brewery for Bar partner",
    "Take back: Not a fit, Halyard Insurance for Bar partner",
  ]) {
    await page.getByRole("button", { name }).click();
    await dialog(page).getByRole("button", { name: "Take back", exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
  }
  await expect.poll(async () => (await scored(org, made.package))[0]?.weights, { timeout: 45_000 }).toBe(4);
  expect((await scored(org, made.package)).map(({ score }) => score)).toEqual(before.map(({ score }) => score));
  await page.getByLabel("Budget, %").fill("99");
  await page.getByRole("button", { name: "Save weights" }).click();
  await expect(page.getByText(/They add up to 179 %/).first()).toBeVisible();

  await open(page, at(org, `matching/packages/${made.package}`));
  await follow(page.getByRole("link", { name: "Propose" }).first(), "New proposal");
  await expect(page.getByLabel("Sponsor", { exact: false }).first()).toHaveValue(made.sponsor);
  await expect(page.getByLabel("Title")).toHaveValue(/Bar partner/);
});

test("an administrator compares texts by another version and goes back; an organizer only looks", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("admin");
  const made = await prepared(org);
  await expect.poll(async () => (await scored(org, made.package)).length, { timeout: 45_000 }).toBe(2);
  const before = await scored(org, made.package);
  await open(page, at(org, "matching/models"));
  await page.getByRole("button", { name: "New version" }).click();
  await dialog(page).getByLabel("How texts are read").selectOption({ label: "Whole words only" });
  await dialog(page).getByRole("button", { name: "Make it" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Activate hashed-words-1024@1" }).click();
  await dialog(page).getByRole("button", { name: "Activate", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect
    .poll(async () => (await scored(org, made.package))[0]?.score, { timeout: 45_000 })
    .not.toBe(before[0]?.score);
  await expectAccessible(page);
  await look(page, "matching-models");
  await page.getByRole("button", { name: "Go back to it: hashed-ngrams-1024@1" }).click();
  await dialog(page).getByRole("button", { name: "Go back", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect.poll(async () => scored(org, made.package), { timeout: 45_000 }).toEqual(before);
  const organizer = await elsewhere(await given.person("organizer", org));
  await open(organizer, at(org, "matching/models"));
  await expect(organizer.getByText("In use")).toBeVisible();
  await expect(organizer.getByRole("button", { name: "New version" })).toHaveCount(0);
});

test("an organization lets itself be found, is taken on as a sponsor, and is gone from lists as soon as it withdraws", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("organizer");
  const made = await prepared(org);
  const name = `Still Water ${org.slug.slice(-6)}`;
  const guest = await given.organization({ name });
  const friend = await elsewhere(await given.person("admin", guest));
  await open(friend, at(guest, "matching/profile"));
  await friend.getByLabel("Let organizers find us").click();
  await friend.getByLabel(/^In words/).fill("Water for those who dance at the harbour.");
  await friend.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(
      async () =>
        (
          await admin.query("select from sponsorship.sponsorship_matches where package_id = $1 and guest_id = $2", [
            made.package,
            guest.id,
          ])
        ).rowCount,
      { timeout: 60_000 },
    )
    .toBe(1);
  await expectAccessible(friend);
  await open(page, at(org, `matching/packages/${made.package}`));
  const card = page.getByRole("main").getByRole("listitem").filter({ hasText: name }).first();
  await expect(card).toContainText("Lets itself be found");
  await open(friend, at(guest, "matching/profile"));
  await friend.getByLabel("Let organizers find us").click();
  await friend.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(
      async () =>
        (await admin.query("select matchable from sponsorship.match_wishes where organization_id = $1", [guest.id]))
          .rows[0]?.matchable,
    )
    .toBe(false);
  await page.reload();
  await expect(page.getByText(name)).toHaveCount(0);
});
