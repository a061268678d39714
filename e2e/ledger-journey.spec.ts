import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Download, Locator, Page } from "@playwright/test";
import { post } from "#lib/payments/books.given";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, type Organization, open, test } from "./house.ts";
import { look } from "./look.ts";
import { desk, phone, picture } from "./picture.ts";

/** `$1,234.50` as cents; an empty cell is nothing. */
const cents = (text: string) => Math.round(Number(text.replace(/[^\d.-]/g, "") || "0") * 100);
const column = async (rows: Locator, index: number) =>
  (await rows.locator(`td:nth-of-type(${index})`).allInnerTexts()).reduce((total, text) => total + cents(text), 0);

/** The pictures of this journey: at a desk, on a phone, and both in the dark for whoever wants to look. */
async function pictures(page: Page, name: string) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await picture(page, `${name}-desk`);
  await picture(page, `${name}-phone`, phone);
  await look(page, name);
  await page.setViewportSize(desk);
}

/** What an account stands at by the trial balance on the screen, debit positive, in cents. */
async function trialBalance(page: Page): Promise<Record<string, number>> {
  const rows = page.getByRole("table").locator("tbody tr", { has: page.getByRole("link") });
  const found = await rows.evaluateAll((lines) =>
    lines.map((line) => ({
      code: /[a-z]+(:[a-z0-9-]+)+/.exec(line.querySelector("th")?.innerText ?? "")?.[0] ?? "",
      sides: [...line.querySelectorAll("td")].map((cell) => cell.innerText),
    })),
  );
  return Object.fromEntries(
    found.map(({ code, sides: [debit = "", credit = ""] }) => [code, cents(debit) - cents(credit)]),
  );
}

/** The sums of a plain-text journal, by account: every indented line that ends in a currency. */
function sumsOf(text: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [, code = "", amount = ""] of text.matchAll(/^ {2,4}(\S+) {2,}(-?[\d.]+) USD$/gm))
    sums[code] = (sums[code] ?? 0) + cents(amount);
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

const contentOf = async (download: Download) => readFileSync(await download.path(), "utf8");

/** Cash that was put into the bank in the month before this one, so that a month can be closed. */
async function capital(org: Organization): Promise<{ on: string; through: string }> {
  const { rows } = await admin.query(
    `select (date_trunc('month', payments.today($1)) - interval '20 days')::date::text as on,
       (date_trunc('month', payments.today($1)) - interval '1 day')::date::text as through`,
    [org.id],
  );
  await post(
    org,
    [
      { account: "assets:bank:main", amount_minor: 500_000 },
      { account: "equity:opening", amount_minor: -500_000 },
    ],
    { effective_on: rows[0].on, memo: "Capital of the house" },
  );
  return rows[0];
}

test("finance follows a ticket from the trial balance to its order and back, closes a month, looks at any day, and takes the book to another program", async ({
  page,
  as,
}) => {
  test.setTimeout(240_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org, { name: "Night of Lanterns" });
  const { through } = await capital(org);
  await chooseTickets(page, event.path, "Regular", 2);
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  const sold = await admin.query("select number from ticketing.orders where organization_id = $1", [org.id]);
  const number: string = sold.rows[0].number;
  await as("finance", org);
  const balance = `/${org.slug}/payments/trial-balance`;

  const now = await test.step("the trial balance adds up, each currency by itself", async () => {
    await page.goto(balance);
    const table = page.getByRole("table");
    const lines = table.locator("tbody tr", { has: page.getByRole("link") });
    const total = table.getByRole("row", { name: /^Total/ });
    for (const side of [1, 2]) expect(await column(lines, side)).toBe(await column(total, side));
    await expect(page.getByText("Debits = Credits")).toBeVisible();
    await expectAccessible(page);
    const stands = await trialBalance(page);
    expect(stands["assets:bank:main"]).toBe(500_000);
    await pictures(page, "ledger-trial-balance");
    return stands;
  });

  await test.step("to the account, to the transaction, to the order that it was posted for", async () => {
    await page
      .getByRole("row", { name: /income:tickets/ })
      .getByRole("link")
      .click();
    await expect(page.getByRole("heading", { name: "Ticket sales", level: 1 })).toBeVisible();
    const closing = page.getByRole("row", { name: /^Closing balance/ });
    expect(cents(await closing.locator("td").last().innerText())).toBe(-(now["income:tickets"] ?? 0));
    await expectAccessible(page);
    await pictures(page, "ledger-account");
    await page.getByRole("row", { name: /Sale/ }).getByRole("link").first().click();
    await expect(page).toHaveURL(/payments\/journal\/[0-9a-f-]{36}$/);
    await expectAccessible(page);
    await pictures(page, "ledger-transaction");
    await page.getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { name: `Order ${number}` })).toBeVisible();
  });

  await test.step("and back: from the order to its entry, to the account, to the trial balance", async () => {
    await page.getByRole("link", { name: "Entries of this order" }).click();
    const entry = page.getByRole("row", { name: new RegExp(number) });
    await expect(entry).toHaveCount(1);
    await entry.getByText(number).first().click();
    await expect(page).toHaveURL(/payments\/journal\/[0-9a-f-]{36}$/);
    await page
      .getByRole("link", { name: /income:tickets|Ticket sales/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { name: "Ticket sales", level: 1 })).toBeVisible();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Trial balance" }).click();
    await expect(page).toHaveURL(balance);
  });

  await test.step("as of the end of last month there was only the capital", async () => {
    await page.getByLabel("To the end of").fill(through);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`to=${through}`));
    await expect(page.getByRole("row", { name: /assets:bank:main/ })).toContainText("$5,000.00");
    expect(await trialBalance(page)).toEqual({ "assets:bank:main": 500_000, "equity:opening": -500_000 });
  });

  await test.step("the month closes, once its day was typed, and nothing is posted into it any more", async () => {
    await open(page, `/${org.slug}/payments/periods?through=${through}`);
    await expect(page.getByText("1 transaction will be locked.")).toBeVisible();
    await page.getByLabel("Note").fill("Agreed with the accountant");
    await page.getByRole("button", { name: `Close through ${through}` }).click();
    const asked = page.getByRole("alertdialog");
    await expect(asked.getByRole("button", { name: "Close period" })).toBeDisabled();
    await asked.getByRole("textbox").fill(through);
    await asked.getByRole("button", { name: "Close period" }).click();
    await expect(page.getByRole("row", { name: /Agreed with the accountant/ })).toBeVisible();
    await expect(page.getByText("The book proves true")).toBeVisible();
    await expectAccessible(page);
    await pictures(page, "ledger-period");
    const late = post(
      org,
      [
        { account: "assets:bank:main", amount_minor: 100 },
        { account: "equity:opening", amount_minor: -100 },
      ],
      { effective_on: through },
    );
    await expect(late).rejects.toThrow(/closed/i);
    await page.goto(`${balance}?to=${through}`);
    expect(await trialBalance(page)).toEqual({ "assets:bank:main": 500_000, "equity:opening": -500_000 });
    await page.goto(balance);
    expect(await trialBalance(page)).toEqual(now);
  });

  await test.step("the whole book as another program reads it comes to the same figures", async () => {
    await page.goto(`/${org.slug}/payments/journal`);
    await expectAccessible(page);
    await pictures(page, "ledger-journal");
    const taken = page.waitForEvent("download");
    await page.getByRole("link", { name: "Book for hledger" }).click();
    const text = await contentOf(await taken);
    expect(sumsOf(text)).toEqual(now);
    // Where the program is installed, it says so itself.
    const check = spawnSync("hledger", ["-f", "-", "check", "balancednoautoconversion"], { input: text });
    if (!check.error) expect(check.status, String(check.stderr)).toBe(0);
    const other = page.waitForEvent("download");
    await page.getByRole("link", { name: "Book for beancount" }).click();
    expect(await contentOf(await other)).toContain("Income:Tickets");
  });
});
