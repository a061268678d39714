import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import pg, { type PoolClient } from "pg";
import { admin, type Organization } from "#db/given";
import { house, type Line, post, rolledBack, uniqueKey } from "#lib/payments/books.given";

let book: Organization;
let ids: Record<string, string>;

before(async () => {
  book = await house();
  const { rows } = await admin.query("select code, id from payments.accounts where organization_id = $1", [book.id]);
  ids = Object.fromEntries(rows.map(({ code, id }) => [code, id]));
});
after(() => admin.end());

type Header = Partial<{ id: string; lineCount: number; on: string }>;
async function header(client: PoolClient, { lineCount = 2, on = "2025-03-01" }: Header = {}): Promise<string> {
  const { rows } = await client.query(
    `insert into payments.transactions (organization_id, kind, effective_on, line_count, idempotency_key, request_hash)
     values ($1, 'manual', $2, $3, $4, 'x') returning id`,
    [book.id, on, lineCount, uniqueKey()],
  );
  return rows[0].id;
}
type Entry = {
  id: string;
  line: number;
  code: string;
  amount: number;
  currency?: string;
  on?: string;
  organization?: string;
};
const row = (entry: Entry) => [
  entry.organization ?? book.id,
  entry.id,
  entry.line,
  ids[entry.code] ?? entry.code,
  entry.currency ?? "USD",
  entry.amount,
  entry.on ?? "2025-03-01",
];
const insert = (client: PoolClient, entries: Entry[]) =>
  client.query(
    `insert into payments.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on)
     select (r ->> 0)::uuid, (r ->> 1)::uuid, (r ->> 2)::smallint, (r ->> 3)::uuid, r ->> 4, (r ->> 5)::bigint, (r ->> 6)::date
     from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(entries.map(row))],
  );

async function copy(client: PoolClient, entries: Entry[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "greenroom-copy-"));
  const file = path.join(folder, "entries");
  writeFileSync(file, entries.map((entry) => `${row(entry).join("\t")}\n`).join(""));
  chmodSync(folder, 0o755);
  chmodSync(file, 0o644);
  try {
    await client.query(
      `copy payments.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on) from ${pg.escapeLiteral(file)}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const balanced = (id: string): Entry[] => [
  { id, line: 1, code: "assets:bank:main", amount: 700 },
  { id, line: 2, code: "income:other", amount: -700 },
];
const unbalanced = (id: string): Entry[] => [
  { id, line: 1, code: "assets:bank:main", amount: 700 },
  { id, line: 2, code: "income:other", amount: -699 },
];
const refusal = { code: "P0G01" };

for (const [name, write] of [
  ["INSERT", insert],
  ["COPY", copy],
] as const) {
  test(`${name} by an administrator is accepted when it balances and refused when it does not`, async () => {
    await rolledBack(async (client) => {
      await write(client, balanced(await header(client)));
      await client.query("set constraints all immediate");
    });
    await rolledBack(async (client) => {
      await assert.rejects(write(client, unbalanced(await header(client))), { ...refusal, message: /sum to zero/ });
    });
  });
}

test("the ledger's own role is held to the same rules as everybody", async () => {
  await rolledBack(async (client) => {
    await client.query("set local role gr_ledger");
    await insert(client, balanced(await header(client)));
  });
  await rolledBack(async (client) => {
    await client.query("set local role gr_ledger");
    await assert.rejects(insert(client, unbalanced(await header(client))), refusal);
  });
});

test("two transactions in one statement must each balance, not only together", async () => {
  await rolledBack(async (client) => {
    const [one, two] = [await header(client), await header(client)];
    await insert(client, [...balanced(one), ...balanced(two)]);
  });
  await rolledBack(async (client) => {
    const [one, two] = [await header(client), await header(client)];
    const crossed: Entry[] = [
      { id: one, line: 1, code: "assets:bank:main", amount: 700 },
      { id: one, line: 2, code: "income:other", amount: -699 },
      { id: two, line: 1, code: "assets:bank:main", amount: 699 },
      { id: two, line: 2, code: "income:other", amount: -700 },
    ];
    await assert.rejects(insert(client, crossed), refusal);
  });
});

/** Each needs its own transaction; `balanced` in the same place is what all of them are compared with. */
const faulty: [string, (id: string, foreign: string) => Entry[], Header?][] = [
  [
    "lines that balance only over two currencies",
    (id) => [
      { id, line: 1, code: "assets:bank:main", amount: 5 },
      { id, line: 2, code: "income:other", amount: -5, currency: "EUR" },
    ],
  ],
  ["another date than the transaction's", (id) => balanced(id).map((entry) => ({ ...entry, on: "2025-03-02" }))],
  ["fewer lines than the header says", (id) => balanced(id), { lineCount: 3 }],
  ["line numbers with a gap", (id) => balanced(id).map((entry) => ({ ...entry, line: entry.line * 2 - 1 }))],
  [
    "an unknown account",
    (id) => [
      { id, line: 1, code: "01900000-0000-7000-8000-000000000000", amount: 5 },
      { id, line: 2, code: "income:other", amount: -5 },
    ],
  ],
  [
    "an account of another book",
    (id, foreign) => [
      { id, line: 1, code: foreign, amount: 5 },
      { id, line: 2, code: "income:other", amount: -5 },
    ],
  ],
  ["no header at all", () => balanced("01900000-0000-7000-8000-000000000001")],
  [
    "an account that mirrors another book",
    (id) => [
      { id, line: 1, code: "assets:wallet", amount: 5 },
      { id, line: 2, code: "income:other", amount: -5 },
    ],
  ],
];
test("what does not fit its header, book, currency or account is refused, and the same lines put right are accepted", async () => {
  const other = await house();
  const found = await admin.query(
    "select id from payments.accounts where organization_id = $1 and code = 'income:other'",
    [other.id],
  );
  for (const [name, lines, head] of faulty) {
    await rolledBack(async (client) => {
      const id = await header(client, head);
      await client.query("savepoint fault");
      await assert.rejects(insert(client, lines(id, found.rows[0].id)), refusal, name);
      await client.query("rollback to savepoint fault");
      if (!head) await insert(client, balanced(id));
    });
  }
});

test("nothing can be added to a transaction that is posted, balanced or not", async () => {
  const id = await post(
    book,
    [
      { account: "assets:bank:main", amount_minor: 10 },
      { account: "income:other", amount_minor: -10 },
    ],
    { effective_on: "2025-03-01" },
  );
  await rolledBack((client) =>
    assert.rejects(
      insert(client, [
        { id, line: 3, code: "assets:bank:main", amount: 1 },
        { id, line: 4, code: "income:other", amount: -1 },
      ]),
      refusal,
    ),
  );
});

test("a header without lines does not survive the commit, and one with lines does", async () => {
  await rolledBack(async (client) => {
    await header(client);
    await assert.rejects(client.query("set constraints all immediate"), { ...refusal, message: /without entries/ });
  });
  await rolledBack(async (client) => {
    await insert(client, balanced(await header(client)));
    await client.query("set constraints all immediate");
  });
});

test("a frozen account takes nothing until it is opened again", async () => {
  const state = (to: string) =>
    admin.query("update payments.accounts set state = $2 where organization_id = $1 and code = 'income:goods'", [
      book.id,
      to,
    ]);
  const sale: Line[] = [
    { account: "assets:bank:main", amount_minor: 10 },
    { account: "income:goods", amount_minor: -10 },
  ];
  await state("frozen");
  await assert.rejects(post(book, sale), refusal);
  await state("open");
  await post(book, sale);
});
