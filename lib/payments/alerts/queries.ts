import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { accounts } from "#db/schema/payments";
import { alertRules, alerts } from "#db/schema/payments/planning";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";

/** How many alerts nobody looks after yet. Reads the partial index of those that are open. */
export const openAlerts = sql`(select count(*)::int from payments.alerts a where a.organization_id = (select system.org_id())
  and a.resolved_at is null and a.acknowledged_at is null)`;

/** The live rules with the names of their accounts. */
export const liveAlertRules = (tx: TenantTx) =>
  tx
    .select({ rule: alertRules, account: accounts.name })
    .from(alertRules)
    .leftJoin(accounts, eq(accounts.id, alertRules.accountId))
    .where(isNull(alertRules.archivedAt))
    .orderBy(asc(alertRules.kind), asc(alertRules.createdAt));

export async function alert(tx: TenantTx, { id }: { id: string }) {
  const [found] = await tx
    .select({ alert: alerts, rule: alertRules, acknowledgedBy: userProfiles.name })
    .from(alerts)
    .leftJoin(alertRules, eq(alertRules.id, alerts.ruleId))
    .leftJoin(userProfiles, eq(userProfiles.userId, alerts.acknowledgedBy))
    .where(and(eq(alerts.id, id)));
  return found;
}

/** The rules, and the accounts that one can be about. */
export async function alertRulesScreen(tx: TenantTx) {
  const open = await tx.select().from(accounts).where(eq(accounts.state, "open")).orderBy(asc(accounts.code));
  const choices = open.map(({ id, name, code, currency }) => ({ value: id, label: `${name} · ${code} · ${currency}` }));
  return { rules: await liveAlertRules(tx), accounts: choices };
}
