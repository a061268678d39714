import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { autoSplits } from "#db/schema/payments/planning";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { amountIn } from "#lib/payments/amounts";
import { PlanId } from "#lib/payments/planning/rules";
import { basisPointsOf, ReserveRelease, SplitInput, SplitSource } from "#lib/payments/splits/rules";
import { sourceOf, splitOf } from "#lib/payments/splits/source";

/** Say how incoming money is set aside. Switched on, each day's income is split in the night after it. */
export const saveSplit = command({
  name: "payments.save_split",
  needs: "payments:plan",
  input: SplitInput,
  async run({ tx, input: { lines, active, ...split }, watch }) {
    const former = split.id ? await splitOf(tx, split.id) : undefined;
    if (split.id) await watch(autoSplits, split.id);
    const today = await answer(
      tx,
      sql`(select (now() at time zone o.zone)::date::text from organizations.organizations o where o.id = system.org_id())`,
    );
    const p = {
      ...split,
      activeFrom: active ? (former?.activeFrom ?? today) : undefined,
      lines: lines.map(({ kind, size, reserve }, at) => ({ kind, reserve, ...sizeOf(kind, size, split.currency, at) })),
    };
    const id = z.uuid().parse(await answer(tx, sql`payments.save_split(${jsonOf(p)})`));
    if (!split.id) await watch(autoSplits, id);
    return { id };
  },
});

export const archiveSplit = command({
  name: "payments.archive_split",
  needs: "payments:plan",
  input: PlanId,
  async run({ tx, input: { id }, watch }) {
    await watch(autoSplits, id);
    await answer(tx, sql`payments.archive_split(${id}::uuid)`);
    return { id };
  },
});

/** Set aside what a split says of a day, an order, a transaction or an amount; once for each of them. */
export const applySplit = command({
  name: "payments.apply_split",
  needs: "payments:post",
  input: SplitSource,
  trace: ({ runId }: { runId: string }) => ({ subject: "payments.split_runs", subjectId: runId }),
  run: async ({ tx, input }) => ({
    runId: z.uuid().parse(await answer(tx, sql`payments.apply_split(${jsonOf(await sourceOf(tx, input))})`)),
  }),
});

/** Money that was set aside is free again. */
export const releaseReserve = command({
  name: "payments.release_reserve",
  needs: "payments:post",
  input: ReserveRelease,
  trace: ({ transactionId }: { transactionId: string }) => ({
    subject: "payments.transactions",
    subjectId: transactionId,
  }),
  async run({ tx, input: { amount, ...input } }) {
    const p = { ...input, amountMinor: amountIn(amount, input.currency, "amount", 1n) };
    return { transactionId: z.uuid().parse(await answer(tx, sql`payments.release_reserve(${jsonOf(p)})`)) };
  },
});

function sizeOf(kind: string, size: string, currency: string, at: number) {
  const field = `lines.${at}.size`;
  if (kind === "fixed") return { amountMinor: amountIn(size, currency, field, 1n) };
  if (kind !== "share") return {};
  const basisPoints = basisPointsOf(size);
  if (basisPoints) return { basisPoints };
  const sentence = "A share is at most 100 %, with at most two decimals.";
  throw new Refusal("invalid", sentence, { [field]: [sentence] });
}
