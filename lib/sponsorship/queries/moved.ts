import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Side } from "#lib/sponsorship/words";

/**
 * What a line of the held funds' history (`h`) adds to each figure. Paid = held + released + refunded, order by order and
 * in every sum: what was given back after a release counts as refunded and no longer as released.
 */
export const movedParts = {
  paid: sql`case h.kind when 'funded' then h.amount_minor else 0 end`,
  held: sql`h.delta_minor`,
  released: sql`case h.kind when 'released' then h.amount_minor when 'returned' then -h.amount_minor else 0 end`,
  refunded: sql`case when h.kind in ('refunded', 'returned', 'chargeback_lost', 'taken_back') then h.amount_minor else 0 end`,
  fees: sql`case when h.kind in ('released', 'returned') then h.fee_minor else 0 end`,
} as const;
export type Moved = keyof typeof movedParts;

/** Rows of one side: the organizer's are those of this organization, a sponsor's those of whom this session is. */
export const ofSide = (side: Side, row: "o" | "h" | "t", sponsor?: string): SQL => {
  const whose =
    side === "organizer"
      ? sql`${sql.raw(row)}.organization_id = (select system.org_id()) and (select system.can('sponsorship:read'))`
      : sql`${sql.raw(row)}.sponsor_id = any ((select sponsorship.my_sponsors())::uuid[])`;
  return sponsor ? sql`${whose} and ${sql.raw(row)}.sponsor_id = ${sponsor}::uuid` : whose;
};

/** A half-open range of calendar days of an instant, on the clocks of `zone`; open where nothing is said. */
export const onDays = (moment: SQL, { from, before }: { from?: string; before?: string }, zone: string): SQL => sql`
  (${from ?? null}::date is null or ${moment} >= ${from ?? null}::date::timestamp at time zone ${zone}::text)
  and (${before ?? null}::date is null or ${moment} < ${before ?? null}::date::timestamp at time zone ${zone}::text)`;
