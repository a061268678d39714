import type { Locator } from "@playwright/test";
import { house, order, refund, sell } from "#lib/payments/books.given";
import { admin, expect, expectAccessible, given, test } from "./house";

/** A house that sold one order of $100.00, $8.00 of it tax: the wallet holds $85.50 after fees. */
async function sold() {
  const org = await house();
  const orderId = await order(org);
  await sell(org, { order_id: orderId });
  const { rows } = await admin.query("select number from ticketing.orders where id = $1", [orderId]);
  return { org, orderId, number: String(rows[0].number) };
}

const accountOf = async (organizationId: string, code: string): Promise<string> => {
  const found = await admin.query("select id from payments.accounts where organization_id = $1 and code = $2", [
    organizationId,
    code,
  ]);
  return found.rows[0].id;
};

/** `$1,234.50` as cents; an empty cell is nothing. */
const cents = (text: string) => Number(text.replace(/[^\d-]/g, "") || "0");
const column = async (rows: Locator, index: number) =>
  (await rows.locator(`td:nth-of-type(${index})`).allInnerTexts()).reduce((total, text) => total + cents(text), 0);

test("finance drills from the trial balance to the account, the entry and the order, and back, and the sums agree", async ({
  page,
  as,
}) => {
  const { org, number } = await sold();
  await as("finance", org);

  await test.step("the trial balance names its terms, and its columns add up to its proof", async () => {
    await page.goto(`/${org.slug}/payments/trial-balance`);
    await expect(page).toHaveTitle(/Trial balance/);
    const head = page.locator("[data-slot=page-header]");
    for (const term of [org.name, "USD", "Europe/Berlin", "as of the end of"]) await expect(head).toContainText(term);
    const table = page.getByRole("table");
    const lines = table.locator("tbody tr", { has: page.getByRole("link") });
    await expect(lines).not.toHaveCount(0);
    const total = table.getByRole("row", { name: /^Total/ });
    for (const side of [1, 2]) expect(await column(lines, side)).toBe(await column(total, side));
    expect(await column(total, 1)).toBe(await column(total, 2));
    await expect(page.getByText("Debits = Credits")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("an account of it leads to the statement as of the same day, which ends at the same figure", async () => {
    const row = page.getByRole("row", { name: /assets:wallet/ });
    await expect(row).toContainText("$85.50");
    await row.getByRole("link").click();
    await expect(page.getByRole("heading", { name: "Balance at the platform", level: 1 })).toBeVisible();
    expect(page.url()).toMatch(/[?&]to=\d{4}-\d\d-\d\d/);
    await expect(page.locator("dl", { hasText: "Closing balance, 1 line" })).toContainText("$85.50");
    await expect(page.getByRole("row", { name: /^Closing balance/ })).toContainText("$85.50");
    await expect(page.getByRole("row", { name: /^Opening balance/ })).toContainText("$0.00");
    await expectAccessible(page);
  });

  await test.step("its line leads to the entry, whose sides are equal", async () => {
    await page
      .getByRole("row", { name: /Sale of/ })
      .getByRole("link")
      .first()
      .click();
    await expect(page).toHaveURL(/payments\/journal\//);
    const total = page.getByRole("row", { name: /^Total/ });
    expect(await column(total, 1)).toBe(await column(total, 2));
    expect(await column(total, 1)).toBeGreaterThan(0);
    await expect(page.getByText("Mirrored in the platform's book")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the entry leads to the order, and the order back to its entries", async () => {
    await page.getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { name: `Order ${number}` })).toBeVisible();
    await page.goto(`/${org.slug}/payments/journal?f.order=${number}`);
    const entry = page.getByRole("row", { name: new RegExp(number) });
    await expect(entry).toHaveCount(1);
    await expect(entry).toContainText("Sale");
    await expectAccessible(page);
    await entry.getByText(number).click();
    await expect(page).toHaveURL(/payments\/journal\/[0-9a-f-]{36}$/);
  });
});

test("every finance screen opens to finance, and is refused to staff", async ({ page, as, elsewhere }) => {
  const { org } = await sold();
  await as("finance", org);
  const staff = await elsewhere(await given.person("staff", org));
  for (const path of ["wallet", "trial-balance", "accounts", "journal", "periods", "reports", "journal/new"]) {
    await test.step(path, async () => {
      expect((await page.goto(`/${org.slug}/payments/${path}`))?.status()).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (path === "periods") await expect(page.getByText("The book proves true")).toBeVisible();
      expect((await staff.request.get(`/${org.slug}/payments/${path}`)).status()).toBe(403);
    });
  }
  const csv = `/api/${org.slug}/payments/trial-balance`;
  expect((await staff.request.get(csv)).status()).toBe(403);
  const file = await page.request.get(csv);
  expect(file.status()).toBe(200);
  expect(await file.text()).toContain("assets:wallet,Balance at the platform,85.50,0.00,USD");
  const book = `/api/${org.slug}/payments/journal`;
  expect((await staff.request.get(book)).status()).toBe(403);
  expect(await (await page.request.get(book)).text()).toMatch(/^ +assets:wallet +85\.50 USD$/m);
});

test("an organizer reads in the wallet what is available, and after too large a refund why nothing is", async ({
  page,
  as,
}) => {
  const { org, orderId } = await sold();
  await as("organizer", org);
  const figure = (label: string) => page.locator("[data-slot=figure]", { hasText: label });
  await page.goto(`/${org.slug}/payments/wallet`);
  await expect(figure("At the platform")).toContainText("$85.50");
  await expect(figure("Available").first()).toContainText("$85.50");
  await expect(page.getByText("is owed to the platform")).toHaveCount(0);

  await refund(org, orderId, 10_000);
  await page.reload();
  await expect(figure("At the platform")).toContainText("$0.00");
  await expect(page.getByText(/is owed to the platform/).first()).toBeVisible();
  await expect(page.getByText("It is taken back from your next sales by itself")).toBeVisible();
  await expectAccessible(page);
  await figure("At the platform").getByRole("link").click();
  await expect(page.getByRole("row", { name: /^Closing balance/ })).toContainText("$0.00");
  await expect(page.getByRole("row", { name: /Refund of/ })).toBeVisible();
});

test("an account and an entry of another organization are nothing here", async ({ page, as }) => {
  const [mine, other] = [await sold(), await sold()];
  await as("finance", mine.org);
  const [own, foreign] = [
    await accountOf(mine.org.id, "assets:wallet"),
    await accountOf(other.org.id, "assets:wallet"),
  ];
  const at = (account: string) => `/${mine.org.slug}/payments/accounts/${account}`;
  expect((await page.goto(at(own)))?.status()).toBe(200);
  for (const missing of [foreign, "not-an-id"]) expect((await page.goto(at(missing)))?.status()).toBe(404);
  expect((await page.request.get(`/api${at(own)}`)).status()).toBe(200);
  expect((await page.request.get(`/api${at(foreign)}`)).status()).toBe(404);
  const { rows } = await admin.query("select id from payments.transactions where organization_id = $1", [other.org.id]);
  expect((await page.goto(`/${mine.org.slug}/payments/journal/${rows[0].id}`))?.status()).toBe(404);
});
