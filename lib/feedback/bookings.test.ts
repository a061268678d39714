import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { booked, one } from "#lib/bookings/bookings.given";
import { stepBooking } from "#lib/bookings/commands/bookings";
import { card, till } from "#lib/bookings/money.given";
import { convertLead } from "#lib/crm/commands";
import { aLead } from "#lib/crm/crm.given";
import { threadOf } from "#lib/crm/queries";
import { timelineOf } from "#lib/crm/queries/customers";
import { customerFigures, entriesOf, type MoneyFigure } from "#lib/crm/queries/money";

after(async () => {
  await admin.end();
  await closeDatabase();
});

test("a lead that was converted ends in the booking, its customer is asked for one review, and every figure adds up", async () => {
  const house = await till();
  const lead = await aLead(house.manager, { stationId: house.station, email: "mirela@okafor.example" });
  const { customerId } = await convertLead(house.manager, { id: lead });
  const { bookingId } = await booked(house);
  assert.equal((await one("select booking_id from crm.leads where id = $1", [lead])).booking_id, bookingId);
  const thread = await readAsTenant(house.manager, (tx) => threadOf(tx, lead));
  assert.ok(thread.some(({ text }) => /^Booked as BK-/.test(text)));
  await (await card(house, bookingId)).settle();
  await admin.query(
    "update bookings.bookings set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1",
    [bookingId],
  );
  const asked = async () =>
    (await admin.query("select state, occasion from feedback.review_requests where booking_id = $1", [bookingId])).rows;
  assert.deepEqual(await asked(), [], "nobody is asked before it has happened");
  await stepBooking(house.manager, { bookingId, to: "in_progress" });
  await stepBooking(house.manager, { bookingId, to: "completed" });
  const requests = await asked();
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.state, "waiting");
  assert.match(requests[0]?.occasion, /^Grill at home, Harbour Kitchen on \d+ \w+$/);
  const letters: [string, string][] = [
    ["waiting", "null, null"],
    ["sent", "now(), null"],
    ["failed", "null, now()"],
  ];
  for (const [state, moments] of letters)
    await admin.query(
      `insert into system.outbox (organization_id, topic, payload, done_at, dead_at) select $1, 'messaging.send_email', $2, ${moments}`,
      [house.org.id, { to: "Mirela@okafor.example", template: "event_update", data: { subject: `It is ${state}` } }],
    );
  const timeline = await readAsTenant(house.boss, (tx) => timelineOf(tx, customerId));
  assert.deepEqual(
    timeline
      .filter(({ title }) => title.startsWith("It is"))
      .map(({ title, state }) => [title.slice(6), state])
      .sort(),
    [
      ["failed", "failed"],
      ["sent", "sent"],
      ["waiting", "waiting"],
    ],
  );
  const other = await till();
  assert.deepEqual(await readAsTenant(other.boss, (tx) => timelineOf(tx, customerId)), [], "another house's letters");
  for (const kind of ["lead", "booking", "request", "letter"])
    assert.ok(
      timeline.some((line) => line.kind === kind),
      kind,
    );
  const figures = await readAsTenant(house.boss, (tx) => customerFigures(tx, customerId));
  assert.ok(figures.some(({ figure }) => figure === "received"));
  for (const { figure, currency, amountMinor } of figures) {
    const entries = await readAsTenant(house.boss, (tx) => entriesOf(tx, customerId, figure as MoneyFigure));
    const sum = entries
      .filter((entry) => entry.currency === currency)
      .reduce((total, entry) => total + BigInt(entry.amountMinor), 0n);
    assert.equal(String(sum), amountMinor, `${figure} is the sum of its entries`);
  }
  assert.deepEqual(
    await readAsTenant(house.manager, (tx) => customerFigures(tx, customerId)),
    [],
    "no books, no figures",
  );
});
