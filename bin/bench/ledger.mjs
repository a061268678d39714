// Posting through signed sessions, as the app does it, against the floor of two bare inserts in the same run. The
// figures of one run compare with each other and not with those of another machine or hour: read the ratios.
import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";
import { openBook } from "./lib/book.mjs";

export const needs = "database";
const crowds = [1, 4, 16];

/**
 * Rows of { name, value, unit, ratio }: `ratio` is the rate over that of the floor. Uses a fresh organization of the
 * database behind `adminUrl`, which must be set up with the CONTEXT_KEY of this process. Twelve measurements of
 * `seconds`, then the proof that the books are true: about a minute.
 */
export async function run({ adminUrl, appUrl, seconds = 3, note = () => {} }) {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  const pool = new pg.Pool({ connectionString: appUrl, max: Math.max(...crowds) });
  try {
    const house = await openBook(admin, { name: "Bench House", receivables: 500 });
    const rows = [];
    const wanted = Object.entries(await statements(admin, house));
    for (const clients of crowds) {
      const rates = {};
      for (const [name, statement] of wanted) {
        note(`${name}, ${clients}`);
        rates[name] = await rate(pool, house, statement, { clients, seconds });
      }
      rows.push(...Object.entries(rates).map(([name, value]) => row(name, value, rates, clients)));
    }
    const loaded = await loadRate(admin, house);
    rows.push({
      name: "sales loaded in calls of 500, one connection",
      value: Math.round(loaded),
      unit: "sales/s",
      ratio: null,
    });
    note("proving the books true");
    await proveTrue(admin, house);
    return rows;
  } finally {
    await admin.query("drop schema if exists bench cascade");
    await pool.end();
    await admin.end();
  }
}

const floor = "two bare inserts in one statement";
const row = (name, value, rates, clients) => ({
  name: `${name}, ${clients} ${clients === 1 ? "client" : "clients"}`,
  value: Math.round(value),
  unit: "transactions/s",
  ratio: Math.round((value / rates[floor]) * 100) / 100,
});

/** What one transaction does; each gets its own values from `next`. */
async function statements(admin, { organizationId }) {
  await admin.query(`
    drop schema if exists bench cascade; create schema bench;
    create table bench.headers (id uuid primary key, organization_id uuid, key text);
    create table bench.lines (header_id uuid, line int, amount bigint, primary key (header_id, line));
    grant usage on schema bench to authenticated;
    grant select, insert on all tables in schema bench to authenticated;
    create function bench.sell(p jsonb) returns uuid language sql security definer as 'select payments.record_sale(p)';
    revoke execute on function bench.sell(jsonb) from public;
    grant execute on function bench.sell(jsonb) to authenticated`);
  const entry = (from, to) => ({
    text: "select payments.post($1::jsonb)",
    values: [
      JSON.stringify({
        key: randomUUID(),
        currency: "USD",
        lines: [
          { account: to, amount_minor: 1234 },
          { account: from, amount_minor: -1234 },
        ],
      }),
    ],
  });
  const any = () => `assets:receivable:c${Math.floor(Math.random() * 500)}`;
  return {
    [floor]: () => {
      const id = randomUUID();
      return {
        text: `with header as (insert into bench.headers values ($1::uuid, $2, $1::uuid::text) returning id)
               insert into bench.lines select id, n, 1234 * (3 - 2 * n) from header, generate_series(1, 2) n`,
        values: [id, organizationId],
      };
    },
    "entry between two of 500 accounts": () => {
      const from = any();
      let to = any();
      while (to === from) to = any();
      return entry(from, to);
    },
    "entry on one hot account": () => entry("income:tickets", any()),
    "sale in two books, eight legs, all hot": () => ({
      text: "select bench.sell($1::jsonb)",
      values: [JSON.stringify(sale(organizationId))],
    }),
  };
}

const sale = (organizationId) => ({
  organization_id: organizationId,
  gross_minor: 10_000,
  tax_minor: 800,
  tax_code: "bench",
  processing_fee_minor: 320,
  tickets: 2,
  currency: "USD",
  gateway: "bench",
  key: randomUUID(),
});

/** Transactions a second of `clients` connections, each begun, signed, run and committed. */
async function rate(pool, { organizationId, userId }, next, { clients, seconds }) {
  const context = JSON.stringify({
    sub: userId,
    org: organizationId,
    rid: "bench",
    exp: Math.floor(Date.now() / 1000) + 3600,
  });
  const key = Buffer.from(process.env.CONTEXT_KEY ?? "", "base64");
  const signature = createHmac("sha256", key).update(context).digest("hex");
  const session = {
    name: "session",
    text: "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
    values: [context, signature],
  };
  let done = 0;
  let begun = 0;
  let until = 0;
  const one = async () => {
    const client = await pool.connect();
    try {
      while (performance.now() < until) {
        const statement = next();
        await client.query("begin");
        await client.query(session);
        await client.query({ name: statement.text.slice(0, 60), ...statement });
        await client.query("commit");
        done += 1;
      }
    } finally {
      client.release();
    }
  };
  const turn = async (length) => {
    done = 0;
    begun = performance.now();
    until = begun + length * 1000;
    await Promise.all(Array.from({ length: clients }, one));
    return done / ((performance.now() - begun) / 1000);
  };
  await turn(0.5);
  return turn(seconds);
}

async function loadRate(admin, { organizationId }) {
  const batches = Array.from({ length: 6 }, () =>
    JSON.stringify(Array.from({ length: 500 }, () => sale(organizationId))),
  );
  const begun = performance.now();
  for (const batch of batches) await admin.query("select payments.record_sales($1::jsonb)", [batch]);
  return (batches.length * 500) / ((performance.now() - begun) / 1000);
}

/** A figure of books that are wrong would be worth nothing. */
async function proveTrue(admin, { organizationId }) {
  const { rows } = await admin.query("select * from payments.verify($1) where not ok", [organizationId]);
  if (rows.length > 0) throw new Error(`The books do not prove true after the run: ${JSON.stringify(rows)}`);
}
