import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { platform } from "#db/given";
import { debtorAccount } from "#lib/payments/payouts/payouts.given";
import { shownByBank } from "./banking.ts";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";
import { desk, phone, picture } from "./picture.ts";

/** A currency that no other test pays in: a batch collects whatever is approved in it. */
const zloty = "PLN";

async function makeAndSend(page: Page, currency: string): Promise<string> {
  await open(page, "/admin/payouts");
  await page.getByRole("button", { name: `Make batch in ${currency}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make batch" }).click();
  await page.waitForURL(/\/admin\/payouts\/[0-9a-f-]{36}/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /pain\.001/ }).click(),
  ]);
  const file = readFileSync(await download.path(), "utf8");
  await page.getByRole("button", { name: "Mark as submitted" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "The bank has it" }).click();
  await expect(page.locator("[data-slot=page-header]").getByText("At the bank")).toBeVisible();
  return file;
}

test("what buyers paid reaches the organizer's bank: sold, asked for, approved by somebody else, sent, paid", async ({
  page,
  as,
  elsewhere,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  await debtorAccount(zloty);
  const org = await given.organization({ name: "Lantern Nights", currency: zloty });
  const event = await given.event(org);
  await as("organizer", org);
  const finance = await elsewhere(await given.person("finance", org));
  const bank = await elsewhere(await given.person("super_admin", await platform()));

  await test.step("a visitor buys, and the wallet has what is left after fees", async () => {
    const visitors = await browser.newContext({ baseURL });
    const visitor = await visitors.newPage();
    await chooseTickets(visitor, event.path, "Regular", 4);
    await sayWho(visitor);
    await payWith(visitor, card.good);
    await expect(visitor.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
    await visitors.close();
    await page.goto(`/${org.slug}/payments/wallet`);
    await expect(page.getByRole("term").filter({ hasText: "In the wallet" })).toBeVisible();
    await pictures(page, "payout-wallet");
  });

  await test.step("a wrong IBAN is told by its field and keeps what was typed; the right one waits for somebody else", async () => {
    await page.getByRole("link", { name: "Request payout" }).click();
    await page.getByRole("link", { name: "Add one" }).click();
    await page.getByRole("link", { name: "Add account" }).click();
    await page.getByLabel("Holder").fill("Lantern Nights GmbH");
    await page.getByLabel("IBAN", { exact: true }).fill("DE88 3704 0044 0532 0130 00");
    await page.getByRole("button", { name: "Propose account" }).click();
    await expect(page.getByText(/check digits do not fit/)).toBeVisible();
    await expect(page.getByLabel("Holder")).toHaveValue("Lantern Nights GmbH");
    await look(page, "account-form");
    await expectAccessible(page);
    await page.getByLabel("IBAN", { exact: true }).fill("DE89 3704 0044 0532 0130 00");
    await page.getByRole("button", { name: "Propose account" }).click();
    await expect(page.getByText("You proposed it, so somebody else approves it.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
    expect(await page.content()).not.toContain("3704");
  });

  await test.step("finance approves, the platform sends a test transfer, and its code verifies the account", async () => {
    await open(finance, `/${org.slug}/payments/payouts/settings`);
    await finance.getByRole("button", { name: "Approve Lantern Nights GmbH ··3000" }).click();
    await finance.getByRole("dialog").getByRole("button", { name: "Approve account" }).click();
    await expect(finance.getByText("The platform sends a test transfer with a code next.")).toBeVisible();
    const file = await makeAndSend(bank, zloty);
    const code = /code (\d{6}) confirms/.exec(file)?.[1] ?? "";
    await open(page, `/${org.slug}/payments/payouts/settings`);
    const enter = async (text: string) => {
      await page.getByLabel("Code", { exact: true }).fill(text);
      await page.getByRole("button", { name: "Verify account" }).click();
    };
    await page.getByRole("button", { name: "Enter code of Lantern Nights GmbH ··3000" }).click();
    await enter(code === "111111" ? "222222" : "111111");
    await expect(page.getByText(/4 attempts are left/).first()).toBeVisible();
    await enter(code);
    await expect(page.getByText("First payout from")).toBeVisible();
    await look(page, "settings");
    await expectAccessible(page);
    await open(page, `/${org.slug}/payments/payouts/new`);
    await expect(page.getByText(`No account in ${zloty} can be paid yet`)).toBeVisible();
    await admin.query("update organizations.payout_accounts set usable_at = now() where organization_id = $1", [
      org.id,
    ]);
  });

  let payout = "";
  await test.step("too much is refused in words; all of it is asked for", async () => {
    await open(page, `/${org.slug}/payments/payouts/new`);
    await look(page, "request");
    await expectAccessible(page);
    const all = await page.getByLabel(/^Amount/).inputValue();
    await page.getByLabel(/^Amount/).fill("9999");
    await page.getByRole("button", { name: "Request payout" }).click();
    await expect(page.getByText(`At most ${zloty} ${all} is available.`).first()).toBeVisible();
    await expect(page.getByLabel(/^Amount/)).toHaveValue("9999");
    await page.getByLabel(/^Amount/).fill(all);
    await page.getByRole("button", { name: "Request payout" }).dblclick();
    await page.waitForURL(/\/payments\/payouts\/[0-9a-f-]{36}/);
    payout = page.url().split("/").at(-1) ?? "";
    await expect(page.getByText("Nothing has moved yet")).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });

  await test.step("finance approves it, and sees what it is made of, down to zero", async () => {
    await open(finance, `/${org.slug}/payments/payouts?f.state=draft`);
    await finance.getByRole("link", { name: "P000001" }).click();
    await finance.getByRole("button", { name: "Approve" }).click();
    await finance.getByRole("dialog").getByRole("button", { name: "Approve payout" }).click();
    const sum = finance.getByLabel("What it is made of");
    await expect(sum).toContainText("Nothing is left over");
    await expect(sum).toContainText("Card processing fees");
    await expectAccessible(finance);
    await sum.getByRole("link", { name: "1 entry" }).click();
    await expect(finance.getByRole("heading", { name: "Entries of payouts" })).toBeVisible();
    await expect(finance.getByRole("row", { name: /P000001/ })).toHaveCount(1);
  });

  await test.step("the platform puts it into a file, and says that the bank paid it", async () => {
    await open(bank, "/admin/payouts");
    await look(bank, "desk");
    await expectAccessible(bank);
    const file = await makeAndSend(bank, zloty);
    expect(file).toContain(`<EndToEndId>${payout.replaceAll("-", "")}</EndToEndId>`);
    expect(file).toContain("<IBAN>DE89370400440532013000</IBAN>");
    await look(bank, "batch");
    await expectAccessible(bank);
    await bank.getByRole("button", { name: "Settle Payout 1 of Lantern Nights" }).click();
    await bank.getByRole("dialog").getByRole("button", { name: "Post it" }).click();
    await expect(bank.getByRole("row", { name: /Payout 1 of Lantern Nights/ })).toContainText("Paid");
  });

  await test.step("the organizer sees it paid, has a receipt, and the wallet is empty", async () => {
    await open(page, `/${org.slug}/payments/payouts/${payout}`);
    await expect(page.locator("[data-slot=page-header]").getByText("Paid")).toBeVisible();
    await look(page, "payout");
    await pictures(page, "payout-paid");
    await expectAccessible(page);
    const [receipt] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Receipt (PDF)" }).click(),
    ]);
    expect(
      readFileSync(await receipt.path())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    const { rows } = await admin.query(
      "select posted_minor::int as posted, in_transit_minor::int as moving from payments.wallet_of($1)",
      [org.id],
    );
    expect(rows).toEqual([{ posted: 0, moving: 0 }]);
    const verified = await admin.query("select bool_and(ok) as ok from payments.verify($1)", [org.id]);
    expect(verified.rows[0].ok).toBe(true);
  });

  await test.step("finance finds it on the bank's statement, and every line is explained", async () => {
    const { rows } = await admin.query("select amount_minor::int as cents from payments.payouts where id = $1", [
      payout,
    ]);
    const account = await shownByBank(org, rows[0].cents, `PAYOUT ${payout.replaceAll("-", "")}`);
    await open(finance, `/${org.slug}/payments/bank/${account}`);
    await expect(finance.getByText("0 of 1 lines explained")).toBeVisible();
    await finance.getByRole("button", { name: "Accept all 1 certain" }).click();
    await expect(finance.getByText("1 of 1 lines explained")).toBeVisible();
    await open(finance, `/${org.slug}/payments/bank/${account}?show=all`);
    await pictures(finance, "payout-bank");
    await expectAccessible(finance);
  });
});

/** The pictures of this journey: at a desk and on a phone. */
async function pictures(page: Page, name: string) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await picture(page, `${name}-desk`);
  await picture(page, `${name}-phone`, phone);
  await page.setViewportSize(desk);
}
