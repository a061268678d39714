import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { commitImport } from "#lib/system/imports/commands";
import { checked, importOf, rowsOfImport, sent, worked } from "#lib/system/imports/imports.given";
import { laySection } from "#lib/ticketing/commands/room";

after(() => Promise.all([closeDatabase(), admin.end()]));

type Tiers = NonNullable<Parameters<typeof given.event>[1]>["tiers"];

async function hall(fields: Parameters<typeof given.organization>[0], tiers: Tiers) {
  const org = await given.organization(fields);
  const who = await given.person("admin", org);
  const event = await given.event(org, { tiers });
  const bring = async (text: string, options: object = {}) => {
    const id = await sent(who, "orders", text, event.id);
    return { id, found: await checked(who, id, options) };
  };
  const commit = async (id: string) => {
    await commitImport(who, { importId: id, mode: "skip" });
    await worked(org, id);
    return importOf(id);
  };
  const faults = async (id: string) =>
    (await rowsOfImport(id)).flatMap(({ at, state, errors }) =>
      state === "good" || state === "done" ? [] : [[at, errors[0]?.column, errors[0]?.message]],
    );
  const query = async (text: string, ...values: unknown[]) => (await admin.query(text, values)).rows;
  return { org, who, event, bring, commit, faults, query };
}

test("more than a buyer may have, fewer, and extras alone are said at the check, by row; what fits is imported", async () => {
  const at = await hall({}, [{ name: "Pair", least: 2, most: 4 }, { name: "Poster" }]);
  await at.query("update ticketing.ticket_tiers set kind = 'add_on' where id = $1", at.event.tiers[1]?.id);
  const { id, found } = await at.bring(
    "Order,Name,Email,Ticket,Qty\n1,Ann,a@x.test,Pair,5\n2,Ben,b@x.test,Pair,1\n3,Cem,c@x.test,Poster,1\n4,Dee,d@x.test,Pair,2\n4,Dee,d@x.test,Poster,1\n",
  );
  assert.deepEqual([found.good, found.bad], [2, 3]);
  assert.deepEqual(await at.faults(id), [
    [2, "quantity", "At most 4 of Pair in one order; this has 5."],
    [3, "quantity", "At least 2 of Pair in one order; this has 1."],
    [4, "ticket", "Only extras: an order needs a ticket to go with them."],
  ]);
  assert.equal((await at.commit(id)).good, 2);
  assert.deepEqual(await at.query("select quantity from ticketing.orders where event_id = $1", at.event.id), [
    { quantity: 2 },
  ]);
  // The poster is bought and admits nobody.
  assert.equal((await at.query("select from ticketing.tickets where event_id = $1", at.event.id)).length, 2);
});

test("tickets that are left go to the first in the file; who comes too late is told before anything is imported", async () => {
  const at = await hall({}, [{ name: "Regular", quota: 3 }]);
  const { id, found } = await at.bring(
    "Order,Name,Email,Ticket,Qty\n1,Ann,a@x.test,Regular,2\n2,Ben,b@x.test,Regular,2\n3,Cem,c@x.test,Regular,1\n",
  );
  assert.deepEqual([found.good, found.bad], [2, 1]);
  assert.deepEqual(await at.faults(id), [[3, "ticket", "Too few tickets are left: 2 of Regular wanted, 1 left."]]);
  assert.equal((await at.commit(id)).good, 2);
  assert.deepEqual(await at.query("select sold from ticketing.ticket_tiers where event_id = $1", at.event.id), [
    { sold: 3 },
  ]);
});

test("a named seat is taken as the plan knows it; one that is missing, taken or named twice is refused by row", async () => {
  const at = await hall({}, [{ name: "Seat" }, { name: "Standing" }]);
  await laySection(at.who, { eventId: at.event.id, tierId: at.event.tiers[0]?.id, name: "Stalls", rows: 3, seats: 5 });
  const first = await at.bring("Order,Name,Email,Ticket,Seat\n0,Zoe,z@x.test,Seat,C5\n");
  await at.commit(first.id);
  const { id, found } = await at.bring(
    [
      "Order,Name,Email,Ticket,Qty,Seat",
      '1,Ann,a@x.test,Seat,1,"Stalls, row A, seat 2"',
      "2,Ben,b@x.test,Seat,2,b-1; B2",
      "3,Cem,c@x.test,Seat,1,A2",
      "4,Dee,d@x.test,Seat,1,C5",
      "5,Eva,e@x.test,Seat,1,Z9",
      "6,Fay,f@x.test,Seat,1,",
      "7,Gil,g@x.test,Standing,1,A1",
      "8,Hal,h@x.test,Seat,2,A4",
      "9,Ida,i@x.test,Standing,1,",
    ].join("\n"),
  );
  assert.deepEqual([found.good, found.bad], [3, 6]);
  assert.deepEqual(await at.faults(id), [
    [4, "seat", "An earlier row has “A2” already."],
    [5, "seat", "“C5” is taken, or kept free."],
    [6, "seat", "The plan has no seat “Z9” for this ticket."],
    [7, "seat", "Seat has numbered seats: say which."],
    [8, "seat", "Standing has no numbered seats."],
    [9, "seat", "2 tickets and 1 seats: name one seat for each, with ; between."],
  ]);
  assert.equal((await at.commit(id)).good, 3);
  assert.deepEqual(
    await at.query(
      `select o.buyer_name, ticketing.seat_of(k.organization_id, k.id) as seat from ticketing.tickets k join ticketing.orders o on o.id = k.order_id
       where k.event_id = $1 order by 1, 2`,
      at.event.id,
    ),
    [
      { buyer_name: "Ann", seat: "Stalls, row A, seat 2" },
      { buyer_name: "Ben", seat: "Stalls, row B, seat 1" },
      { buyer_name: "Ben", seat: "Stalls, row B, seat 2" },
      { buyer_name: "Ida", seat: null },
      { buyer_name: "Zoe", seat: "Stalls, row C, seat 5" },
    ],
  );
});

test("money is posted under the taxes of the event's place on the day of the order, one posting an order, all of it proven", async () => {
  const at = await hall({ currency: "EUR" }, [{ name: "Regular" }]);
  await at.query(
    "insert into ticketing.sale_terms (organization_id, event_id, tax_basis, country) values ($1, $2, 'place', 'DE')",
    at.org.id,
    at.event.id,
  );
  const { id } = await at.bring(
    "Order,Name,Email,Ticket,Amount,Date\n1,Ann,a@x.test,Regular,119.00,2026-10-01\n2,Ben,b@x.test,Regular,0,2026-10-01\n",
    { money: "received", account: "assets:bank:main", dates: "dmy" },
  );
  const done = await at.commit(id);
  assert.deepEqual([done.state, done.good], ["committed", 2], JSON.stringify(await rowsOfImport(id)));
  assert.deepEqual(
    await at.query(
      "select o.total_minor, o.tax_minor, o.tax_rate_ppm, t.name, t.tax_minor as line, o.group_id is not null as posted from ticketing.orders o left join ticketing.order_taxes t on t.order_id = o.id where o.event_id = $1 order by 1",
      at.event.id,
    ),
    [
      { total_minor: "0", tax_minor: "0", tax_rate_ppm: 0, name: null, line: null, posted: false },
      { total_minor: "11900", tax_minor: "1900", tax_rate_ppm: 190_000, name: "VAT", line: "1900", posted: true },
    ],
  );
  assert.deepEqual(await at.query("select from payments.verify($1) v where not v.ok", at.org.id), []);
});

test("one order that the database refuses is left out of its batch, the other hundreds stay", async () => {
  const at = await hall({}, [{ name: "Regular", quota: 500 }]);
  const people = Array.from({ length: 300 }, (_, n) => `Guest ${n}`);
  const { id } = await at.bring(
    `Order,Name,Email,Ticket\n${people.map((name, n) => `${n},${name},p${n}@x.test,Regular`).join("\n")}\n`,
  );
  // Something that no check foresaw: the database alone says no to this row.
  await at.query("update system.import_rows set value = value - 'attendee' where import_id = $1 and at = 219", id);
  const done = await at.commit(id);
  assert.deepEqual([done.state, done.good, done.bad], ["committed", 299, 1]);
  assert.deepEqual(await at.faults(id), [[219, "", "The database does not take this: a value is not allowed."]]);
});
