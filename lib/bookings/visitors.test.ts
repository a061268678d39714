import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { at, booked, type Kitchen, kitchen, of, one, said } from "#lib/bookings/bookings.given";
import { offerQuote, repriceBooking } from "#lib/bookings/commands/quotes";
import { setStationRules } from "#lib/bookings/commands/settings";
import { bookingSecret, quoteSecret } from "#lib/bookings/link";
import { card, figures, type Till, till, troubles } from "#lib/bookings/money.given";
import { bookingLetter } from "#lib/bookings/queries/letters";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

const rules = ({ station }: Kitchen, fields: Record<string, string> = {}) => ({
  ...{
    stationId: station,
    slotMinutes: "30",
    leadMinutes: "60",
    horizonDays: "60",
    holdMinutes: "30",
    publicPage: "on",
  },
  ...{ intro: "", payingByHand: "", quietFrom: "21:00", quietTo: "08:00", terms: "Water is on you.", ...fields },
});

/** What the public form asks of the database. */
async function ask(house: Kitchen, fields: Record<string, unknown> = {}) {
  const id = crypto.randomUUID();
  const asked = {
    ...{ org: house.org.slug, station: house.slug, key: crypto.randomUUID(), id, secret: bookingSecret(id) },
    ...{ serviceId: house.service, startsAt: at(house.org, 10), adults: 10, children: 0, contactName: "Ana Prado" },
    ...{ contactEmail: "ana@prado.example", address: "Elm Street 1, Dresden", termsVersion: 1, ...fields },
  };
  const { made } = await one("select bookings.request($1::jsonb, '203.0.113.7') as made", [JSON.stringify(asked)]);
  return made as { bookingId: string; state: string; depositMinor: string };
}

test("a visitor sees what is free, holds a slot with the terms, pays the deposit, and is confirmed by letter", async () => {
  const house: Till = await till({ revenue_recognised: "after_event" });
  await setStationRules(house.manager, rules(house));
  const day = at(house.org, 10, "00:00");
  const { n } = await one(
    "select count(*)::int as n from bookings.public_slots($1, $2, $3, $4, $4::timestamptz + interval '1 day', 10)",
    [house.org.slug, house.slug, house.service, day],
  );
  assert.equal(n, 25, "two chefs, one line for each time");
  await assert.rejects(ask(house, { termsVersion: null }), said(/^Agree to the terms first/));
  await assert.rejects(ask(house, { termsVersion: 7 }), said(/terms have changed/));
  const made = await ask(house);
  const b = await one("select * from bookings.bookings where id = $1", [made.bookingId]);
  assert.deepEqual([b.state, b.terms_version, b.terms_address, b.customer_id], ["pending", 1, "203.0.113.7", null]);
  await (await card(house, made.bookingId)).settle();
  assert.equal(await of(made.bookingId, "state"), "confirmed");
  assert.ok(await of(made.bookingId, "customer_id"), "who paid is a customer");
  const letter = await asWorker(house.org.id, (tx) => bookingLetter(tx, made.bookingId, "confirmed"));
  assert.equal(letter?.to, "ana@prado.example");
  assert.match(JSON.stringify(letter), /USD|\$120\.00 are paid, \$480\.00 are still open/);
  assert.deepEqual(await troubles(house), []);
});

test("a page that is off, a time too near or too far, and a fourth hold are refused; the three before it are held", async () => {
  const house = await kitchen();
  await setStationRules(house.manager, rules(house, { publicPage: "", leadMinutes: "1440" }));
  await assert.rejects(ask(house), said(/booking page is closed/));
  await setStationRules(house.manager, rules(house, { leadMinutes: "1440" }));
  await assert.rejects(
    ask(house, { startsAt: new Date(Date.now() + 3_600_000).toISOString() }),
    said(/cannot be booked here/),
  );
  await assert.rejects(ask(house, { startsAt: at(house.org, 61) }), said(/cannot be booked here/));
  await assert.rejects(ask(house, { startsAt: at(house.org, 10, "03:00") }), said(/just taken/));
  for (const day of [10, 11, 12]) await ask(house, { startsAt: at(house.org, day) });
  await assert.rejects(ask(house, { startsAt: at(house.org, 13) }), said(/hold three times already/));
});

test("fifty visitors who want one chef's last slot at once: one holds it, and the others are told to choose another", async () => {
  const house = await kitchen();
  await admin.query("update bookings.resources set active = false where id = $1", [house.chefs[1]]);
  const asked = Array.from({ length: 50 }, (_, n) =>
    ask(house, { termsVersion: null, contactEmail: `v${n}@visitors.example` }),
  );
  const answers = await Promise.allSettled(asked);
  const refused = answers.filter((answer) => answer.status === "rejected");
  assert.equal(refused.length, 49);
  for (const { reason } of refused) assert.ok(said(/^This time was just taken\. Choose another one\.$/)(reason));
});

test("the customer cancels by the link and gets what the page said; a page that says more than the rule is refused", async () => {
  const house = await till();
  const { bookingId } = await booked(house, { startsAt: at(house.org, 2, "20:00") });
  await (await card(house, bookingId)).settle();
  const cancel = (expected: number) =>
    one("select bookings.cancel_by_link($1, 'Ill', $2)", [bookingSecret(bookingId), expected]);
  const { page } = await one("select bookings.visit($1) as page", [bookingSecret(bookingId)]);
  assert.equal((page as { consequence: { refundMinor: string } }).consequence.refundMinor, "6000");
  await assert.rejects(cancel(12_000), said(/has changed since you opened this page/));
  await cancel(6000);
  await assert.rejects(cancel(6000), said(/cannot be cancelled here any more/));
  assert.deepEqual(await figures(bookingId), [12_000, 6000, 6000]);
  assert.equal((await one("select bookings.visit('nobody has this') as page")).page, null);
});

test("a quote is accepted by its link and becomes the price; an older version and a second answer are refused", async () => {
  const house = await till();
  await setStationRules(house.manager, rules(house));
  const { bookingId } = await booked(house);
  const offer = (price: string) =>
    offerQuote(house.manager, {
      ...{ bookingId, currency: "USD", adults: "12", children: "0", goodForDays: "14", send: "on" },
      extras: [{ kind: "extra", description: "Sake", quantity: "12", price }],
    });
  await offer("10.00");
  await offer("5.00");
  const answer = (version: number, yes: boolean, terms: number | null = 1) =>
    one("select bookings.answer_quote($1, $2, $3, '203.0.113.9') as id", [quoteSecret(bookingId, version), yes, terms]);
  await assert.rejects(answer(1, true), said(/There is a newer quote/));
  await assert.rejects(answer(2, true, null), said(/Agree to the terms first/));
  await answer(2, true);
  const b = await one("select * from bookings.bookings where id = $1", [bookingId]);
  assert.deepEqual([b.total_minor, b.adults, b.terms_version, b.state], ["78000", 12, 1, "pending"]);
  await assert.rejects(answer(2, false), said(/answered already/));
  const letters = await one(
    "select count(*)::int as n from system.outbox where organization_id = $1 and topic = 'messaging.send_email' and payload ->> 'to' = 'mirela@okafor.example'",
    [house.org.id],
  );
  assert.equal(letters.n, 2);
  await (await card(house, bookingId)).settle();
  assert.equal(await of(bookingId, "state"), "confirmed");
  await assert.rejects(offer("1.00"), said(/is changed under “Price”/));
  await repriceBooking(house.manager, { bookingId, currency: "USD", adults: "10", children: "0", extras: [] });
  assert.equal(await of(bookingId, "total_minor"), "60000");
  await assert.rejects(
    repriceBooking(house.manager, {
      ...{ bookingId, currency: "USD", adults: "10", children: "0" },
      extras: [{ kind: "discount", description: "Friends", quantity: "1", price: "600.01" }],
    }),
    said(/discounts are more than the price/),
  );
  assert.deepEqual(await troubles(house), []);
});

test("staff who may not set prices neither quote nor reprice; new terms are a new version, and the old one stays", async () => {
  const house = await kitchen();
  const { given } = await import("#db/given");
  const staff = await given.person("staff", house.org, { stationId: house.station });
  const { bookingId } = await booked(house, {}, staff);
  const wanted = { bookingId, currency: "USD", adults: "10", children: "0", extras: [] };
  await assert.rejects(repriceBooking(staff, wanted), said(/may not/));
  await repriceBooking(house.manager, wanted);
  await setStationRules(house.manager, rules(house));
  await setStationRules(house.manager, rules(house, { terms: "Water is on us." }));
  await setStationRules(house.manager, rules(house, { terms: "Water is on us." }));
  const { rows } = await admin.query(
    "select version, body from bookings.terms where station_id = $1 order by version",
    [house.station],
  );
  assert.deepEqual(
    rows.map((row) => row.version),
    [1, 2],
  );
});
