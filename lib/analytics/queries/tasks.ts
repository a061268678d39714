import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import type { Permission } from "#lib/permissions";

/**
 * What lies before whoever looks, as counts: each needs its permission, reads through an index, and leads to its rows.
 * Row policies narrow them to the stations, events and sponsors of that person.
 */
const counts = {
  bookingsToday: {
    needs: "bookings:read",
    count: sql`(select count(*)::int from bookings.bookings b where b.state in ('confirmed', 'in_progress') and b.starts_at >= date_trunc('day', now() at time zone b.zone) at time zone b.zone
      and b.starts_at < (date_trunc('day', now() at time zone b.zone) + interval '1 day') at time zone b.zone and b.starts_at between now() - interval '25 hours' and now() + interval '25 hours')`,
  },
  bookingsToConfirm: {
    needs: "bookings:write",
    count: sql`(select count(*)::int from bookings.bookings b where b.state = 'pending' and b.starts_at > now())`,
  },
  invoicesOverdue: {
    needs: "payments:read",
    count: sql`(select count(*)::int from payments.invoices i where i.state in ('issued', 'partly_paid') and i.due_on < current_date)`,
  },
  proposalsToAnswer: {
    needs: "sponsorship:sponsor",
    count: sql`(select count(*)::int from sponsorship.proposal_threads t where t.state in ('sent', 'viewed', 'counter'))`,
  },
  sponsorshipsToPay: {
    needs: "sponsorship:sponsor",
    count: sql`(select count(*)::int from sponsorship.sponsorship_orders o where o.state = 'pending')`,
  },
  proofsToSee: {
    needs: "sponsorship:sponsor",
    count: sql`(select count(*)::int from sponsorship.deliverables d where d.state = 'submitted')`,
  },
} as const satisfies Record<string, { needs: Permission; count: SQL }>;
export type Task = keyof typeof counts;

/** The counts that this person may see, in one statement. */
export async function tasksOf(
  tx: TenantTx,
  may: (need: Permission) => boolean,
): Promise<Partial<Record<Task, number>>> {
  const asked = (Object.keys(counts) as Task[]).filter((key) => may(counts[key].needs));
  if (asked.length === 0) return {};
  const pairs = asked.map((key) => sql`${key}::text, ${counts[key].count}`);
  const found = await answer(tx, sql`jsonb_build_object(${sql.join(pairs, sql`, `)})`);
  return z.record(z.string(), z.number()).parse(found);
}
