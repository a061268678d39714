import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, asWorker, closeDatabase, readAsTenant } from "#db/tenant";
import { checkImport, commitImport, discardImport, startImport } from "#lib/system/imports/commands";
import { checked, golden, importOf, rowsOfImport, sent, worked } from "#lib/system/imports/imports.given";
import { latestImports, troubledRows } from "#lib/system/imports/queries";

after(() => Promise.all([closeDatabase(), admin.end()]));

const saying = (words: RegExp) => (error: Error) => words.test(`${error} ${error.cause}`);
const eventsOf = async (org: { id: string }) =>
  (
    await admin.query(
      "select e.*, s.rule from events.events e left join events.event_series s on s.id = e.series_id where e.organization_id = $1 order by starts_at",
      [org.id],
    )
  ).rows;
const commit = async (who: Parameters<typeof commitImport>[0], importId: string, mode: "all" | "skip") => {
  await commitImport(who, { importId, mode });
  await worked({ id: who.organizationId }, importId);
  return importOf(importId);
};

test("a manager imports a table of events: what is wrong is said by row and column, what is there twice is left out", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const id = await sent(who, "events", golden("events.csv"));
  const found = await checked(who, id, { category: "concert" });
  assert.deepEqual([found.state, found.rows, found.good, found.bad, found.duplicates], ["checked", 4, 2, 1, 1]);
  const trouble = await readAsTenant(who, (tx) => troubledRows(tx, id));
  assert.deepEqual(
    trouble.map(({ at, state, errors }) => [at, state, errors[0]?.column]),
    [
      [6, "bad", "starts"],
      [7, "duplicate", ""],
    ],
  );
  await assert.rejects(commitImport(who, { importId: id, mode: "all" }), saying(/1 row is wrong/));
  assert.equal((await eventsOf(org)).length, 0);
  const done = await commit(who, id, "skip");
  assert.deepEqual([done.state, done.good, done.bad], ["committed", 2, 1]);
  const events = await eventsOf(org);
  assert.deepEqual(
    events.map(({ name, state, created_by, starts_at }) => [name, state, created_by, starts_at.toISOString()]),
    [
      ["Lantern walk; the long one", "draft", who.userId, "2027-06-01T18:00:00.000Z"],
      ["Harbour breakfast", "draft", who.userId, "2027-06-02T06:30:00.000Z"],
    ],
  );
});

test("the same file again imports nothing, and the mapping is remembered for the next one", async () => {
  const org = await given.organization();
  const who = await given.person("organizer", org);
  const text = "Was,Wann\nErste Nacht,2027-06-01 20:00\n";
  const first = await sent(who, "events", text);
  await checkImport(who, { importId: first, mapping: { name: "Was", starts: "Wann" }, category: "concert" });
  await worked(org, first);
  assert.equal((await commit(who, first, "all")).state, "committed");
  const again = await sent(who, "events", text);
  assert.deepEqual((await importOf(again)).mapping, { name: "Was", starts: "Wann" });
  await checkImport(who, { importId: again, mapping: { name: "Was", starts: "Wann" }, category: "concert" });
  await worked(org, again);
  assert.deepEqual([(await importOf(again)).good, (await importOf(again)).duplicates], [0, 1]);
  await assert.rejects(commitImport(who, { importId: again, mode: "all" }), saying(/nothing to import/));
  assert.equal((await eventsOf(org)).length, 1);
});

test("a calendar's repetitions become a series on the wall clock, through a change of clocks, without excepted days", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const id = await sent(who, "events", golden("calendar.ics"));
  const found = await checked(who, id, { category: "concert" });
  assert.deepEqual([found.format, found.good, found.bad], ["ical", 4, 1]);
  await commit(who, id, "skip");
  const events = await eventsOf(org);
  assert.deepEqual(
    events.map(({ name, starts_at, rule }) => [name, starts_at.toISOString(), rule !== null]),
    [
      ["Summer concert", "2027-07-01T18:00:00.000Z", false],
      ["Friday session", "2027-10-15T18:00:00.000Z", true],
      ["Friday session on the boat", "2027-10-29T19:00:00.000Z", false],
      ["Friday session", "2027-11-05T19:00:00.000Z", true],
      ["Winter concert", "2027-12-01T19:00:00.000Z", false],
    ],
  );
});

test("a conference schedule fills the rooms of an event, and makes those that its venue lacks", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const event = await given.event(org);
  const id = await sent(who, "sessions", golden("schedule.xml"), event.id);
  const found = await checked(who, id);
  assert.deepEqual([found.format, found.good, found.bad], ["schedule", 2, 1]);
  await commit(who, id, "skip");
  const { rows } = await admin.query(
    "select s.title, r.name as room, s.kind from events.event_schedules s join events.rooms r on r.id = s.room_id where s.event_id = $1 order by s.starts_at",
    [event.id],
  );
  assert.deepEqual(rows, [
    { title: "Opening & welcome", room: "Great hall", kind: "talk" },
    { title: "Wick workshop", room: "Great hall", kind: "workshop" },
  ]);
});

const ordersOf = async (event: { id: string }) =>
  (
    await admin.query(
      `select o.state, o.total_minor, o.quantity, o.buyer_email, (select count(*)::int from ticketing.tickets t where t.order_id = o.id) as tickets,
         (select count(*)::int from payments.transactions t where t.order_id = o.id) as postings from ticketing.orders o where o.event_id = $1 order by buyer_email`,
      [event.id],
    )
  ).rows;

test("orders from elsewhere are registrations without money, one order for the rows of one number", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const event = await given.event(org, { tiers: [{ name: "Regular", quota: 3 }, { name: "Balcony" }] });
  const id = await sent(who, "orders", golden("orders.csv"), event.id);
  const found = await checked(who, id);
  assert.deepEqual([found.good, found.bad, found.duplicates], [4, 1, 1]);
  const done = await commit(who, id, "skip");
  assert.deepEqual([done.state, done.good], ["committed", 4], JSON.stringify(await rowsOfImport(id)));
  assert.deepEqual(await ordersOf(event), [
    { state: "paid", total_minor: "0", quantity: 2, buyer_email: "ida@example.test", tickets: 2, postings: 0 },
    { state: "paid", total_minor: "0", quantity: 1, buyer_email: "joost@example.test", tickets: 1, postings: 0 },
    { state: "paid", total_minor: "0", quantity: 1, buyer_email: "lea@example.test", tickets: 1, postings: 0 },
  ]);
  const stock = await admin.query("select name, sold from ticketing.ticket_tiers where event_id = $1 order by name", [
    event.id,
  ]);
  assert.deepEqual(stock.rows, [
    { name: "Balcony", sold: 1 },
    { name: "Regular", sold: 3 },
  ]);
});

test("money that was received is posted where the person said, and only by somebody who may verify payments", async () => {
  const org = await given.organization({ taxRatePpm: 190_000, currency: "EUR" });
  const event = await given.event(org, { tiers: [{ name: "Regular" }, { name: "Balcony" }] });
  const manager = await given.person("manager", org);
  const theirs = await sent(manager, "orders", golden("orders.csv"), event.id);
  const money = { money: "received", account: "assets:bank:main" };
  await assert.rejects(checked(manager, theirs, money), saying(/may not/));
  const boss = await given.person("admin", org);
  const id = await sent(boss, "orders", golden("orders.csv"), event.id);
  await assert.rejects(
    checked(boss, id, { money: "received", account: "income:tickets" }),
    saying(/account into which/),
  );
  await checked(boss, id, money);
  await commit(boss, id, "skip");
  const orders = await ordersOf(event);
  assert.deepEqual(
    orders.map(({ total_minor, postings }) => [total_minor, postings]),
    [
      ["5000", 1],
      ["4000", 1],
      ["2500", 1],
    ],
  );
  const { rows } = await admin.query(
    `select a.code, sum(e.amount_minor)::text as amount from payments.entries e join payments.accounts a on a.id = e.account_id
     where e.organization_id = $1 group by a.code order by a.code`,
    [org.id],
  );
  assert.deepEqual(rows.find(({ code }) => code === "assets:bank:main")?.amount, "11500");
  assert.deepEqual(rows.find(({ code }) => code === "liabilities:tax:sales")?.amount, "-1836");
});

test("all or nothing: a row that the database refuses takes back every other, and says why", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const event = await given.event(org, { tiers: [{ name: "Regular", quota: 3 }] });
  const text = "Order,Name,Email\n1,Ann,a@x.test\n2,Ben,b@x.test\n3,Cem,c@x.test\n";
  const id = await sent(who, "orders", text, event.id);
  const options = { tierId: event.tiers[0]?.id };
  assert.equal((await checked(who, id, options)).good, 3);
  // Between the check and the commit somebody takes one off sale.
  await admin.query("update ticketing.ticket_tiers set quota = 2 where event_id = $1", [event.id]);
  const back = await commit(who, id, "all");
  assert.deepEqual([back.state, back.good, back.bad], ["checked", 2, 1]);
  assert.deepEqual(await ordersOf(event), []);
  assert.match((await rowsOfImport(id))[2].errors[0].message, /Too few tickets/);
  const done = await commit(who, id, "skip");
  assert.deepEqual([done.state, done.good], ["committed", 2]);
  assert.equal((await ordersOf(event)).length, 2);
});

test("a commit that dies goes on where it was, and no row is imported twice", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const lines = Array.from({ length: 450 }, (_, n) => `Night ${n},2027-06-01 20:00,n-${n}`);
  const id = await sent(who, "events", `Name,Start,ID\n${lines.join("\n")}\n`);
  await checked(who, id, { category: "concert" });
  await commitImport(who, { importId: id, mode: "skip" });
  // The first worker gets through one batch and is gone; what it held is known to nobody any more.
  const { run } = await asWorker(org.id, async (tx) => {
    const { rows } = await tx.execute<{ run: string }>(sql`select system.begin_import(${id}::uuid) ->> 'run' as run`);
    return rows[0] ?? { run: "" };
  });
  await asWorker(org.id, (tx) => tx.execute(sql`select system.import_batch(${id}::uuid, ${run}::uuid, 200)`));
  assert.equal((await eventsOf(org)).length, 200);
  await worked(org, id);
  assert.deepEqual([(await importOf(id)).state, (await importOf(id)).good], ["committed", 450]);
  assert.equal((await eventsOf(org)).length, 450);
  await assert.rejects(
    asWorker(org.id, (tx) => tx.execute(sql`select system.import_batch(${id}::uuid, ${run}::uuid, 200)`)),
    saying(/Somebody else/),
  );
  await worked(org, id);
  assert.equal((await eventsOf(org)).length, 450);
});

test("a file that cannot be read fails by its line, and a worker's word is not taken from a person", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const id = await sent(who, "events", 'Name,Start\na,2027-06-01\n"b,2027-06-01\n');
  const found = await importOf(id);
  assert.deepEqual([found.state, found.fault_line], ["failed", 3]);
  await assert.rejects(
    asTenant(who, (tx) => tx.execute(sql`select system.begin_import(${id}::uuid)`)),
    saying(/Only the worker/),
  );
  await assert.rejects(startImport(who, { kind: "events", name: "big", byteSize: 26_214_401 }), /25 MB/);
});

test("who may not import is refused, and another organization's import is not there", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const start = { kind: "events", name: "a.csv", byteSize: 10 };
  for (const role of ["viewer", "staff", "finance", "sponsor"] as const)
    await assert.rejects(startImport(await given.person(role, org), start), /may not/, role);
  const { importId } = await startImport(who, start);
  const stranger = await given.person("admin", await given.organization());
  await assert.rejects(discardImport(stranger, { importId }), saying(/not here/));
  assert.deepEqual(await readAsTenant(stranger, (tx) => latestImports(tx)), []);
  assert.equal((await readAsTenant(who, (tx) => latestImports(tx))).length, 1);
  await discardImport(who, { importId });
  assert.equal((await importOf(importId)).state, "discarded");
});
