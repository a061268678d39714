import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { creditLots, creditPackages } from "#db/schema/payments/credits";
import { command } from "#lib/command";
import { amountIn } from "#lib/payments/amounts";
import { CreditSale, CreditUse, PackageInput } from "#lib/payments/credits/rules";
import { PlanId } from "#lib/payments/planning/rules";

export const savePackage = command({
  name: "payments.save_package",
  needs: "payments:plan",
  input: PackageInput,
  async run({ tx, input: { price, ...input }, watch }) {
    if (input.id) await watch(creditPackages, input.id);
    const p = { ...input, priceMinor: amountIn(price, input.currency, "price") };
    const id = z.uuid().parse(await answer(tx, sql`payments.save_package(${jsonOf(p)})`));
    if (!input.id) await watch(creditPackages, id);
    return { id };
  },
});

export const archivePackage = command({
  name: "payments.archive_package",
  needs: "payments:plan",
  input: PlanId,
  async run({ tx, input: { id }, watch }) {
    await watch(creditPackages, id);
    await answer(tx, sql`payments.archive_package(${id}::uuid)`);
    return { id };
  },
});

/** Somebody bought a package; what they paid is owed to them until they use it. */
export const sellCredits = command({
  name: "payments.sell_credits",
  needs: "payments:post",
  input: CreditSale,
  async run({ tx, input, watch }) {
    const id = z.uuid().parse(await answer(tx, sql`payments.sell_credits(${jsonOf(input)})`));
    await watch(creditLots, id);
    return { id };
  },
});

/** Use credits by hand, oldest lot first; all of them or none. */
export const useCredits = command({
  name: "payments.use_credits",
  needs: "payments:post",
  input: CreditUse,
  trace: ({ id }: { id: string }) => ({ subject: "payments.credit_spends", subjectId: id }),
  run: async ({ tx, input }) => ({
    id: z.uuid().parse(await answer(tx, sql`payments.use_credits(${jsonOf(input)})`)),
  }),
});
