import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type pg from "pg";
import { admin, given, type Organization } from "#db/given";
import { house, post, rolledBack, sell, uniqueKey } from "#lib/payments/books.given";

let book: Organization;
before(async () => {
  book = await house();
  await sell(book);
});
after(() => admin.end());

const tables = ["transactions", "entries", "balances", "seals", "periods", "period_balances", "accounts", "books"];
const writes = (table: string) => [
  `update payments.${table} set organization_id = organization_id`,
  `delete from payments.${table}`,
  `truncate payments.${table} cascade`,
  `insert into payments.${table} (organization_id) values ('${book.id}')`,
];

const kept = ["balances", "accounts", "books"];

/** What the database says to it. */
async function outcomeOf(sql: string, role?: string): Promise<string> {
  let outcome = "";
  await rolledBack(async (client) => {
    if (role) await client.query(`set local role ${role}`);
    outcome = await client.query(sql).then(
      ({ rowCount }) => `${rowCount} rows`,
      (error: pg.DatabaseError) => String(error.code),
    );
  });
  return outcome;
}

for (const role of ["gr_owner", "gr_ledger", "gr_flow", "authenticated", "anon", "gr_app", "gr_worker", undefined]) {
  test(`${role ?? "an administrator"} cannot rewrite history`, async () => {
    for (const table of tables) {
      for (const sql of writes(table)) {
        // An administrator may insert, and is held to the rules (see the posting tests); figures that the ledger keeps
        // up to date can be updated, and `verify` sees it.
        if (!role && (sql.startsWith("insert") || (sql.startsWith("update") && kept.includes(table)))) continue;
        const outcome = await outcomeOf(sql, role);
        // Row security hides every row from the owner; the ledger's own role may insert, and fails for want of columns.
        const allowed = ["42501", role === "gr_owner" ? "0 rows" : "", role === "gr_ledger" ? "23502" : ""];
        assert.ok(allowed.includes(String(outcome)), `${sql}: ${outcome}`);
      }
    }
  });
}

test("what nobody may change, the ledger may read", async () => {
  await rolledBack(async (client) => {
    await client.query("set local role gr_ledger");
    for (const table of ["transactions", "entries", "balances", "accounts", "books"]) {
      const { rows } = await client.query(
        `select count(*)::int as n from payments.${table} where organization_id = $1`,
        [book.id],
      );
      assert.ok(rows[0].n > 0, table);
    }
  });
});

test("an account keeps its identity, and a lock date never moves back", async () => {
  const change = (sql: string) => rolledBack((client) => client.query(sql, [book.id]));
  await change("update payments.accounts set name = 'Till' where organization_id = $1 and code = 'income:other'");
  await assert.rejects(
    change("update payments.accounts set floor_minor = 5 where organization_id = $1 and code = 'income:other'"),
    { code: "42501" },
  );
  await change("update payments.books set locked_through = '2020-01-31' where organization_id = $1");
  await rolledBack(async (client) => {
    await client.query("update payments.books set locked_through = '2020-01-31' where organization_id = $1", [book.id]);
    await assert.rejects(
      client.query("update payments.books set locked_through = '2020-01-30' where organization_id = $1", [book.id]),
      { code: "42501" },
    );
  });
});

test("the functions that move money are not for requests: only ticketing's owner may call them", async () => {
  const sale = JSON.stringify({ organization_id: book.id });
  const calls: [string, unknown[]][] = [
    ["select payments.record_sale($1::jsonb)", [sale]],
    ["select payments.record_refund($1::jsonb)", [sale]],
    ["select payments.post_for($1::uuid, '{}'::jsonb)", [book.id]],
    ["select payments.post_documents('[]'::jsonb, null)", []],
    ["select payments.seal(1)", []],
  ];
  for (const [sql, values] of calls) {
    for (const role of ["authenticated", "anon"]) {
      await rolledBack(async (client) => {
        await client.query(`set local role ${role}`);
        await assert.rejects(client.query(sql, values), { code: "42501" }, `${role}: ${sql}`);
      });
    }
  }
  await rolledBack(async (client) => {
    await client.query("set local role gr_flow");
    await client.query("select payments.record_sale($1::jsonb)", [
      JSON.stringify({
        organization_id: book.id,
        gross_minor: 500,
        tickets: 1,
        currency: "USD",
        gateway: "test",
        key: uniqueKey(),
      }),
    ]);
  });
});

test("an account outside of the chart cannot be opened by posting to it", async () => {
  await assert.rejects(
    post(book, [
      { account: "assets:mattress", amount_minor: 5 },
      { account: "income:other", amount_minor: -5 },
    ]),
    { code: "P0G01", message: /chart/ },
  );
  await post(book, [
    { account: "assets:bank:giro", amount_minor: 5 },
    { account: "income:other", amount_minor: -5 },
  ]);
  const station = await given.station(book);
  await post(book, [
    { account: `assets:cash-drawer:${station}`, amount_minor: 5 },
    { account: "income:other", amount_minor: -5 },
  ]);
  await assert.rejects(
    post(book, [
      { account: "assets:cash-drawer:till", amount_minor: 5 },
      { account: "income:other", amount_minor: -5 },
    ]),
    { code: "P0G01", message: /id of its station/ },
  );
  const foreign = await given.station(await house());
  await assert.rejects(
    post(book, [
      { account: `assets:cash-drawer:${foreign}`, amount_minor: 5 },
      { account: "income:other", amount_minor: -5 },
    ]),
    { code: "23503" },
  );
});
