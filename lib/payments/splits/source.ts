import "server-only";
import { eq } from "drizzle-orm";
import { autoSplits } from "#db/schema/payments/planning";
import type { TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { amountIn } from "#lib/payments/amounts";
import type { SplitSource } from "#lib/payments/splits/rules";

export async function splitOf(tx: TenantTx, id: string) {
  const [split] = await tx.select().from(autoSplits).where(eq(autoSplits.id, id));
  if (!split) throw new Refusal("missing", "That split is not here any more.");
  return split;
}

/** The argument of `payments.preview_split` and `payments.apply_split`. */
export async function sourceOf(tx: TenantTx, { splitId, of, day, id, amount, key }: SplitSource) {
  const { currency } = await splitOf(tx, splitId);
  const source = `${of}:${of === "day" ? day : of === "hand" ? key : id}`;
  return { splitId, source, amountMinor: of === "hand" ? amountIn(amount, currency, "amount", 1n) : undefined };
}
