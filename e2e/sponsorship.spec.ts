import type { Page } from "@playwright/test";
import { card, payWith } from "./buying.ts";
import { admin, expect, expectAccessible, given, type Organization, open, test } from "./house.ts";
import { look } from "./look.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const stateOf = async (org: Organization) =>
  (
    await admin.query(
      "select id, state, (funded_minor - released_minor - refunded_minor)::int as held, released_minor::int as released, refunded_minor::int as refunded from sponsorship.sponsorship_orders where organization_id = $1",
      [org.id],
    )
  ).rows[0];

/** Press a button that asks in a dialog, fill what it asks for, and confirm. */
async function ask(page: Page, button: string | RegExp, verb: string, fields: Record<string, string> = {}) {
  await page.getByRole("main").getByRole("button", { name: button }).first().click();
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog(page).getByLabel(label, { exact: false }).first();
    if ((await field.evaluate((node) => node.tagName)) === "SELECT") await field.selectOption({ index: Number(value) });
    else await field.fill(value);
  }
  await dialog(page).getByRole("button", { name: verb, exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test("a sponsor's money is held until it was delivered, both parties watching: counter-offer, card, proofs, a release in part, a dispute, a split and a refund", async ({
  page: finance,
  as,
  elsewhere,
}) => {
  test.setTimeout(240_000);
  const { org } = await as("finance");
  await given.event(org);
  const organizer = await elsewhere(await given.person("organizer", org));
  const boss = await elsewhere(await given.person("admin", org));
  const femke = await given.person("sponsor", org, { name: "Femke Dijkhuis" });
  const sponsor = await elsewhere(femke);
  const at = (path: string) => `/${org.slug}/sponsorship/${path}`;

  await open(organizer, at("sponsors/new"));
  await organizer.getByLabel("Name").fill("Harbour Brewery");
  await organizer.getByRole("button", { name: "Add sponsor" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: "Harbour Brewery" })).toBeVisible();
  await organizer.getByLabel("Person").selectOption({ index: 0 });
  await organizer.getByRole("button", { name: "Add", exact: true }).click();
  await expect(organizer.getByRole("button", { name: "Remove Femke Dijkhuis" })).toBeVisible();

  await open(organizer, at("packages/new"));
  await organizer.getByLabel("Name", { exact: true }).fill("Gold");
  await organizer.getByLabel(/^Price, tax included/).fill("1000.00");
  for (const [n, title, percent] of [
    [0, "Announcement", "40"],
    [1, "The night", "60"],
  ] as const) {
    await organizer.getByLabel(`Milestone ${n + 1}`).fill(title);
    await organizer.locator(`[name="milestones.${n}.percent"]`).fill(percent);
  }
  await organizer.getByLabel("Deliverable 1").fill("Logo on the poster");
  await organizer.getByLabel("Deliverable 2").fill("Banner at the stage");
  await organizer.locator('[name="deliverables.1.milestone"]').selectOption({ value: "1" });
  await organizer.getByRole("button", { name: "Create package" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: "Gold" })).toBeVisible();
  await ask(organizer, "Offer it", "Offer it");
  await organizer.getByRole("link", { name: "Propose it" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: "New proposal" })).toBeVisible();
  await organizer.getByRole("button", { name: "Save draft" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: /PR-0001/ })).toBeVisible();
  await ask(organizer, "Send", "Send");
  await expect(organizer.getByText("Sponsor's turn")).toBeVisible();

  await open(sponsor, at("proposals"));
  await sponsor.getByRole("link", { name: "PR-0001" }).click();
  await expect(sponsor.getByRole("heading", { level: 1, name: /PR-0001/ })).toBeVisible();
  await expect(sponsor.getByText("You are the sponsor.")).toBeVisible();
  await expect
    .poll(
      async () =>
        (await admin.query("select state from sponsorship.proposal_threads where organization_id = $1", [org.id]))
          .rows[0].state,
    )
    .toBe("viewed");
  await sponsor.reload();
  await sponsor.getByText("Answer with other terms").click();
  await sponsor.getByLabel(/^Price, tax included/).fill("900.00");
  await sponsor.locator('[name="milestones.1.amount"]').fill("500.00");
  await sponsor.getByRole("button", { name: "Send counter-offer" }).click();
  await expect(sponsor.getByText("Version 2 by the sponsor")).toBeVisible();
  await look(sponsor, "sponsorship-proposal");

  await organizer.reload();
  await expect(organizer.getByText("It is your turn")).toBeVisible();
  await expectAccessible(organizer);
  await ask(organizer, "Accept", "Accept");
  await expect(organizer.getByRole("link", { name: "Open the order" })).toBeVisible();
  const { id } = await stateOf(org);
  const order = at(`orders/${id}`);

  await open(sponsor, order);
  await sponsor.getByRole("button", { name: "Pay $900.00 by card" }).click();
  await expect(sponsor.getByText("Test gateway: no real money moves")).toBeVisible();
  await payWith(sponsor, card.good);
  await expect.poll(async () => (await stateOf(org)).state, { timeout: 60_000 }).toBe("funded");
  await open(organizer, order);
  await ask(organizer, "Lock", "Lock");
  await expect(organizer.getByRole("listitem").filter({ hasText: "Locked" }).first()).toBeVisible();

  await ask(organizer, "Show proof of Logo on the poster", "Send to the sponsor", {
    Link: "https://photos.example/old",
  });
  await open(sponsor, order);
  await ask(sponsor, "Reject the proof of Logo on the poster", "Reject", {
    "What is missing": "That is last year's logo.",
  });
  await organizer.reload();
  await expect(organizer.getByText("That is last year's logo.")).toBeVisible();
  await open(organizer, order);
  await ask(organizer, "Show proof of Logo on the poster", "Send to the sponsor", {
    Link: "https://photos.example/new",
    Number: "40",
  });
  await open(sponsor, order);
  await ask(sponsor, "Approve the proof of Logo on the poster", "Approve");

  await open(finance, at("desk"));
  await expect(finance.getByRole("region", { name: "Due for release" })).toContainText("Announcement");
  await expect(finance.getByRole("region", { name: "Blocked, and why" })).toContainText(
    "Waits for: Banner at the stage",
  );
  await open(finance, order);
  await ask(finance, "Release", "Ask for approval", { Amount: "150.00" });
  await open(finance, at("desk"));
  await expect(finance.getByRole("region", { name: "Waits for a second person" })).toContainText("Yours");
  await open(boss, at("desk"));
  await boss.getByRole("checkbox", { name: /Release of \$150.00/ }).check();
  await look(boss, "sponsorship-desk");
  await expectAccessible(boss);
  await boss.getByRole("button", { name: "Approve what is ticked" }).click();
  await expect.poll(async () => (await stateOf(org)).released).toBe(15_000);

  await open(sponsor, order);
  await ask(sponsor, "Dispute", "Dispute", { Amount: "500.00", "What is wrong": "No banner was there." });
  await expect(sponsor.getByText("No banner was there.").first()).toBeVisible();
  await open(finance, order);
  await look(finance, "sponsorship-order");
  await ask(finance, "Settle", "Ask for approval", {
    "To the organizer": "200.00",
    "Back to the sponsor": "300.00",
    "Why so": "Half of the night it hung.",
  });
  await open(boss, at("desk"));
  await boss.getByRole("checkbox", { name: /Split of a dispute/ }).check();
  await boss.getByRole("button", { name: "Approve what is ticked" }).click();
  await expect.poll(async () => (await stateOf(org)).refunded).toBe(30_000);
  await open(finance, order);
  await ask(finance, "Refund", "Ask for approval", { Amount: "250.00", Reason: "The rest is not wanted any more." });
  await open(boss, at("desk"));
  await boss.getByRole("checkbox", { name: /Refund of/ }).check();
  await boss.getByRole("button", { name: "Approve what is ticked" }).click();
  await expect.poll(() => stateOf(org)).toEqual({ id, state: "released", held: 0, released: 35_000, refunded: 55_000 });
  await expect
    .poll(
      async () =>
        (
          await admin.query(
            "select count(*)::int as n from sponsorship.sponsor_refunds where order_id = $1 and state = 'sent'",
            [id],
          )
        ).rows[0].n,
      {
        timeout: 60_000,
      },
    )
    .toBe(2);

  // Both read the same statement.
  const lines = async (page: Page) => {
    await open(page, order);
    return page.getByRole("region", { name: "Statement of the held funds" }).getByRole("row").allInnerTexts();
  };
  const [ours, theirs] = [await lines(finance), await lines(sponsor)];
  expect(theirs).toEqual(ours);
  expect(ours.length).toBeGreaterThan(6);
  await expectAccessible(sponsor);
  const { rows } = await admin.query("select * from payments.verify($1) where not ok", [org.id]);
  expect(rows).toEqual([]);
});

test("a sponsor of one organizer sees nothing of another's, and nothing of the house but its own side", async ({
  page,
  as,
}) => {
  const { org } = await as("sponsor");
  const other = await given.organization();
  await open(page, `/${org.slug}/sponsorship/orders`);
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  expect((await page.goto(`/${org.slug}/sponsorship/desk`))?.status()).toBe(403);
  expect((await page.goto(`/${org.slug}/sponsorship/sponsors`))?.status()).toBe(403);
  expect((await page.goto(`/${other.slug}/sponsorship/orders`))?.status()).toBe(404);
});
