import "server-only";
import { asc, eq, isNull, sql } from "drizzle-orm";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { accounts } from "#db/schema/payments";
import { categories, categoryAccounts, financialGoals } from "#db/schema/payments/planning";
import type { TenantTx } from "#db/tenant";
import type { CategoryKind } from "#lib/payments/planning/rules";
import { rowsOf } from "#lib/payments/queries/rows";

/** The live categories, each with the codes of its accounts, in alphabetical order. */
export async function categoryTree(tx: TenantTx) {
  const found = await tx.select().from(categories).where(isNull(categories.archivedAt)).orderBy(asc(categories.name));
  const members = await tx.select().from(categoryAccounts).orderBy(asc(categoryAccounts.accountCode));
  return found.map((category) => ({
    ...category,
    accounts: members.filter(({ categoryId }) => categoryId === category.id).map(({ accountCode }) => accountCode),
  }));
}

export type CategoryFigure = {
  month: string;
  categoryId: string | null;
  accountId: string;
  kind: CategoryKind;
  currency: string;
  /** Positive when it is as it should be. */
  amountMinor: bigint;
};

/** Income and expenses per month, category, account and currency; days are inclusive. */
export async function categoryReport(tx: TenantTx, { from, to }: { from: string; to: string }) {
  const found = await rowsOf<Omit<CategoryFigure, "amountMinor"> & { amount: string }>(
    tx,
    sql`select month::text, category_id as "categoryId", account_id as "accountId", kind, currency, amount_minor as amount
        from payments.category_report(${from}::date, ${to}::date) order by month, kind, currency`,
  );
  return found.map(({ amount, ...row }): CategoryFigure => ({ ...row, amountMinor: BigInt(amount) }));
}

/** Accounts of income and expenses by code: what a category can gather. */
export const countedAccounts = (tx: TenantTx) =>
  rowsOf<{ id: string; code: string; name: string; kind: CategoryKind; currency: string }>(
    tx,
    sql`select a.id, a.code, a.name, a.kind, a.currency from payments.accounts a where a.kind in ('income', 'expense') order by a.code, a.currency`,
  );

export type GoalProgress = {
  goalId: string;
  /** Both inclusive. */
  startsOn: string;
  endsOn: string;
  doneMinor: bigint;
  expectedMinor: bigint;
  /** Less is better. */
  spending: boolean;
};

/** How far the live goals are in the month or year of `day`, and in the ones before it; newest first. */
export async function goalProgress(
  tx: TenantTx,
  { day, goal, periods = 1 }: { day: string; goal?: string; periods?: number },
) {
  const found = await rowsOf<Omit<GoalProgress, "doneMinor" | "expectedMinor"> & { done: string; expected: string }>(
    tx,
    sql`select goal_id as "goalId", starts_on::text as "startsOn", ends_on::text as "endsOn", done_minor as done, expected_minor as expected, spending
        from payments.goal_progress(${day}::date, ${goal ?? null}::uuid, ${periods}) order by starts_on desc`,
  );
  return found.map(
    ({ done, expected, ...row }): GoalProgress => ({
      ...row,
      doneMinor: BigInt(done),
      expectedMinor: BigInt(expected),
    }),
  );
}

/** The live goals with the names of what they are for. */
export async function goals(tx: TenantTx, { day }: { day: string }) {
  const found = await tx
    .select({
      goal: financialGoals,
      category: categories.name,
      account: accounts.name,
      accountCode: accounts.code,
      event: events.name,
      station: stations.name,
    })
    .from(financialGoals)
    .leftJoin(categories, eq(categories.id, financialGoals.categoryId))
    .leftJoin(accounts, eq(accounts.id, financialGoals.accountId))
    .leftJoin(events, eq(events.id, financialGoals.eventId))
    .leftJoin(stations, eq(stations.id, financialGoals.stationId))
    .where(isNull(financialGoals.archivedAt))
    .orderBy(asc(financialGoals.every), asc(financialGoals.name));
  const progress = await goalProgress(tx, { day });
  return found.map(({ goal, ...names }) => ({
    ...goal,
    ...names,
    progress: progress.find(({ goalId }) => goalId === goal.id) ?? null,
  }));
}
export type Goal = Awaited<ReturnType<typeof goals>>[number];
