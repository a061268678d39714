import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { accounts } from "#db/schema/payments";
import { alertRules, alerts } from "#db/schema/payments/planning";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { AlertRuleInput, alertKinds } from "#lib/payments/alerts/rules";
import { amountIn } from "#lib/payments/amounts";
import { PlanId } from "#lib/payments/planning/rules";

/** Say when somebody has to be told. It is looked at once. */
export const saveAlertRule = command({
  name: "payments.save_alert_rule",
  needs: "payments:plan",
  input: AlertRuleInput,
  async run({ tx, input: { threshold, accountId, after, ...rule }, watch }) {
    if (rule.id) await watch(alertRules, rule.id);
    const money = rule.kind === "balance";
    const [account] = money && accountId ? await tx.select().from(accounts).where(eq(accounts.id, accountId)) : [];
    if (money && !account) throw new Refusal("missing", "That account is not in your book.");
    const p = {
      ...rule,
      accountId: account?.id,
      currency: account?.currency,
      thresholdMinor: account ? amountIn(threshold, account.currency, "threshold") : undefined,
      after: alertKinds[rule.kind].after ? after : undefined,
    };
    const id = z.uuid().parse(await answer(tx, sql`payments.save_alert_rule(${jsonOf(p)})`));
    if (!rule.id) await watch(alertRules, id);
    return { id };
  },
});

export const archiveAlertRule = command({
  name: "payments.archive_alert_rule",
  needs: "payments:plan",
  input: PlanId,
  async run({ tx, input: { id }, watch }) {
    await watch(alertRules, id);
    await answer(tx, sql`payments.archive_alert_rule(${id}::uuid)`);
    return { id };
  },
});

/** Say that one looks after it. */
export const acknowledgeAlert = command({
  name: "payments.acknowledge_alert",
  needs: "payments:plan",
  input: PlanId,
  async run({ tx, input: { id }, watch }) {
    await watch(alerts, id);
    await answer(tx, sql`payments.acknowledge_alert(${id}::uuid)`);
    return { id };
  },
});
