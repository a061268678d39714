import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { actAs } from "#db/seed/load-books";
import { memberOf, type Place } from "#db/seed/load-houses";

type Entry = { transaction_id: string; line: number; on: string; amount: string; memo: string };
type Row = { on: string; amount: bigint; text: string; who: string; part?: object };
const bank = "assets:bank:main";

/**
 * The bank account of a house with the statement of last month: its transfers are matched with the books, fees and card
 * payments have their accounts, and a few lines wait for somebody. As its finance would have done it; the file counts as
 * read.
 */
export async function loadBank(client: Client, { id, house, members }: Place) {
  await actAs(client, memberOf(members, "finance"), id);
  const ask = async <T>(text: string, values: unknown[]) => (await client.query(text, values)).rows as T[];
  const call = async <T>(name: string, p: object) =>
    (await ask<{ value: T }>(`select payments.${name}($1::jsonb) as value`, [JSON.stringify(p)]))[0]?.value as T;
  const [span] = await ask<{ first: string; last: string; opening: string }>(
    `with m as (select date_trunc('month', payments.today($1))::date as this)
     select first::text, last::text, (select coalesce(sum(e.amount_minor), 0)::text from payments.entries e
         join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and a.code = $2 and a.currency = $3
       where e.organization_id = $1 and e.effective_on < first) as opening
     from (select greatest((m.this - interval '1 month')::date, b.locked_through + 1) as first, m.this - 1 as last from m, payments.books b where b.organization_id = $1) x`,
    [id, bank, house.currency],
  );
  // Right after a quarter was closed there is no open month behind today.
  if (!span || span.first > span.last) return;
  const { first, last, opening } = span;
  const bankAccountId = await call<string>("open_bank_account", {
    name: `${house.name} main account`,
    slug: "main",
    currency: house.currency,
    iban_masked: "DE•••• 3000",
    opening_on: first,
    opening_minor: opening,
    write_off_limit_minor: 500,
  });
  const entries = await ask<Entry>(
    `select e.transaction_id, e.line, e.effective_on::text as on, e.amount_minor::text as amount, t.memo
     from payments.entries e join payments.transactions t on (t.organization_id, t.id) = (e.organization_id, e.transaction_id)
     join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id)
     where e.organization_id = $1 and a.code = $2 and a.currency = $3 and e.effective_on between $4 and $5 order by e.effective_on, e.transaction_id`,
    [id, bank, house.currency, first, last],
  );
  const rows = rowsOf(entries, first);
  const lineIds = await statement(client, { id, bankAccountId, currency: house.currency, opening, first, last, rows });
  const words = { bankAccountId, contains: "account fee", direction: "out", account: "expenses:bank-fees", memo: "" };
  await call("remember_bank_rule", words);
  for (const [index, { part, amount }] of rows.entries()) {
    if (!part) continue;
    const parts = [{ amountMinor: String(amount), ...part }];
    await call("match_bank", { bankAccountId, key: randomUUID(), lineIds: [lineIds[index]], parts });
  }
}

/** What the bank shows: the entries of the books, what it takes itself, purchases by card, and three lines that nobody knows. */
function rowsOf(entries: readonly Entry[], first: string): Row[] {
  const day = (n: number) => `${first.slice(0, 8)}${String(Math.max(n, Number(first.slice(8)))).padStart(2, "0")}`;
  const category = (account: string) => ({ kind: "category", account });
  const known = entries.map(({ transaction_id, line, on, amount, memo }): Row => {
    const part = {
      kind: "entry",
      transactionId: transaction_id,
      entryLine: line,
      reasons: ["Same amount", "Same day"],
    };
    return { on, amount: BigInt(amount), text: memo, who: "", part };
  });
  const own: Row[] = [
    { on: day(2), amount: -1_290n, text: "Account fee", who: "", part: category("expenses:bank-fees") },
    {
      on: day(4),
      amount: -8_640n,
      text: "Card payment 4021",
      who: "Kiosk Printworks",
      part: category("expenses:other"),
    },
    {
      on: day(9),
      amount: -23_750n,
      text: "Order 88141",
      who: "Beacon Lighting Hire",
      part: category("expenses:other"),
    },
    {
      on: day(12),
      amount: -4_120n,
      text: "Card payment 4027",
      who: "Corner Hardware",
      part: category("expenses:other"),
    },
    { on: day(15), amount: 18_000n, text: "Stall rent, lot 7", who: "Marta's Waffles", part: category("income:other") },
    { on: day(19), amount: 64n, text: "Interest", who: "", part: category("income:interest") },
    { on: day(20), amount: -1_290n, text: "Account fee, card", who: "" },
    { on: day(23), amount: 25_000n, text: "Thank you for the evening", who: "H. Okafor" },
    { on: day(26), amount: -9_990n, text: "Card payment 4033 MAIL ORDER", who: "Parcel & Paper" },
  ];
  return [...known, ...own].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

type Sent = {
  id: string;
  bankAccountId: string;
  currency: string;
  opening: string;
  first: string;
  last: string;
  rows: readonly Row[];
};

/** The file as the worker leaves it when it has read it, then taken by a person. Answers the lines' ids, in order. */
async function statement(
  client: Client,
  { id, bankAccountId, currency, opening, first, last, rows }: Sent,
): Promise<string[]> {
  const moved = rows.reduce((sum, { amount }) => sum + amount, 0n);
  const file = await client.query<{ id: string }>("select payments.start_bank_file($1::jsonb) as id", [
    JSON.stringify({ bank_account_id: bankAccountId, name: `statement-${first.slice(0, 7)}.sta`, byte_size: 3_412 }),
  ]);
  const fileId = file.rows[0]?.id;
  for (const state of ["reading", "read"])
    await client.query(
      `update payments.bank_files set state = '${state}', format = 'mt940', read_bytes = byte_size, lines = $2 where id = $1`,
      [fileId, rows.length],
    );
  const staged = await client.query<{ id: string }>(
    `insert into payments.bank_statements (organization_id, bank_account_id, file_id, reference, currency, opening_minor, closing_minor, entries_minor,
       difference_minor, lines, from_on, to_on) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11) returning id`,
    [
      id,
      bankAccountId,
      fileId,
      first.slice(0, 7),
      currency,
      opening,
      String(BigInt(opening) + moved),
      String(moved),
      rows.length,
      first,
      last,
    ],
  );
  const statementId = staged.rows[0]?.id;
  const lines = await client.query<{ id: string }>(
    `insert into payments.bank_lines (organization_id, bank_account_id, statement_id, ordinal, at, booked_on, currency, amount_minor, text, counterparty, fingerprint)
     select $1, $2, $3, n, 5 + 2 * n, on_day, $4, amount, words, who, 'demo ' || n
     from unnest($5::date[], $6::bigint[], $7::text[], $8::text[]) with ordinality x (on_day, amount, words, who, n) order by n returning id`,
    [
      id,
      bankAccountId,
      statementId,
      currency,
      rows.map(({ on }) => on),
      rows.map(({ amount }) => String(amount)),
      rows.map(({ text }) => text),
      rows.map(({ who }) => who),
    ],
  );
  await client.query("select payments.take_statement($1)", [statementId]);
  return lines.rows.map((row) => row.id);
}
