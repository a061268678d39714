import { randomBytes } from "node:crypto";
import { admin, given } from "#db/given";
import { at, booked } from "#lib/bookings/bookings.given";
import * as bookings from "#lib/bookings/commands/bookings";
import { saveEntry, saveMeetingType } from "#lib/bookings/commands/calendar";
import { refundBooking } from "#lib/bookings/commands/money";
import { offerQuote } from "#lib/bookings/commands/quotes";
import { stopReminders } from "#lib/bookings/commands/reminders";
import { repeatBooking } from "#lib/bookings/commands/series";
import { bookingSecret, newBookingId } from "#lib/bookings/link";
import { card, type Till } from "#lib/bookings/money.given";
import * as leads from "#lib/crm/commands";
import * as customers from "#lib/crm/commands/customers";
import { stageIds } from "#lib/crm/crm.given";
import { consentVersion } from "#lib/crm/rules";
import * as feedback from "#lib/feedback/commands";
import { toLocal } from "#lib/time";

const address = "203.0.113.77";

/** A word that nobody else says, in every field in which somebody can say something about a customer. */
export async function customerOf(house: Till) {
  const word = [...randomBytes(9)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  const phone = `555${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
  const say = (what: string) => `${what} ${word}`;
  const name = `Zora ${word}`;
  const who = await given.person("viewer", await given.organization(), { name });
  const { email } = who.snapshot;
  const known = { name, email, phone, address: say("Street"), notes: say("likes") };
  const contact = { contactName: name, contactEmail: email, contactPhone: phone, address: say("Garden of") };
  const booking = (fields: object) =>
    booked(house, { ...contact, dietaryNotes: say("no nuts"), notes: say("rings twice"), ...fields });
  return { word, phone, say, name, email, who, known, contact, booking };
}
type Somebody = Awaited<ReturnType<typeof customerOf>>;

/** The function that a page without an account calls. */
const asVisitor = (call: string, values: unknown[]) => admin.query(`select ${call}`, values);

/** Everything that can be booked by or for them. Answers the first booking. */
export async function bookedBy(house: Till, one: Somebody) {
  const { say, contact } = one;
  const first = await one.booking({});
  const payment = await card(house, first.bookingId);
  await payment.settle();
  await bookings.correctBooking(house.manager, { bookingId: first.bookingId, ...contact, address: say("Villa") });
  await refundBooking(house.other, {
    ...{ key: crypto.randomUUID(), bookingId: first.bookingId, amount: "10.00", currency: "USD" },
    ...{ reason: say("a present for"), method: "card" },
  });
  const reminded = await one.booking({ startsAt: at(house.org, 20) });
  await bookings.stepBooking(house.manager, { bookingId: reminded.bookingId, to: "confirmed" });
  await admin
    .query("update bookings.booking_history set created_at = now() - interval '9 days' where booking_id = $1", [
      reminded.bookingId,
    ])
    .catch(() => undefined);
  await admin.query("select bookings.remind($1::timestamptz)", [
    new Date(Date.parse(at(house.org, 20)) - 23 * 3_600_000),
  ]);
  await repeatBooking(house.manager, {
    ...{ id: (await one.booking({ startsAt: at(house.org, 12, "12:00") })).bookingId, frequency: "WEEKLY", every: "1" },
    ...{ days: [], count: "3" },
  });
  const quoted = await one.booking({ startsAt: at(house.org, 30) });
  const { link } = await offerQuote(house.manager, {
    ...{
      bookingId: quoted.bookingId,
      currency: "USD",
      adults: "10",
      message: say("Dear"),
      goodForDays: "7",
      send: "on",
    },
    extras: [{ kind: "extra", description: `Cake for ${one.name}`, quantity: "1", price: "40.00" }],
  });
  await asVisitor("bookings.answer_quote($1, false, null, $2)", [link.split("/").at(-1), say(address)]);
  const gone = await one.booking({ startsAt: at(house.org, 40) });
  await bookings.cancelBooking(house.manager, { bookingId: gone.bookingId, reason: say("illness of") });
  await stopReminders(house.manager, { bookingId: gone.bookingId, stop: true });
  const { rows } = await admin.query("select slug from identity.stations where id = $1", [house.station]);
  const asked = { org: house.org.slug, station: rows[0].slug, serviceId: house.service, adults: "8" };
  const visited = (fields: object) => {
    const id = newBookingId();
    return JSON.stringify({ id, secret: bookingSecret(id), key: crypto.randomUUID(), ...fields });
  };
  await asVisitor("bookings.request($1::jsonb, $2)", [
    visited({ ...contact, ...asked, dietaryNotes: "", startsAt: at(house.org, 50) }),
    say(address),
  ]);
  await saveMeetingType(house.manager, {
    ...{ stationId: house.station, name: "Menu consultation", slug: "menu", minutes: "30", place: "Phone" },
    ...{ resourceIds: [house.chefs[1]], active: "on" },
  });
  const meeting = { startsAt: at(house.org, 11, "12:00"), name: one.name, email: one.email, topic: say("allergy of") };
  await asVisitor("bookings.book_meeting($1, 'menu', $2::jsonb, $3)", [
    house.org.slug,
    visited({ phone: one.phone, ...meeting }),
    say(address),
  ]);
  await saveEntry(house.manager, {
    ...{
      scope: "station",
      stationId: house.station,
      title: `Call ${one.email}`,
      place: `with ${one.name}`,
      allDay: false,
    },
    ...{ startsLocal: toLocal(new Date(at(house.org, 3)), house.org.zone), notes: one.name },
    endsLocal: toLocal(new Date(at(house.org, 3, "19:00")), house.org.zone),
  });
  return first.bookingId;
}

/** What they asked, and what was said about it. Answers the lead. */
export async function asks(house: Till, one: Somebody): Promise<string> {
  const { say, name, email, phone } = one;
  await asVisitor("crm.inquire($1, $2::jsonb)", [
    house.org.slug,
    JSON.stringify({
      ...{ station: house.slug, name, email, phone, message: say("Hibachi for"), service: "", referredBy: "" },
      ...{ consentVersion, address: say(address), origin: "form", marketing: true },
    }),
  ]);
  const { id } = await leads.addLead(house.manager, {
    ...{ name, email, phone, source: "phone", message: say("A garden"), service: say("Grill"), guests: "12" },
    ...{ referredBy: say("cousin of"), stationId: house.station },
  });
  await leads.noteLead(house.manager, { id, body: say("Sounds like") });
  await leads.recordActivity(house.manager, { id, kind: "call", summary: say("Spoke with") });
  await leads.tagLead(house.manager, { id, tag: say("friend of") });
  const stages = await stageIds(house.org);
  const lost = Object.entries(stages).find(([stage]) => /lost/i.test(stage))?.[1] ?? "";
  const { id: gone } = await leads.addLead(house.manager, {
    ...{ name, email, phone, source: "phone", message: say("Again"), stationId: house.station },
  });
  await leads.moveLead(house.manager, { id: gone, stageId: lost, reason: say("Price"), note: say("too dear for") });
  return id;
}

/** What is kept about a customer, and their reviews. */
export async function isACustomer(house: Till, one: Somebody, leadId: string) {
  const { say, name, known } = one;
  const { customerId } = await leads.convertLead(house.manager, { id: leadId });
  await customers.changeCustomer(house.manager, { id: customerId, ...known, tags: say("vip") });
  await customers.noteCustomer(house.manager, { customerId, body: say("Married to") });
  await customers.recordInteraction(house.manager, { customerId, kind: "call", summary: say("A talk with") });
  await customers.addMeasurement(house.manager, {
    ...{ customerId, name: "Waist", value: "92", unit: "cm", measuredOn: "2026-11-01", note: say("apron of") },
  });
  await customers.recordConsent(house.manager, { customerId, choice: "granted", source: "phone" });
  await admin.query("update crm.customer_consents set address = $2 where customer_id = $1", [
    customerId,
    say("10.0.0.1"),
  ]);
  const twin = await customers.addCustomer(house.manager, {
    ...{ ...known, email: `other-${one.word}@guests.example`, tags: "", stationId: house.station },
  });
  await customers.mergeCustomers(house.boss, { survivorId: customerId, mergedId: twin.id });
  const { id: deal } = await leads.addOpportunity(house.manager, {
    ...{ title: say("Wedding of"), amount: "5000", currency: "USD", customerId, stationId: house.station },
    notes: say("wants lobster,"),
  });
  const ends = Object.entries(await stageIds(house.org, "opportunities")).find(([stage]) => /lost/i.test(stage));
  await leads.moveOpportunity(house.manager, { id: deal, stageId: ends?.[1] ?? "", reason: say("The cousin of") });
  await feedback.askForReview(house.boss, { customerId, stationId: house.station, occasion: say("Birthday of") });
  const { id } = await feedback.addReview(house.boss, {
    ...{
      source: "google_business",
      rating: "5",
      title: say("Great,"),
      body: say("Wonderful,"),
      reviewer: name,
      customerId,
    },
    ...{ mayPublish: "on", stationId: house.station, externalUrl: `https://reviews.example/${one.word}` },
  });
  await feedback.replyToReview(house.boss, { id, reply: say("Thank you,") });
  await feedback.approveReview(house.boss, { id });
  await feedback.publishTestimonial(house.boss, { id, quote: say("The best,"), author: name });
  const post = { title: say("An evening with"), body: say("It began with"), slug: `evening-${one.word}` };
  const { id: postId } = await feedback.addPost(house.boss, { reviewId: id, ...post });
  await feedback.decidePost(house.boss, {
    id: postId,
    decision: "changes_wanted",
    note: say("shorten the part about"),
  });
  const { id: bad } = await feedback.addReview(house.boss, {
    ...{ source: "facebook", rating: "1", body: say("Never again,"), reviewer: name, customerId },
  });
  await feedback.rejectReview(house.boss, { id: bad, reason: say("not about us but") });
}
