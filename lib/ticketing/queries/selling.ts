import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import { parties } from "#db/schema/payments-manual";
import { countries } from "#db/schema/ref";
import { orders, ticketTiers } from "#db/schema/ticketing";
import { guestCodes, promoCodes } from "#db/schema/ticketing/codes";
import { registrationQuestions } from "#db/schema/ticketing/registrations";
import { saleTerms } from "#db/schema/ticketing/terms";
import { waitlistEntries } from "#db/schema/ticketing/waitlist";
import type { TenantTx } from "#db/tenant";

/** The codes of an event, those in use first, with what they take off and how many orders were made with them. */
export async function codesOf(tx: TenantTx, eventId: string) {
  return tx
    .select({
      id: promoCodes.id,
      code: promoCodes.code,
      kind: promoCodes.kind,
      basisPoints: promoCodes.basisPoints,
      unlocks: promoCodes.unlocks,
      mostUses: promoCodes.mostUses,
      mostPerBuyer: promoCodes.mostPerBuyer,
      used: promoCodes.used,
      startsAt: promoCodes.startsAt,
      endsAt: promoCodes.endsAt,
      archived: promoCodes.archived,
      tiers: sql<string[]>`array(select x.tier_id::text from ticketing.promo_tiers x where x.code_id = promo_codes.id)`,
      amounts: sql<
        { currency: string; amountMinor: string }[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('currency', a.currency, 'amountMinor', a.amount_minor::text) order by a.currency), '[]'::jsonb) from ticketing.promo_amounts a where a.code_id = promo_codes.id)`,
    })
    .from(promoCodes)
    .where(eq(promoCodes.eventId, eventId))
    .orderBy(asc(promoCodes.archived), asc(promoCodes.code));
}

/** The invited guests of an event, newest first, and what they made of it. */
export const guestsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: guestCodes.id,
      name: guestCodes.guestName,
      email: guestCodes.guestEmail,
      quantity: guestCodes.quantity,
      ending: guestCodes.ending,
      tier: ticketTiers.name,
      usedAt: guestCodes.usedAt,
      revokedAt: guestCodes.revokedAt,
      expiresAt: guestCodes.expiresAt,
      orderId: guestCodes.orderId,
      order: orders.number,
    })
    .from(guestCodes)
    .innerJoin(ticketTiers, eq(ticketTiers.id, guestCodes.tierId))
    .leftJoin(orders, eq(orders.id, guestCodes.orderId))
    .where(eq(guestCodes.eventId, eventId))
    .orderBy(desc(guestCodes.id));

/** What is asked of those who buy, in the order of the form; with how often it was answered. */
export const questionsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: registrationQuestions.id,
      tierId: registrationQuestions.tierId,
      tier: ticketTiers.name,
      label: registrationQuestions.label,
      hint: registrationQuestions.hint,
      kind: registrationQuestions.kind,
      options: registrationQuestions.options,
      required: registrationQuestions.required,
      asks: registrationQuestions.asks,
      position: registrationQuestions.position,
      archived: registrationQuestions.archived,
      answers: sql<number>`(select count(*)::int from ticketing.registration_answers a where a.question_id = ${registrationQuestions.id})`,
    })
    .from(registrationQuestions)
    .leftJoin(ticketTiers, eq(ticketTiers.id, registrationQuestions.tierId))
    .where(eq(registrationQuestions.eventId, eventId))
    .orderBy(asc(registrationQuestions.archived), asc(registrationQuestions.position), asc(registrationQuestions.id));

/** How an event sells; what holds while nobody said otherwise. */
export async function termsOf(tx: TenantTx, eventId: string) {
  const [found] = await tx
    .select({
      taxBasis: saleTerms.taxBasis,
      country: saleTerms.country,
      region: saleTerms.region,
      taxInclusive: saleTerms.taxInclusive,
      waitlist: saleTerms.waitlist,
      offerHours: saleTerms.offerHours,
    })
    .from(saleTerms)
    .where(eq(saleTerms.eventId, eventId));
  const usual = { country: null, region: "", taxInclusive: true, waitlist: true, offerHours: 24 };
  return found ?? { taxBasis: "organization" as const, ...usual };
}

/** Who waits for what, first come first. */
export const waitlistOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: waitlistEntries.id,
      state: waitlistEntries.state,
      name: waitlistEntries.name,
      email: waitlistEntries.email,
      quantity: waitlistEntries.quantity,
      tier: ticketTiers.name,
      offeredAt: waitlistEntries.offeredAt,
      createdAt: waitlistEntries.createdAt,
    })
    .from(waitlistEntries)
    .innerJoin(ticketTiers, eq(ticketTiers.id, waitlistEntries.tierId))
    .where(eq(waitlistEntries.eventId, eventId))
    .orderBy(asc(waitlistEntries.id))
    .limit(500);

export const countryChoices = (tx: TenantTx) =>
  tx.select({ value: countries.code, label: countries.name }).from(countries).orderBy(asc(countries.name));

export type MapSeat = {
  id: string;
  row: string;
  number: string;
  x: number;
  y: number;
  accessible: boolean;
  blocked: boolean;
  /** Who has it: the attendee, or somebody's basket. */
  taker: string | null;
};
export type MapSection = { id: string; name: string; tierId: string; tier: string; seats: MapSeat[] };

/** The room of an event as its organizer sees it. */
export async function sectionsOf(tx: TenantTx, eventId: string): Promise<MapSection[]> {
  const { rows } = await tx.execute<MapSection>(sql`
    select c.id, c.name, c.tier_id as "tierId", t.name as tier, (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'row', s.row, 'number', s.number, 'x', s.seat_index, 'y', s.row_index,
        'accessible', s.accessible, 'blocked', s.blocked, 'taker', case when a.id is not null then coalesce(k.attendee_name, 'In a basket') end)
        order by s.row_index, s.seat_index), '[]'::jsonb)
      from ticketing.seats s
      left join ticketing.seat_assignments a on a.organization_id = s.organization_id and a.seat_id = s.id and a.released_at is null
      left join ticketing.tickets k on k.organization_id = a.organization_id and k.id = a.ticket_id
      where s.organization_id = c.organization_id and s.section_id = c.id) as seats
    from ticketing.seating_sections c join ticketing.ticket_tiers t on t.organization_id = c.organization_id and t.id = c.tier_id
    where c.event_id = ${eventId} order by c.position, c.id`);
  return rows;
}

/** Whom an invoice can be for. */
export const partyChoices = (tx: TenantTx) =>
  tx
    .select({ value: parties.id, label: parties.name })
    .from(parties)
    .where(eq(parties.archived, false))
    .orderBy(asc(parties.name));
