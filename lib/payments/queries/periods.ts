import "server-only";
import { aliasedTable, and, desc, eq, sql } from "drizzle-orm";
import { books } from "#db/schema/payments";
import { reopenings } from "#db/schema/payments/reports";
import { periods } from "#db/schema/payments-periods";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";

/** The organization's book: its currency, the last day that is closed (none yet: undefined), and the head of its chain. */
export async function bookState(tx: TenantTx) {
  const [book] = await tx.select().from(books);
  if (!book) return undefined;
  const { currency, lockedThrough, chainN, chainHead } = book;
  return {
    currency,
    lockedThrough: lockedThrough === "-infinity" ? undefined : lockedThrough,
    sealed: chainN,
    head: chainHead.toString("hex"),
  };
}

const asker = aliasedTable(userProfiles, "asker");
const approver = aliasedTable(userProfiles, "approver");

/** Closed periods, newest first, who closed each and, where one was opened again, who asked, who agreed and why. */
export async function periodList(tx: TenantTx) {
  const found = await tx
    .select({
      id: periods.id,
      startsOn: periods.startsOn,
      endsOn: periods.endsOn,
      note: periods.note,
      closedAt: periods.closedAt,
      closedBy: userProfiles.name,
      sealed: periods.chainN,
      head: periods.chainHead,
      reopenedAt: reopenings.reopenedAt,
      reason: reopenings.reason,
      asker: asker.name,
      approver: approver.name,
    })
    .from(periods)
    .leftJoin(userProfiles, eq(userProfiles.userId, periods.closedBy))
    .leftJoin(
      reopenings,
      and(eq(reopenings.organizationId, periods.organizationId), eq(reopenings.periodId, periods.id)),
    )
    .leftJoin(asker, eq(asker.userId, reopenings.requestedBy))
    .leftJoin(approver, eq(approver.userId, reopenings.approvedBy))
    .orderBy(desc(periods.endsOn), desc(periods.closedAt));
  return found.map((period) => ({ ...period, head: period.head.toString("hex") }));
}

/** What closing the book through a day would lock: how many transactions, and the days that they are dated. */
export async function whatCloses(tx: TenantTx, { through }: { through: string }) {
  const [found] = await rowsOf<{ count: number; first: string | null; last: string | null }>(
    tx,
    sql`select count(*)::int as count, min(t.effective_on)::text as first, max(t.effective_on)::text as last
        from payments.transactions t
        where t.effective_on <= ${through}::date and t.effective_on > (select b.locked_through from payments.books b)`,
  );
  return { count: found?.count ?? 0, first: found?.first ?? undefined, last: found?.last ?? undefined };
}
