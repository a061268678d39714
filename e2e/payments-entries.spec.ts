import type { Page } from "@playwright/test";
import { house, post } from "#lib/payments/books.given";
import { admin, expect, expectAccessible, open, test } from "./house";

const accountOf = async (organizationId: string, code: string): Promise<string> => {
  const found = await admin.query("select id from payments.accounts where organization_id = $1 and code = $2", [
    organizationId,
    code,
  ]);
  return found.rows[0].id;
};

async function fillEntry(page: Page, lines: { account: string; debit?: string; credit?: string }[]) {
  for (const [index, { account, debit, credit }] of lines.entries()) {
    const row = page.getByRole("group", { name: `Line ${index + 1}` });
    await row.getByLabel("Account").selectOption(account);
    if (debit) await row.getByLabel("Debit").fill(debit);
    if (credit) await row.getByLabel("Credit").fill(credit);
  }
}

test("finance is told by how much an entry is out, posts it when it balances, and takes it back once", async ({
  page,
  as,
  elsewhere,
}) => {
  const org = await house();
  const { person } = await as("finance", org);
  const balance = async () => {
    const bank = await accountOf(org.id, "assets:bank:main");
    const { rows } = await admin.query(
      "select sum(debits_minor - credits_minor)::int as balance from payments.balances where account_id = $1",
      [bank],
    );
    return rows[0].balance;
  };

  await test.step("out by $3.20: refused, and nothing typed is lost", async () => {
    await open(page, `/${org.slug}/payments/journal/new`);
    await page.getByLabel("Memo").fill("Float for the bar");
    await fillEntry(page, [
      { account: "assets:bank:main", debit: "120.00" },
      { account: "equity:opening", credit: "116.80" },
    ]);
    await expect(page.getByLabel("Difference")).toHaveText("out by $3.20");
    await page.getByRole("button", { name: "Post entry" }).click();
    await expect(page.getByText("Debits and credits must be equal. They are out by $3.20.")).toBeVisible();
    await expect(page.getByLabel("Memo")).toHaveValue("Float for the bar");
    await expectAccessible(page);
    expect(await balance()).toBe(0);
  });

  await test.step("balanced: posted", async () => {
    await fillEntry(page, [{ account: "assets:bank:main" }, { account: "equity:opening", credit: "120.00" }]);
    await expect(page.getByLabel("Difference")).toHaveText(/balanced/);
    await page.getByRole("button", { name: "Post entry" }).click();
    await expect(page.getByRole("heading", { name: "Float for the bar", level: 1 })).toBeVisible();
    expect(await balance()).toBe(12_000);
  });

  const entry = page.url();
  const second = await elsewhere(person);
  const ask = async (where: Page) => {
    await where.getByRole("button", { name: "Reverse" }).click();
    const dialog = where.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("Typed twice");
    await expect(dialog.getByRole("button", { name: "Reverse entry" })).toBeDisabled();
    await dialog.getByLabel(/Type/).fill("reverse");
    return dialog;
  };

  await test.step("reversed: the balance is what it was, and both entries know each other", async () => {
    await open(second, entry);
    const late = await ask(second);
    await (await ask(page)).getByRole("button", { name: "Reverse entry" }).click();
    await expect(page.getByRole("heading", { name: "Typed twice", level: 1 })).toBeVisible();
    expect(await balance()).toBe(0);
    await page.getByRole("link", { name: "The first entry" }).click();
    await expect(page.getByText("Reversed", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "The opposite entry" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Reverse" })).toHaveCount(0);

    await late.getByRole("button", { name: "Reverse entry" }).click();
    await expect(late.getByRole("alert")).toHaveText("This was reversed already.");
    expect(await balance()).toBe(0);
  });
});

test("finance closes a period, and an entry dated in it is refused beside its date", async ({ page, as }) => {
  const org = await house();
  await as("finance", org);
  await post(
    org,
    [
      { account: "assets:bank:main", amount_minor: 5_000 },
      { account: "equity:opening", amount_minor: -5_000 },
    ],
    { effective_on: "2025-01-15", memo: "Opening balance" },
  );

  await open(page, `/${org.slug}/payments/periods?through=2025-01-31`);
  await expect(page.getByText("1 transaction will be locked.")).toBeVisible();
  await page.getByRole("button", { name: "Close through 2025-01-31" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Close period" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("2025-01-31");
  await dialog.getByRole("button", { name: "Close period" }).click();
  await expect(page.getByRole("row", { name: /Jan 15, 2025 – Jan 31, 2025/ })).toBeVisible();
  await page.getByRole("button", { name: "Verify now" }).click();
  await expect(page.getByText("Closed periods are unchanged")).toBeVisible();
  await expectAccessible(page);

  await open(page, `/${org.slug}/payments/journal/new`);
  const lines = [
    { account: "assets:bank:main", debit: "1.00" },
    { account: "equity:opening", credit: "1.00" },
  ];
  await page.getByLabel("Memo").fill("Too late");
  await fillEntry(page, lines);
  await page.getByLabel("Date").fill("2025-01-31");
  await page.getByRole("button", { name: "Post entry" }).click();
  await expect(page.getByText("The book is closed through 2025-01-31. Choose a later day.")).toBeVisible();
  await page.getByLabel("Date").fill("2025-02-01");
  await page.getByRole("button", { name: "Post entry" }).click();
  await expect(page.getByRole("heading", { name: "Too late", level: 1 })).toBeVisible();
});
