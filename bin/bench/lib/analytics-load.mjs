import { bookingFacts, bookings, facts, ordersFor, sales } from "./analytics-sales.mjs";
import { visitColumns, visits } from "./analytics-world.mjs";

const batch = 50_000;
export const seconds = async (work) => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

/**
 * So many visits with their tickets and bookings, each in the order of time, over `clients`: visits share all but the last of
 * them, which brings the rest meanwhile. Resolves to what each took, in seconds.
 */
export async function load(clients, { since, until }, many, name, note) {
  for (const client of clients)
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
  const [shop, ...crowd] = clients.toReversed();
  const parts = async (count, what, statement, by) => {
    let next = 0;
    const work = async (client) => {
      for (let from = next; from < count; from = next) {
        next = from + batch;
        if (from % (10 * batch) === 0) note(`${from.toLocaleString("en")} of ${count.toLocaleString("en")} ${what}`);
        await client.query(statement, [from, Math.min(from + batch, count), since, until]);
      }
    };
    await Promise.all(by.map(work));
  };
  const orders = ordersFor(many / 10);
  const took = {};
  await Promise.all([
    (async () => {
      const statement = `insert into analytics.event_impressions (${visitColumns}) ${visits(many, name)}`;
      took.visits = await seconds(() => parts(many, "visits", statement, crowd));
    })(),
    (async () => {
      took.sales = await seconds(() => parts(orders, "orders", sales(orders, name), [shop]));
      took.bookings = await seconds(() => parts(many / 50, "bookings", bookings(many / 50, name), [shop]));
      await shop.query(
        "analyze ticketing.orders, ticketing.tickets, ticketing.refunds, ticketing.checkout_sessions, bookings.bookings",
      );
      took.facts = await seconds(() => noted(shop, since, until));
    })(),
  ]);
  for (const client of clients) await client.query("reset session_replication_role; reset synchronous_commit");
  await shop.query("analyze analytics.event_impressions, analytics.ticket_analytics, analytics.booking_analytics");
  return took;
}

/** A month at a time: what is noted already is passed over. */
async function noted(admin, since, until) {
  for (let from = new Date(since); from < new Date(until); ) {
    const before = new Date(from);
    before.setUTCMonth(before.getUTCMonth() + 1);
    for (const statement of [...facts, bookingFacts]) await admin.query(statement, [from, before]);
    from = before;
  }
}

/** What PostgreSQL's own housekeeping would do sooner or later, before anything is measured. */
export async function tidied(admin) {
  const { rows } = await admin.query(
    "select string_agg('analytics.' || name, ', ') as tables from analytics.rollups()",
  );
  await admin.query(`vacuum (analyze) ${rows[0].tables}`);
}

export async function rolledUp(admin) {
  for (let more = true; more; ) more = (await admin.query("select analytics.refresh() as answer")).rows[0].answer.more;
}

/** The same again and again until the work beside it is done; resolves to the seconds that the runs took. */
export async function rolledBeside(admin, work) {
  let busy = 0;
  let done = false;
  const end = () => {
    done = true;
  };
  work.then(end, end);
  while (!done) {
    busy += await seconds(() => rolledUp(admin));
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  return busy;
}

/** Bytes of the single rows and of the rollups, indexes included. */
export async function sizes(admin) {
  const { rows } = await admin.query(
    `select coalesce(sum(pg_total_relation_size(c.oid)) filter (where c.relname like 'event_impressions%'), 0)::float8 as visits, coalesce(sum(pg_total_relation_size(c.oid)) filter (where c.relname ~ '^(ticket|booking)_analytics'), 0)::float8 as facts,
       coalesce(sum(pg_total_relation_size(c.oid)) filter (where c.relname in (select name from analytics.rollups())), 0)::float8 as rollups, pg_database_size(current_database())::float8 as database
     from pg_class c where c.relnamespace = 'analytics'::regnamespace and c.relkind = 'r'`,
  );
  return rows[0];
}

/**
 * The same rows into a bare table by COPY and by INSERT, and into the product's: rows a second. The bare table has the
 * columns and nothing else; the product's its keys, checks, foreign keys, six indexes and a partition to find.
 */
export async function floors(admin, world, many, name) {
  await admin.query(
    `create unlogged table public.bench_staged as select v.*, now() as received_at, pg_current_xact_id() as written_by, null::uuid as station_id from (${visits(many, name)}) v`,
    [0, many, world.since, world.until],
  );
  await admin.query("create table public.bench_bare (like analytics.event_impressions)");
  const columns = `${visitColumns}, received_at, written_by, station_id`;
  const file = `${(await admin.query("show data_directory")).rows[0].data_directory}/bench.copy`;
  const quoted = admin.escapeLiteral(file);
  await admin.query(`copy (select ${columns} from public.bench_staged) to ${quoted}`);
  const copied = await seconds(() => admin.query(`copy public.bench_bare (${columns}) from ${quoted}`));
  await admin.query(`copy (select 1 where false) to ${quoted}; truncate public.bench_bare`);
  const bare = await seconds(() =>
    admin.query(`insert into public.bench_bare (${columns}) select ${columns} from public.bench_staged`),
  );
  const product = await seconds(() =>
    admin.query(
      `insert into analytics.event_impressions (${visitColumns}) select ${visitColumns} from public.bench_staged`,
    ),
  );
  await admin.query("drop table public.bench_staged, public.bench_bare");
  return { copy: many / copied, insert: many / bare, product: many / product };
}
