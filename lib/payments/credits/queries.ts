import "server-only";
import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import { transactions } from "#db/schema/payments";
import { creditLots, creditMoves, creditPackages, creditSpends } from "#db/schema/payments/credits";
import type { TenantTx } from "#db/tenant";
import { currencyOptions } from "#lib/organizations/form";
import { lotStates } from "#lib/payments/credits/rules";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

/** Packages for sale, and the currencies in which one can be made. */
export const packagesScreen = async (tx: TenantTx) => ({
  packages: await tx
    .select()
    .from(creditPackages)
    .where(isNull(creditPackages.archivedAt))
    .orderBy(asc(creditPackages.name)),
  currencies: await currencyOptions(tx),
});
export type CreditPackage = Awaited<ReturnType<typeof packagesScreen>>["packages"][number];

/** A lot with all that happened to it, newest first. */
export async function lotHistory(tx: TenantTx, { id }: { id: string }) {
  const [found] = await tx
    .select({ lot: creditLots, package: creditPackages.name, transactionId: transactions.id })
    .from(creditLots)
    .innerJoin(creditPackages, eq(creditPackages.id, creditLots.packageId))
    .leftJoin(
      transactions,
      sql`${transactions.creditLotId} = ${creditLots.id} and ${transactions.idempotencyKey} like 'credits-sold:%'`,
    )
    .where(eq(creditLots.id, id));
  if (!found) return undefined;
  const moves = await tx
    .select({ move: creditMoves, purpose: creditSpends.purpose, transactionId: transactions.id })
    .from(creditMoves)
    .leftJoin(creditSpends, eq(creditSpends.id, creditMoves.spendId))
    .leftJoin(
      transactions,
      sql`${transactions.creditSpendId} = ${creditMoves.spendId} or ${creditMoves.kind} = 'expiry' and ${transactions.idempotencyKey} = 'credits-expired:' || ${creditMoves.lotId}`,
    )
    .where(eq(creditMoves.lotId, id))
    .orderBy(desc(creditMoves.createdAt), desc(creditMoves.id))
    .limit(500);
  return { ...found, moves };
}
export type LotHistory = NonNullable<Awaited<ReturnType<typeof lotHistory>>>;

const state = sql`case when l.expired_at is not null then 'expired' when l.remaining = 0 then 'used' else 'usable' end`;
const spec = {
  searches: "holders and packages",
  defaultSort: { key: "bought", descending: true },
  columns: [
    { key: "holder", label: "Holder", kind: "text", sortable: true, filter: "text" },
    { key: "package", label: "Package", kind: "text", filter: "text" },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: Object.entries(lotStates).map(([value, words]) => ({ value, ...words })),
    },
    { key: "remaining", label: "Left", kind: "number", sortable: true },
    { key: "granted", label: "Bought", kind: "number" },
    { key: "price", label: "Price", kind: "money", filter: "money-range" },
    { key: "earned", label: "Earned", kind: "money" },
    { key: "bought", label: "Bought on", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "expires", label: "Good until", kind: "datetime", sortable: true },
  ],
} satisfies ListSpec;

/** Credits that were bought, with what is left of them. */
export const creditLotList: ListDefinition = {
  name: "payments.credit_lots",
  needs: "payments:read",
  spec,
  from: sql`payments.credit_lots l join payments.credit_packages p on p.organization_id = l.organization_id and p.id = l.package_id`,
  id: sql`l.id`,
  currency: sql`l.currency`,
  values: {
    holder: { sql: sql`l.holder`, type: "text" },
    package: { sql: sql`p.name`, type: "text" },
    state: { sql: state, type: "text" },
    remaining: { sql: sql`l.remaining`, type: "bigint" },
    granted: { sql: sql`l.granted`, type: "bigint" },
    price: { sql: sql`l.price_minor`, type: "bigint" },
    earned: { sql: sql`l.earned_minor`, type: "bigint" },
    bought: { sql: sql`l.created_at`, type: "timestamptz" },
    expires: { sql: sql`l.expires_at`, type: "timestamptz" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`l.holder ilike ${like} or p.name ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/planning/credits/${row.id}`,
};
