import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { categories, financialGoals } from "#db/schema/payments/planning";
import { command } from "#lib/command";
import { amountIn } from "#lib/payments/amounts";
import { CategoryInput, GoalInput, PlanId } from "#lib/payments/planning/rules";

/** Name what income or expenses are, and which accounts it gathers. */
export const saveCategory = command({
  name: "payments.save_category",
  needs: "payments:plan",
  input: CategoryInput,
  async run({ tx, input, watch }) {
    if (input.id) await watch(categories, input.id);
    const id = z.uuid().parse(await answer(tx, sql`payments.save_category(${jsonOf(input)})`));
    if (!input.id) await watch(categories, id);
    return { id };
  },
});

export const archiveCategory = command({
  name: "payments.archive_category",
  needs: "payments:plan",
  input: PlanId,
  async run({ tx, input: { id }, watch }) {
    await watch(categories, id);
    await answer(tx, sql`payments.archive_category(${id}::uuid)`);
    return { id };
  },
});

/** Say what should be earned, or at most spent, every month or year. */
export const saveGoal = command({
  name: "payments.save_goal",
  needs: "payments:plan",
  input: GoalInput,
  async run({ tx, input: { target, ...goal }, watch }) {
    if (goal.id) await watch(financialGoals, goal.id);
    const p = { ...goal, targetMinor: amountIn(target, goal.currency, "target", 1n) };
    const id = z.uuid().parse(await answer(tx, sql`payments.save_goal(${jsonOf(p)})`));
    if (!goal.id) await watch(financialGoals, id);
    return { id };
  },
});

export const archiveGoal = command({
  name: "payments.archive_goal",
  needs: "payments:plan",
  input: PlanId,
  async run({ tx, input: { id }, watch }) {
    await watch(financialGoals, id);
    await answer(tx, sql`payments.archive_goal(${id}::uuid)`);
    return { id };
  },
});
