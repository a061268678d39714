import "server-only";
import { asc, isNull, sql } from "drizzle-orm";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import type { TenantTx } from "#db/tenant";
import { currencyOptions } from "#lib/organizations/form";
import { categoryTree, countedAccounts, goals } from "#lib/payments/planning/queries";
import { rowsOf } from "#lib/payments/queries/rows";

/** What the forms of a goal offer. `day` is today by the organization's calendar. */
export async function goalChoices(tx: TenantTx, { currency, day }: { currency: string; day: string }) {
  const accounts = await rowsOf<{ value: string; label: string }>(
    tx,
    sql`select a.id as value, a.name || ' · ' || a.code || ' · ' || a.currency as label from payments.accounts a where a.state = 'open' order by a.code, a.currency`,
  );
  const named = (row: { id: string; name: string }) => ({ value: row.id, label: row.name });
  return {
    currency,
    month: day.slice(0, 7),
    accounts,
    categories: (await categoryTree(tx)).map(named),
    events: (await tx.select().from(events).orderBy(asc(events.name)).limit(500)).map(named),
    stations: (await tx.select().from(stations).where(isNull(stations.archivedAt)).orderBy(asc(stations.name))).map(
      named,
    ),
    currencies: await currencyOptions(tx),
  };
}

/** The goals, and for whoever may change them what their form offers. */
export const goalsScreen = async (tx: TenantTx, about: { currency: string; day: string; mayPlan: boolean }) => ({
  goals: await goals(tx, { day: about.day }),
  choices: about.mayPlan ? await goalChoices(tx, about) : undefined,
});

/** A year of income and expenses by category, and for whoever may change them what can be gathered. */
export const categoryScreen = async (tx: TenantTx) => ({
  categories: await categoryTree(tx),
  accounts: await countedAccounts(tx),
});
