import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import type { TenantTx } from "#db/tenant";
import type { AccountKind } from "#lib/payments/chart";
import { rowsOf } from "#lib/payments/queries/rows";
import { type StatementCursor, statementPage } from "#lib/payments/queries/statement-page";
import { knownAt, type Lens } from "#lib/payments/reports/lens";
import { normalOf } from "#lib/payments/statements";

/** A span of inclusive days, the part of the book, and the zone in which `lens.known` was on the clock. */
export type View = { from?: string; to: string; lens: Lens; zone: string };

const lensSql = ({ lens, zone }: Pick<View, "lens" | "zone">) =>
  sql`${lens.event ?? null}::uuid, ${lens.station ?? null}::uuid, ${knownAt(lens, zone)?.toISOString() ?? null}::timestamptz,
    ${lens.seal ?? null}::bigint`;

/** Every account in view that moved or stands: opening and closing on its normal side, debits and credits as they are. */
export async function accountsSeen(tx: TenantTx, view: View) {
  const found = await rowsOf<{
    account_id: string;
    code: string;
    name: string;
    kind: AccountKind;
    currency: string;
    opening: string;
    debits: string;
    credits: string;
    closing: string;
  }>(
    tx,
    sql`select b.account_id, b.code, b.name, b.kind, b.currency, (b.normal * b.opening_minor)::text as opening,
          b.debits_minor::text as debits, b.credits_minor::text as credits, (b.normal * b.closing_minor)::text as closing
        from payments.balances_seen(${view.from ?? null}::date, ${view.to}::date, ${lensSql(view)}) b
        order by b.currency, b.code`,
  );
  return found.map(({ account_id, opening, debits, credits, closing, ...row }) => ({
    ...row,
    accountId: account_id,
    openingMinor: BigInt(opening),
    debitMinor: BigInt(debits),
    creditMinor: BigInt(credits),
    closingMinor: BigInt(closing),
  }));
}
export type AccountSeen = Awaited<ReturnType<typeof accountsSeen>>[number];

/** One account's frame of such a part: what it stood at before, what moved, what it stood at after. */
export async function accountSeen(
  tx: TenantTx,
  { accountId, kind, ...view }: View & { accountId: string; kind: AccountKind },
) {
  const all = await accountsSeen(tx, { ...view, from: view.from ?? "1900-01-01" });
  const row = all.find((one) => one.accountId === accountId);
  const { openingMinor = 0n, debitMinor = 0n, creditMinor = 0n } = row ?? {};
  const closingMinor = openingMinor + normalOf(kind) * (debitMinor - creditMinor);
  return { openingMinor, debitMinor, creditMinor, closingMinor };
}

/** Its lines, newest first, each with what the part stood at after it. */
export async function statementSeen(
  tx: TenantTx,
  {
    accountId,
    after,
    limit = 50,
    ...view
  }: Partial<View> & Pick<View, "lens" | "zone"> & { accountId: string; after?: StatementCursor; limit?: number },
) {
  return statementPage(
    tx,
    sql`select * from payments.statement_seen(${accountId}::uuid, ${view.from ?? null}::date, ${view.to ?? null}::date, ${lensSql(view)},
          ${after?.effectiveOn ?? null}::date, ${after?.transactionId ?? null}::uuid, ${after?.line ?? null}::smallint, ${limit + 1}::integer)`,
    limit,
  );
}

/** What a report can be narrowed to: events, latest first, and stations, as far as the person may see them. */
export async function lensChoices(tx: TenantTx) {
  const found = await tx
    .select({ id: events.id, name: events.name, startsAt: events.startsAt })
    .from(events)
    .orderBy(desc(events.startsAt))
    .limit(300);
  const places = await tx.select({ id: stations.id, name: stations.name }).from(stations).orderBy(stations.name);
  return { events: found, stations: places };
}

/** The names of what a report is narrowed to. */
export async function lensNames(tx: TenantTx, { event, station }: Lens) {
  const [found] = event ? await tx.select({ name: events.name }).from(events).where(eq(events.id, event)) : [];
  const [place] = station
    ? await tx.select({ name: stations.name }).from(stations).where(eq(stations.id, station))
    : [];
  return [
    ...(event ? [found?.name ?? "An event that is not here"] : []),
    ...(station ? [place?.name ?? "A station that is not here"] : []),
  ];
}
