import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { asPublic } from "#db/tenant";
import { attribute } from "#lib/analytics/attribution";
import { bookingLink, bookingSecret, newBookingId } from "#lib/bookings/link";
import { bookingOfLink, publicPrice, publicSlots, publicStation, quoteOfLink } from "#lib/bookings/queries/visitors";
import { AnswerQuote, BookingRequest, CancelByLink, type Choice, PayBooking } from "#lib/bookings/rules/visitors";
import { Refusal } from "#lib/errors";
import { origin } from "#lib/gateway/test-gateway";
import { payByCard } from "#lib/payments/receivables/by-card";
import { answerOf } from "#lib/payments/receivables/letters";
import { dayIn, toInstant } from "#lib/time";

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const token = /^[A-Za-z0-9_-]{32,128}$/;

/** A station's booking page, or null: only what is switched on is ever shown without signing in. */
export const visitedStation = cache(async (org: string, station: string) =>
  slug.test(org) && slug.test(station) ? asPublic((tx) => publicStation(tx, org, station)) : null,
);
export const visitedBooking = cache(async (secret: string) =>
  token.test(secret) ? asPublic((tx) => bookingOfLink(tx, secret)) : null,
);
export const visitedQuote = cache(async (secret: string) =>
  token.test(secret) ? asPublic((tx) => quoteOfLink(tx, secret)) : null,
);

/** How many days the page looks at together. */
export const daysShown = 14;

/** What a visitor's choice comes to: the price, and the free times of two weeks, by the day of the station's calendar. */
export async function visitedChoice(org: string, station: string, zone: string, choice: Choice) {
  const { serviceId, adults, children, from } = choice;
  const start = toInstant(`${from}T00:00`, zone);
  const until = toInstant(`${dayAfter(from, daysShown)}T00:00`, zone);
  return asPublic(async (tx) => {
    const price = await publicPrice(tx, { org, station, serviceId, adults, children });
    const slots = await publicSlots(tx, { org, station, serviceId, from: start, until, guests: adults + children });
    const days = Array.from({ length: daysShown }, (_, n) => dayAfter(from, n));
    return { price, days: days.map((day) => ({ day, times: slots.filter((slot) => dayIn(slot, zone) === day) })) };
  });
}

export const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const Requested = z.object({ bookingId: z.uuid(), state: z.string(), depositMinor: z.string() });

/** Hold a slot for a visitor. Answers the path of their page, and whether a deposit is to be paid. */
export async function requestBooking(input: unknown, address: string, word: string | null = null) {
  const { agreed, terms, ...wanted } = BookingRequest.parse(input);
  if (terms && !agreed)
    throw new Refusal("invalid", "Agree to the terms first.", { agreed: ["Agree to the terms first."] });
  const id = newBookingId();
  const asked = { ...wanted, termsVersion: terms, id, secret: bookingSecret(id) };
  const made = await asPublic(async (tx) => {
    const { rows } = await tx.execute<{ made: unknown }>(
      sql`select bookings.request(${JSON.stringify(asked)}::jsonb, ${address}) as made`,
    );
    const booked = Requested.parse(rows[0]?.made);
    await attribute(tx, bookingSecret(booked.bookingId), word);
    return booked;
  });
  return { secret: bookingSecret(made.bookingId), path: bookingLink(made.bookingId), pays: made.state === "pending" };
}

/** Begin to pay by card. Answers the gateway's page. */
export async function startBookingPayment(input: unknown): Promise<{ url: string }> {
  const { secret, part } = PayBooking.parse(input);
  return payByCard({
    page: `${origin()}/bookings/${secret}`,
    begin: () => asPublic((tx) => answerOf(tx, sql`bookings.begin_card(${secret}, ${part})`)),
    attach: (id, gateway, ref) =>
      asPublic((tx) => tx.execute(sql`select bookings.attach_card(${secret}, ${id}::uuid, ${gateway}, ${ref})`)),
  });
}

/** The customer cancels; `expectedMinor` is what the page said that they get back. */
export async function cancelByLink(input: unknown): Promise<void> {
  const { secret, reason, expectedMinor } = CancelByLink.parse(input);
  await asPublic((tx) =>
    tx.execute(sql`select bookings.cancel_by_link(${secret}, ${reason}, ${expectedMinor}::bigint)`),
  );
}

/** The customer answers a quote. Answers where their booking is. */
export async function answerQuote(input: unknown, address: string): Promise<{ path: string }> {
  const { secret, answer, agreed, terms } = AnswerQuote.parse(input);
  const accepted = answer === "accept";
  if (accepted && terms && !agreed)
    throw new Refusal("invalid", "Agree to the terms first.", { agreed: ["Agree to the terms first."] });
  const { rows } = await asPublic((tx) =>
    tx.execute<{ id: string }>(
      sql`select bookings.answer_quote(${secret}, ${accepted}, ${terms ?? null}::int, ${address}) as id`,
    ),
  );
  const id = z.uuid().parse(rows[0]?.id);
  return { path: accepted ? bookingLink(id) : `/bookings/quote/${secret}` };
}
