// How long the reports take over a large book, as a person asks for them: in a signed session, under row security. Beside
// each stands the same figure summed from the entries, in the same run: read the ratios.
import pg from "pg";
import { openBook } from "./lib/book.mjs";
import { sign } from "./lib/sign.mjs";

export const needs = "database";
/** `GREENROOM_BENCH_ENTRIES=10000000 npm run bench -- reports` for ten million. */
const entries = Number(process.env.GREENROOM_BENCH_ENTRIES ?? 1_000_000);
const times = 15;

/** Rows of { name, value, unit, ratio }: milliseconds, and how many times quicker than summing. */
export async function run({ adminUrl, appUrl, note = () => {} }) {
  const [admin, app] = [new pg.Client(adminUrl), new pg.Client(appUrl)];
  await admin.connect();
  await app.connect();
  try {
    const house = await furnish(admin, note);
    const measured = (text, values = []) => median(app, house, text, values);
    const now = await measured(summed, [house.organizationId, "2025-12-31"]);
    const asOf = await measured(summed, [house.organizationId, "2025-08-15"]);
    const seen = "select * from payments.balances_seen($1::date, $2::date, $3::uuid, null, $4::timestamptz, null)";
    const rows = [
      { name: "all accounts, summed from the entries", value: now },
      { name: "trial balance now", value: await measured("select * from payments.account_balances()"), than: now },
      {
        name: "trial balance as of a day six weeks after the last close",
        value: await measured("select * from payments.account_balances('2025-08-15')"),
        than: asOf,
      },
      {
        name: "the same, as known a moment ago",
        value: await measured(seen, [null, "2025-08-15", null, new Date().toISOString()]),
        than: asOf,
      },
      {
        name: "one event of a thousand, a year",
        value: await measured(seen, ["2025-01-01", "2025-12-31", house.eventId, null]),
      },
      {
        name: "statement of the busiest account, newest page",
        value: await measured("select * from payments.statement($1)", [house.accountId]),
      },
    ];
    const big = entries.toLocaleString("en");
    return rows.map(({ name, value, than }) => ({
      name: `${name}, ${big} entries`,
      value: Math.round(value * 100) / 100,
      unit: "ms",
      ratio: than === undefined ? null : Math.round((than / value) * 10) / 10,
    }));
  } finally {
    await app.end();
    await admin.end();
  }
}

const summed = `select a.id, sum(e.amount_minor) from payments.accounts a
  join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
  where a.organization_id = $1 and e.effective_on <= $2 group by a.id`;

async function median(app, { organizationId, userId }, text, values) {
  const taken = [];
  for (let n = 0; n < times; n += 1) {
    await app.query("begin read only");
    await app.query(sign({ sub: userId, org: organizationId }));
    const begun = performance.now();
    await app.query(text, values);
    taken.push(performance.now() - begun);
    await app.query("rollback");
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)];
}

/** A book of two years: two lines an entry on a hundred accounts, a quarter of them of a thousand events, closed up to the middle
 * of the second one: a close seals and proves the whole book. */
async function furnish(admin, note) {
  const one = async (text, values) => Object.values((await admin.query(text, values)).rows[0] ?? {})[0];
  const { organizationId, userId } = await openBook(admin, { name: "Bench Reports", receivables: 99 });
  await admin.query("select payments.account($1, 'income:other', 'USD')", [organizationId]);
  await admin.query(
    `insert into events.events (organization_id, slug, name, category, capacity, starts_at, ends_at, zone, currency)
     select $1, 'night-' || n, 'Night ' || n, c.key, 100, '2025-05-01T18:00Z', '2025-05-01T22:00Z', 'Europe/Berlin', 'USD'
     from generate_series(1, 1000) n, lateral (select key from ref.event_categories limit 1) c`,
    [organizationId],
  );
  await fill(admin, organizationId, note);
  await admin.query("vacuum analyze payments.entries, payments.transactions, payments.balances, payments.accounts");
  note("sealing, proving and closing");
  const close = async (through) => {
    await admin.query("begin");
    await admin.query(
      sign({ sub: userId, org: organizationId }).text.replace(", set_config('role', 'authenticated', true)", ""),
      sign({ sub: userId, org: organizationId }).values,
    );
    await admin.query("select payments.close_period($1::date, '')", [through]);
    await admin.query("commit");
  };
  await close("2025-06-30");
  await admin.query("vacuum analyze payments.period_balances, payments.seals");
  const eventId = await one("select id from events.events where organization_id = $1 limit 1", [organizationId]);
  const accountId = await one("select id from payments.accounts where organization_id = $1 and code = 'income:other'", [
    organizationId,
  ]);
  return { organizationId, userId, eventId, accountId };
}

/**
 * History as a restored backup brings it: in bulk, past the triggers and with the indexes made at the end, which is ten
 * times quicker than posting. The balances are those of the entries, and closing proves all of it before anything is
 * measured.
 */
async function fill(admin, organizationId, note) {
  const batch = 250_000;
  const { rows: indexes } = await admin.query(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
     where indrelid = 'payments.entries'::regclass and not indisprimary and not indisunique`,
  );
  await admin.query("set session_replication_role = replica; set synchronous_commit = off");
  for (const { name } of indexes) await admin.query(`drop index ${name}`);
  for (let from = 0; from < entries / 2; from += batch) {
    note(`${(from * 2).toLocaleString("en")} of ${entries.toLocaleString("en")} entries`);
    await admin.query(load, [organizationId, from, Math.min(from + batch, entries / 2) - 1]);
  }
  note("indexes and balances");
  await admin.query("set maintenance_work_mem = '256MB'");
  for (const { made } of indexes) await admin.query(made);
  await admin.query(
    `update payments.balances b set debits_minor = s.debits, credits_minor = s.credits, seq = s.count
     from (select account_id, sum(greatest(amount_minor, 0)) as debits, sum(greatest(-amount_minor, 0)) as credits, count(*) as count
       from payments.entries where organization_id = $1 group by account_id) s
     where b.organization_id = $1 and b.account_id = s.account_id and b.stripe = 0`,
    [organizationId],
  );
  await admin.query("reset session_replication_role; reset synchronous_commit; reset maintenance_work_mem");
}

const load = `with account as materialized (
    select array_agg(id order by code) as ids from payments.accounts where organization_id = $1 and code like 'assets:receivable:c%'
  ), nights as materialized (
    select array_agg(id order by id) as ids from events.events where organization_id = $1
  ), income as materialized (
    select id from payments.accounts where organization_id = $1 and code = 'income:other' and currency = 'USD'
  ), headers as (
    insert into payments.transactions (organization_id, id, kind, effective_on, line_count, idempotency_key, request_hash, event_id)
    select $1, (lpad(to_hex(1704067200000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, 'manual', date '2024-01-01' + (n % 730), 2, 'bench-' || n, '', case when n % 4 = 0 then (select ids from nights)[1 + n / 4 % 1000] end
    from generate_series($2::int, $3::int) n
    returning id, effective_on, substring(idempotency_key from 7)::int as n
  )
  insert into payments.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on)
  select $1, h.id, l, case l when 1 then (select ids from account)[1 + h.n % 99] else (select id from income) end, 'USD',
    case l when 1 then 1000 + h.n % 9000 else -1000 - h.n % 9000 end, h.effective_on
  from headers h, generate_series(1, 2) l`;
