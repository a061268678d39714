import { payingHouse, usableAccount } from "#lib/payments/payouts/payouts.given";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

const krone = "DKK";

test("a payout that the bank sent back says why, and is tried again; the wallet tells the sum", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(120_000);
  const { org, asker, approver, accountId } = await payingHouse({ currency: krone, sales: 2 });
  const { person } = await as("admin", org);
  const spare = await usableAccount(org, person);
  const organizer = await elsewhere(asker);
  await open(organizer, `/${org.slug}/payments/payouts/new`);
  await organizer.getByLabel("To", { exact: true }).selectOption(accountId);
  await organizer.getByLabel(/^Amount/).fill("100");
  await organizer.getByRole("button", { name: "Request payout" }).click();
  await organizer.waitForURL(/\/payouts\/[0-9a-f-]{36}/);
  const id = organizer.url().split("/").at(-1) ?? "";
  const finance = await elsewhere(approver);
  await open(finance, `/${org.slug}/payments/payouts/${id}`);
  await finance.getByRole("button", { name: "Approve" }).click();
  await finance.getByRole("dialog").getByRole("button", { name: "Approve payout" }).click();
  await expect(finance.getByText("Nothing is left over")).toBeVisible();
  await admin.query("update payments.payouts set state = 'submitted' where id = $1", [id]);
  await admin.query(
    "select payments.settle_payout($1, $2, 'failed', payments.today($1), 'B-2', 'AC04: the account is closed')",
    [org.id, id],
  );
  await open(page, `/${org.slug}/payments/payouts/${id}`);
  await expect(page.getByText("AC04: the account is closed").first()).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByLabel("To", { exact: true }).selectOption(spare);
  await page.getByRole("dialog").getByRole("button", { name: "Request again" }).click();
  await expect(page.getByText("Next attempt of")).toBeVisible();
  await page.getByRole("button", { name: "Cancel payout" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Cancel payout" }).click();
  await expect(dialog.getByText("Say why it is cancelled.").first()).toBeVisible();
  await dialog.getByLabel("Reason").fill("The account is being changed");
  await dialog.getByRole("button", { name: "Cancel payout" }).click();
  await expect(page.locator("[data-slot=page-header]").getByText("Cancelled")).toBeVisible();
  await page.goto(`/${org.slug}/payments/wallet`);
  await look(page, "wallet");
  await expect(page.getByLabel(`What is available in ${krone}`)).toContainText("171.00");
  await expectAccessible(page);
});

test("a viewer is refused payouts, an organizer cannot approve, and another organization's payout is nothing", async ({
  page,
  as,
  elsewhere,
}) => {
  const { org, asker, accountId } = await payingHouse({ currency: krone });
  const { rows } = await admin.query(
    `insert into payments.payouts (organization_id, number, amount_minor, currency, payout_account_id, key, requested_by)
     values ($1, 1, 100, $2, $3, 'theirs', $4) returning id`,
    [org.id, krone, accountId, asker.userId],
  );
  const { org: mine } = await as("viewer");
  expect((await page.goto(`/${mine.slug}/payments/payouts`))?.status()).toBe(403);
  const stranger = await elsewhere(await given.person("admin", mine));
  expect((await stranger.goto(`/${mine.slug}/payments/payouts/${rows[0].id}`))?.status()).toBe(404);
  expect((await stranger.goto(`/api/${mine.slug}/payments/payouts/${rows[0].id}/receipt`))?.status()).toBe(404);
  expect((await stranger.goto("/admin/payouts"))?.status()).toBe(404);
  const organizer = await elsewhere(await given.person("organizer", org));
  await open(organizer, `/${org.slug}/payments/payouts/${rows[0].id}`);
  await expect(organizer.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await expect(organizer.getByRole("button", { name: "Cancel payout" })).toBeVisible();
});
