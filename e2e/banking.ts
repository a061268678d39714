import type { Page } from "@playwright/test";
import { admin, type Organization } from "./house.ts";

/** A bank account with a statement that was taken, as the screens of bank accounts open it. */
export async function bankOf(org: Organization): Promise<{ bank: string; file: string; statement: string }> {
  const made = await admin.query(
    `with account as (select payments.account($1, 'assets:bank:harbour', $2) as id)
     insert into payments.bank_accounts (organization_id, name, slug, currency, account_id, opening_on, opening_minor, write_off_limit_minor)
     select $1, 'Harbour Bank', 'harbour', $2, account.id, current_date - 40, 0, 1000 from account
     on conflict (organization_id, slug) do update set name = excluded.name returning id`,
    [org.id, org.currency],
  );
  const bank: string = made.rows[0].id;
  const sent = await admin.query(
    "insert into payments.bank_files (organization_id, bank_account_id, name, byte_size) values ($1, $2, 'october.sta', 900) returning id",
    [org.id, bank],
  );
  const file: string = sent.rows[0].id;
  for (const state of ["reading", "read"])
    await admin.query(`update payments.bank_files set state = '${state}', format = 'mt940', lines = 2 where id = $1`, [
      file,
    ]);
  const staged = await admin.query(
    `insert into payments.bank_statements (organization_id, bank_account_id, file_id, reference, currency, opening_minor, closing_minor, entries_minor,
       difference_minor, lines, from_on, to_on)
     values ($1, $2, $3, '10/1', $4, 0, 23750, 23750, 0, 2, current_date - 9, current_date - 2) returning id`,
    [org.id, bank, file, org.currency],
  );
  const statement: string = staged.rows[0].id;
  await admin.query(
    `insert into payments.bank_lines (organization_id, bank_account_id, statement_id, ordinal, at, booked_on, currency, amount_minor, text, counterparty, fingerprint, live)
     select $1, $2, $3::uuid, n, n * 3, current_date - 10 + n, $4, amount, words, who, 'crawl ' || n || ($3::uuid)::text, true
     from (values (1, 25000, 'Invoice 2026-14', 'Quay Catering'), (2, -1250, 'Account fee', '')) v (n, amount, words, who)`,
    [org.id, bank, statement, org.currency],
  );
  await admin.query("update payments.bank_statements set state = 'taken' where id = $1", [statement]);
  return { bank, file, statement };
}

/** The book's main bank account, with a statement of one line of today that nobody has explained. */
export async function shownByBank(org: Organization, cents: number, text: string): Promise<string> {
  const { rows } = await admin.query(
    `with bank as (
       insert into payments.bank_accounts (organization_id, name, slug, currency, account_id, opening_on, opening_minor, write_off_limit_minor)
       select $1, 'Main account', 'main', $2::text, payments.account($1, 'assets:bank:main', $2::text), current_date - 40, 0, 1000 returning id
     ), file as (
       insert into payments.bank_files (organization_id, bank_account_id, name, byte_size) select $1, id, 'today.sta', 300 from bank returning id
     ), statement as (
       insert into payments.bank_statements (organization_id, bank_account_id, file_id, reference, currency, opening_minor, closing_minor, entries_minor,
         difference_minor, lines, from_on, to_on)
       select $1, bank.id, file.id, '11/1', $2::text, 0, $3::bigint, $3::bigint, 0, 1, payments.today($1), payments.today($1) from bank, file returning id
     )
     insert into payments.bank_lines (organization_id, bank_account_id, statement_id, ordinal, at, booked_on, currency, amount_minor, text, counterparty, fingerprint, live)
     select $1, bank.id, statement.id, 1, 3, payments.today($1), $2::text, $3::bigint, $4, 'Greenroom', 'shown ' || statement.id, true from bank, statement
     returning bank_account_id as bank, statement_id as statement`,
    [org.id, org.currency, cents, text],
  );
  await admin.query("update payments.bank_statements set state = 'taken' where id = $1", [rows[0].statement]);
  return rows[0].bank;
}

const shots = process.env.GREENROOM_SHOTS;
export async function shoot(page: Page, name: string) {
  if (!shots) return;
  for (const [size, width, height] of [
    ["desktop", 1280, 900],
    ["phone", 390, 844],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${shots}/bank-${name}-${size}-${colorScheme}.png`, fullPage: size === "phone" });
    }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The month before this one, as `YYMM`, so that it can be closed. */
export const month = () => {
  const day = new Date();
  day.setUTCDate(0);
  return {
    yymm: day.toISOString().slice(2, 7).replace("-", ""),
    first: `${day.toISOString().slice(0, 7)}-01`,
    last: day.toISOString().slice(0, 10),
  };
};

/** A statement in MT940 that opens with 1,000.00 and adds up unless `off` cents are added to its closing balance. */
export function statement(
  yymm: string,
  lines: readonly (readonly [day: string, cents: number, text: string])[],
  off = 0,
) {
  const amount = (cents: number) => (Math.abs(cents) / 100).toFixed(2).replace(".", ",");
  const mark = (cents: number) => (cents < 0 ? "D" : "C");
  const closing = lines.reduce((sum, [, cents]) => sum + cents, 100_000) + off;
  const body = lines.flatMap(([day, cents, text]) => [
    `:61:${yymm}${day}${yymm.slice(2)}${day}${mark(cents)}${amount(cents)}NMSCNONREF`,
    `:86:${text}`,
  ]);
  return [
    ":20:MONTH",
    ":25:12345678",
    ":28C:10/1",
    `:60F:C${yymm}01USD1000,00`,
    ...body,
    `:62F:${mark(closing)}${yymm}28USD${amount(closing)}`,
    "-",
  ].join("\r\n");
}

export const sendFile = async (page: Page, name: string, text: string) => {
  await page.getByLabel("File").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Send and read" }).click();
};
