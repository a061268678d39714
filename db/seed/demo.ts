import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { Client } from "pg";
import { houses } from "#db/seed/houses";
import { loadRefunds } from "#db/seed/load-afterwards";
import { loadVisits, makeRoom, rollUp } from "#db/seed/load-analytics";
import { loadBank } from "#db/seed/load-bank";
import { loadBoard } from "#db/seed/load-board";
import { loadBookings } from "#db/seed/load-bookings";
import { loadBooks } from "#db/seed/load-books";
import { dateBookings, loadCampaigns } from "#db/seed/load-campaigns";
import { loadContent } from "#db/seed/load-content";
import { loadCrm } from "#db/seed/load-crm";
import { loadDecks } from "#db/seed/load-decks";
import { loadDoor } from "#db/seed/load-door";
import { loadEvents } from "#db/seed/load-events";
import { ensurePlatform, loadHouse, loadPeople, type Place } from "#db/seed/load-houses";
import { loadImports } from "#db/seed/load-imports";
import { loadMatching } from "#db/seed/load-matching";
import { loadPayouts } from "#db/seed/load-payouts";
import { loadPlanning } from "#db/seed/load-planning";
import { loadPlans } from "#db/seed/load-plans";
import { loadProcessor } from "#db/seed/load-processor";
import { loadReceivables } from "#db/seed/load-receivables";
import { loadReports } from "#db/seed/load-reports";
import { loadSales } from "#db/seed/load-sales";
import { loadSaved } from "#db/seed/load-saved";
import { loadSelling } from "#db/seed/load-selling";
import { loadSponsors } from "#db/seed/load-sponsors";
import { loadPastSponsors } from "#db/seed/load-sponsors-past";
import { loadTraces } from "#db/seed/load-traces";
import { loadWaiting } from "#db/seed/load-waiting";
import { password, people } from "#db/seed/people";
import { programmes } from "#db/seed/programmes";
import { verify } from "#db/seed/verify";

/**
 * The demo: three houses, two years, books that prove true. Loaded when there is no organization but the platform's,
 * in one transaction, so that a start that was killed leaves nothing behind. Run by an administrator of the database.
 */
const started = performance.now();
/** Tables that grow by thousands of rows here: the planner must know it before the next step begins. */
const big = [
  "ticketing.orders",
  "ticketing.order_items",
  "ticketing.tickets",
  "ticketing.ticket_tiers",
  "ticketing.inventory_operations",
  "ticketing.refunds",
  "gateway.payments",
  "gateway.refunds",
  "payments.accounts",
  "payments.balances",
  "payments.transactions",
  "payments.entries",
  "payments.seals",
  "payments.period_balances",
  "system.audit_logs",
];
const client = new Client({ connectionString: process.env.DATABASE_URL });

try {
  await client.connect();
  // When this process is killed its session must end as well, and with it the lock, even in the middle of a statement.
  await client.query("set client_connection_check_interval = '1s'");
  await client.query("select pg_advisory_lock(7046029254386353132)");
  await sweep();
  await client.query("begin");
  const platformId = await ensurePlatform(client);
  const { rows } = await client.query<{ slug: string }>(
    "select slug from organizations.organizations where not is_platform",
  );
  if (process.env.GREENROOM_DEMO === "0") {
    await client.query("commit");
    console.log("no demo was asked for; the platform's organization is there");
  } else if (rows.length > 0) {
    await client.query("commit");
    if (houses.every(({ slug }) => rows.some((row) => row.slug === slug))) sayWho({ unlessSaid: true });
    console.log("there is data already, so no demo was loaded");
  } else {
    await load(platformId);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.DEBUG) console.error(error);
  process.exitCode = 1;
} finally {
  await client.end();
}

/** What a load that was killed wrote is invisible but still takes room, and misleads the planner about how much there is. */
async function sweep() {
  const orders = await client.query("select from ticketing.orders limit 1");
  if (orders.rowCount === 0) await client.query(`vacuum ${big.join(", ")}`);
}

async function load(platformId: string) {
  // All of it is as of this moment, by the database's clock.
  const clock = await client.query<{ now: Date }>("select now()");
  const now = clock.rows[0]?.now ?? new Date();
  await client.query("set local jit = off");
  await client.query("set local work_mem = '64MB'");
  await client.query("set local statement_timeout = 0");
  const plans = await step("two years of three houses", async () => programmes(now));
  const places: Place[] = [];
  const atPlatform = await step("organizations and people", async () => {
    for (const { house } of plans) places.push(await loadHouse(client, house, now));
    return loadPeople(client, places, platformId, now);
  });
  const each = async (work: (place: Place, plan: (typeof plans)[number]) => Promise<unknown>) => {
    for (const [index, place] of places.entries()) {
      const plan = plans[index];
      if (plan) await work(place, plan);
    }
  };
  await makeRoom(client, now);
  await step("events", () => each((place, { events }) => loadEvents(client, place, events)));
  await client.query("analyze events.events, ticketing.ticket_tiers, organizations.organizations");
  await each((place, { house, orders }) => step(`sales of ${house.name}`, () => loadSales(client, place, orders)));
  await client.query(`analyze ${big.join(", ")}`);
  await step("refunds", () => each((place, { orders }) => loadRefunds(client, place, orders)));
  await step("saved reports", () => each((place) => loadSaved(client, place)));
  await step("exchanges and deposits", () => loadReports(client, places, now));
  await step("sponsors of the last months", () => each((place) => loadPastSponsors(client, place)));
  await step("payouts, journal and closed quarters", () => loadBooks(client, places, platformId, atPlatform, now));
  await step("payouts and their accounts", () => loadPayouts(client, places, platformId, atPlatform));
  await step("disputes and the processor's account", () => loadProcessor(client));
  await step("invoices, bills and payments by hand", () => each((place) => loadReceivables(client, place)));
  await step("what waits for somebody", () => each((place) => loadWaiting(client, place, now)));
  await step("bank statements", () => each((place) => loadBank(client, place)));
  await step("goals, splits and credits", () => each((place) => loadPlanning(client, place)));
  await step("plans of the big events ahead", () => each((place, plan) => loadPlans(client, place, plan, now)));
  await step("codes, seats and sales at the door", () => each((place) => loadSelling(client, place)));
  await step("scans at the doors", () => each((place) => loadDoor(client, place)));
  await step("files from elsewhere", () => each((place) => loadImports(client, place)));
  await step("chefs, services and bookings", () => each((place) => loadBookings(client, place)));
  await step("the managers' days", () => each((place) => loadBoard(client, place, now)));
  await step("feedback, posts and comments", () => each((place) => loadContent(client, place)));
  await step("visitors", () => each((place) => loadVisits(client, place, now)));
  await step("campaigns and where buyers came from", () => each((place) => loadCampaigns(client, place, now)));
  await step("when bookings were made", () => each((place) => dateBookings(client, place)));
  await step("leads, customers and reviews", () => each((place) => loadCrm(client, place)));
  await step("sponsors and held funds", async () => {
    for (const [index, place] of places.entries()) await loadSponsors(client, place, places[index + 1]);
  });
  await step("decks for sponsors", () => each((place) => loadDecks(client, place)));
  await step("matching of sponsors", async () => {
    for (const [index, place] of places.entries()) await loadMatching(client, place, index === 1);
  });
  await step("audit log and saved views", () => each((place, plan) => loadTraces(client, place, plan, now)));
  await client.query(`analyze ${big.join(", ")}`);
  await step("proof that the books are true", () =>
    verify(client, [
      { id: platformId, name: "Greenroom" },
      ...places.map(({ id, house }) => ({ id, name: house.name })),
    ]),
  );
  const counted = await client.query<{ orders: number; tickets: number; entries: number }>(
    `select (select count(*)::int from ticketing.orders) as orders, (select count(*)::int from ticketing.tickets) as tickets,
       (select count(*)::int from payments.entries) as entries`,
  );
  await step("commit", () => client.query("commit"));
  sayWho();
  await step("rollups", () => rollUp(client));
  await step("tidying up", () => client.query(`vacuum (analyze) ${big.join(", ")}`));
  const { orders, tickets, entries } = counted.rows[0] ?? {};
  console.log(`demo loaded: ${orders} orders, ${tickets} tickets, ${entries} ledger entries in ${seconds(started)} s`);
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  console.log(`${name} (${seconds(begun)} s)`);
  return result;
}

function seconds(since: number) {
  return ((performance.now() - since) / 1000).toFixed(1);
}

/** Who can sign in, for the launcher to print; for the owner of the checkout alone. */
function sayWho({ unlessSaid = false } = {}) {
  const folder = new URL("../../.greenroom/", import.meta.url);
  const file = new URL("demo.json", folder);
  if (unlessSaid && existsSync(file)) return;
  const listed = people
    .filter((person) => !person.state)
    .flatMap(({ name, email, grants }) =>
      grants.map(({ role, organization }) => ({ role, name, email, organization })),
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = new URL("demo.json.new", folder);
  writeFileSync(draft, `${JSON.stringify({ password, people: listed }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
