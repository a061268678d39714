import { house, uniqueKey } from "#lib/payments/books.given";
import { approve, payingHouse, request, soldMinor, submit } from "#lib/payments/payouts/payouts.given";
import { month, sendFile, shoot, statement } from "./banking.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";

test("finance opens a bank account, imports a month, explains every line with the keyboard and closes the period", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(180_000);
  const org = await house();
  await as("finance", org);
  const { yymm, first, last } = month();

  await test.step("opens the account", async () => {
    await open(page, `/${org.slug}/payments/bank`);
    await expect(page.getByText("No bank account yet")).toBeVisible();
    await page.getByRole("link", { name: "Open a bank account" }).first().click();
    await page.getByLabel("Name", { exact: false }).first().fill("Harbour Bank");
    await page.getByLabel("Short name").fill("harbour");
    await page.getByLabel("IBAN").fill("DE00 1234");
    await page.getByLabel("First day").fill(first);
    await page.getByLabel(/Balance before that day/).fill("1000");
    await page.getByRole("button", { name: "Open the account" }).click();
    await expect(page.getByText(/is not an IBAN/)).toBeVisible();
    await expect(page.getByLabel("Short name")).toHaveValue("harbour");
    await page.getByLabel("IBAN").fill("");
    await page.getByRole("button", { name: "Open the account" }).click();
    await expect(page).toHaveURL(/\/import$/);
    await expectAccessible(page);
  });

  const lines = [
    ["02", 25_000, "Quay Catering invoice 2026-14"],
    ["05", -1_290, "Account fee"],
    ["09", -30_000, "Stage rental"],
    ["20", -1_290, "Account fee"],
    ["27", 3, "Rounding"],
  ] as const;

  await test.step("a file that does not add up is flagged with the difference and cannot be taken", async () => {
    await sendFile(page, "wrong.sta", statement(yymm, lines, 7));
    await expect(page.getByText("Cannot be taken")).toBeVisible({ timeout: 30_000 });
    await page
      .getByRole("row", { name: /wrong.sta/ })
      .getByRole("link")
      .click();
    await expect(page.getByText(/The difference is USD -0.07/)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Take/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await expect(page).toHaveURL(/\/import$/);
  });

  await test.step("the right one is looked at and taken; the same file again is recognised", async () => {
    await sendFile(page, "month.sta", statement(yymm, lines));
    await page
      .getByRole("row", { name: /month.sta/ })
      .getByRole("link")
      .click({ timeout: 30_000 });
    await expect(page.getByText("Opening + entries = closing.")).toBeVisible();
    await expectAccessible(page);
    await shoot(page, "statement");
    await page.getByRole("button", { name: "Take 5 lines" }).click();
    await expect(page.getByText("0 of 5 lines explained")).toBeVisible();
    await page
      .getByRole("navigation", { name: "Places of Harbour Bank" })
      .getByRole("link", { name: "Statements" })
      .click();
    await expect(page).toHaveURL(/\/import$/);
    await sendFile(page, "again.sta", statement(yymm, lines));
    await expect(page.getByText(/This is the same file as/).first()).toBeVisible({ timeout: 30_000 });
    await shoot(page, "import");
  });

  await test.step("the period does not close yet, and says where", async () => {
    await page.goto(`/${org.slug}/payments/periods?through=${last}`);
    await expect(page.getByText("5 lines are not explained")).toBeVisible();
    await shoot(page, "period");
    await page.getByRole("link", { name: "Harbour Bank" }).click();
  });

  await test.step("each line is explained: an account and a rule, all certain at once, a split, an undo, a write-off", async () => {
    const list = page.getByRole("list", { name: "Statement lines" });
    await expect(list.getByRole("listitem")).toHaveCount(5);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(list.locator("[aria-current=true]")).toContainText("Account fee");
    await page.getByRole("button", { name: "Choose an account" }).click();
    await page.getByLabel("What it is").selectOption("expenses:bank-fees");
    await page.getByLabel("Suggest this for such lines").check();
    await page.getByRole("button", { name: "Match", exact: true }).click();
    await expect(page.getByText("1 of 5 lines explained")).toBeVisible();
    await shoot(page, "workbench");
    await page.getByRole("button", { name: "Accept all 1 certain" }).click();
    await expect(page.getByText("2 of 5 lines explained")).toBeVisible();

    await list.getByRole("button", { name: /Quay Catering/ }).click();
    await page.keyboard.press("s");
    const parts = page.getByRole("region", { name: "Explain by hand" });
    await parts.getByLabel("Part 1", { exact: true }).selectOption("income:other");
    await parts.getByLabel("Amount in USD").first().fill("252.50");
    await parts.getByLabel("Part 2", { exact: true }).selectOption("expenses:bank-fees");
    await parts.getByLabel("Amount in USD").last().fill("-2.50");
    await expect(parts.getByText("All of it is explained.")).toBeVisible();
    await shoot(page, "split");
    await parts.getByRole("button", { name: "Match", exact: true }).click();
    await expect(page.getByText("3 of 5 lines explained")).toBeVisible();
    await page.keyboard.press("u");
    await expect(page.getByText("2 of 5 lines explained")).toBeVisible();

    for (const [words, account] of [
      ["Quay Catering", "income:other"],
      ["Stage rental", "expenses:other"],
    ] as const) {
      await list.getByRole("button", { name: new RegExp(words) }).click();
      await page.getByRole("button", { name: "Choose an account" }).click();
      await page.getByLabel("What it is").selectOption(account);
      await page.getByRole("button", { name: "Match", exact: true }).click();
      await expect(list.getByRole("button", { name: new RegExp(words) })).toHaveCount(0);
    }
    await page.keyboard.press("w");
    await page.getByRole("button", { name: "Match", exact: true }).click();
    await expect(page.getByText("Say why it is written off.")).toBeVisible();
    await page.getByLabel("Why", { exact: true }).fill("Rounding of the bank");
    await page.getByRole("button", { name: "Match", exact: true }).click();
    await expect(page.getByText("Everything is explained")).toBeVisible();
    await expect(page.getByText("5 of 5 lines explained")).toBeVisible();
  });

  await test.step("the proof holds, and the period closes", async () => {
    await page.getByRole("link", { name: "See the proof" }).click();
    await expect(page.getByText("Statement = ledger − unmatched ledger + unmatched statement.")).toBeVisible();
    await expect(page.getByText(/The bank itself wrote \$924.23/)).toBeVisible();
    await expectAccessible(page);
    await shoot(page, "proof");
    await open(page, `/${org.slug}/payments/periods?through=${last}`);
    await page.getByRole("button", { name: `Close through ${last}` }).click();
    await page.getByRole("alertdialog").getByRole("textbox").fill(last);
    await page.getByRole("alertdialog").getByRole("button", { name: "Close period" }).click();
    await expect(page.getByText(`Closed through ${last}.`)).toBeVisible();
    const { rows } = await admin.query(
      "select locked_through::text as day from payments.books where organization_id = $1",
      [org.id],
    );
    expect(rows[0].day).toBe(last);
  });

  await test.step("what was remembered is listed with who said so, and forgotten; the keys are in the help", async () => {
    await page.goto(`/${org.slug}/payments/bank`);
    await page.getByRole("link", { name: "Harbour Bank" }).click();
    await page.getByRole("navigation", { name: "Places of Harbour Bank" }).getByRole("link", { name: "Rules" }).click();
    const rule = page.getByRole("list", { name: "Remembered rules" }).getByRole("listitem");
    await expect(rule).toContainText("account fee");
    await expect(rule).toContainText("2 lines with these words");
    await expectAccessible(page);
    await shoot(page, "rules");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog").getByText("Accept the first suggestion")).toBeVisible();
    await page.keyboard.press("Escape");
    await rule.getByRole("button", { name: "Forget" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Forget" }).click();
    await expect(page.getByText("No rule yet")).toBeVisible();
  });

  await test.step("a member of staff sees none of it, and an organizer looks without touching", async () => {
    const staff = await elsewhere(await given.person("staff", org));
    expect((await staff.goto(`/${org.slug}/payments/bank`))?.status()).toBe(403);
    const organizer = await elsewhere(await given.person("organizer", org));
    await organizer.goto(`/${org.slug}/payments/bank`);
    await organizer.getByRole("link", { name: "Harbour Bank" }).click();
    await expect(organizer.getByText("5 of 5 lines explained")).toBeVisible();
    const places = organizer.getByRole("navigation", { name: "Places of Harbour Bank" });
    await expect(places.getByRole("link")).toHaveText(["Reconcile", "Proof"]);
  });
});

test("a payout is paid when its line is matched on a phone, and ledger, payouts and bank agree on the day", async ({
  page,
  as,
}) => {
  test.setTimeout(120_000);
  const { org, asker, approver, accountId } = await payingHouse();
  const { id } = await request(asker, {
    amountMinor: String(soldMinor),
    accountId,
    payoutAccountId: accountId,
    key: uniqueKey(),
  });
  await approve(approver, id);
  await submit(org, id);
  await as("finance", org);
  const { rows } = await admin.query(
    "select to_char(payments.today($1), 'YYMMDD') as day, payments.today($1)::text as today",
    [org.id],
  );
  const day: string = rows[0].day;
  await open(page, `/${org.slug}/payments/bank/new`);
  await page.getByLabel("Name", { exact: false }).first().fill("Main account");
  await page.getByLabel("First day").fill(rows[0].today);
  await page.getByLabel(/Balance before that day/).fill("1000");
  await page.getByRole("button", { name: "Open the account" }).click();
  await expect(page).toHaveURL(/\/import$/);
  await sendFile(
    page,
    "today.sta",
    statement(day.slice(0, 4), [[day.slice(4), soldMinor, `PAYOUT ${id.replaceAll("-", "")}`]]),
  );
  await page
    .getByRole("row", { name: /today.sta/ })
    .getByRole("link")
    .click({ timeout: 30_000 });
  await page.getByRole("button", { name: "Take 1 line" }).click();
  await expect(page.getByText("0 of 1 lines explained")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page
    .getByRole("list", { name: "Statement lines" })
    .getByRole("button", { name: /PAYOUT/ })
    .click();
  await expect(page.getByText(/Reference .* in the text/)).toBeVisible();
  await shoot(page, "phone-line");
  await page.setViewportSize({ width: 390, height: 844 });
  await page
    .getByRole("button", { name: /^Accept/ })
    .first()
    .click();
  await expect(page.getByText("Everything is explained")).toBeVisible();
  await page.goto(`/${org.slug}/payments/bank/three-way`);
  await expect(
    page
      .getByText("All three agree.")
      .or(page.getByText(/not known to the processor/))
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "three-way");
  const found = await admin.query("select state from payments.payouts where id = $1", [id]);
  expect(found.rows[0].state).toBe("paid");
});
