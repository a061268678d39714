import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";
import {
  BatchDecision,
  NewBatch,
  PayoutApproval,
  PayoutCancellation,
  PayoutRequest,
  PayoutRetry,
  PayoutSettings,
  PayoutSettlement,
  PayoutTerms,
} from "#lib/payments/payouts/rules";

const subject = "payments.payouts";
const Made = z.object({ id: z.string(), number: z.number(), state: z.string(), amountMinor: z.string() });

/** Ask for a payout of what is available, or of part of it. Where one person is enough, it is approved at once. */
export const requestPayout = command({
  name: "payments.request_payout",
  needs: "payments:payout",
  input: PayoutRequest,
  async run({ tx, input }) {
    const { amount, currency, accountId, arrivesAt, key, note } = input;
    const wanted = {
      currency,
      accountId,
      arrivesAt,
      key,
      note,
      amountMinor: amount && String(amountOf(amount, currency, "amount")),
    };
    return Made.parse(await answerOf(tx, sql`payments.request_payout(${JSON.stringify(wanted)}::jsonb)`));
  },
  trace: ({ id }) => ({ subject, subjectId: id }),
});

/** The second person's yes: the money leaves the wallet now. */
export const approvePayout = command({
  name: "payments.approve_payout",
  needs: "payments:approve",
  input: PayoutApproval,
  run: async ({ tx, input: { id, note } }) =>
    Made.parse(await answerOf(tx, sql`payments.approve_payout(${id}::uuid, ${note})`)),
  trace: ({ id }) => ({ subject, subjectId: id, changes: { state: ["draft", "approved"] } }),
});

/** Take a payout back before the bank has it; what had left the wallet returns to it. */
export const cancelPayout = command({
  name: "payments.cancel_payout",
  needs: "payments:read",
  input: PayoutCancellation,
  run: async ({ tx, input: { id, reason } }) =>
    Made.parse(await answerOf(tx, sql`payments.cancel_payout(${id}::uuid, ${reason})`)),
  trace: ({ id }) => ({ subject, subjectId: id }),
});

/** Try again what failed or came back; a new payout, which is approved anew. */
export const retryPayout = command({
  name: "payments.retry_payout",
  needs: "payments:payout",
  input: PayoutRetry,
  run: async ({ tx, input: { id, accountId, key } }) =>
    Made.parse(await answerOf(tx, sql`payments.retry_payout(${id}::uuid, ${accountId ?? null}::uuid, ${key})`)),
  trace: ({ id }) => ({ subject, subjectId: id }),
});

/** When money leaves by itself, from how much on, and to which account. */
export const configurePayouts = command({
  name: "payments.configure_payouts",
  needs: "payments:payout",
  input: PayoutSettings,
  async run({ tx, input }) {
    const { minimum, currency, ...rest } = input;
    const minimumMinor = amountOf(minimum, currency, "minimum");
    if (minimumMinor < 1n)
      throw new Refusal("invalid", "The smallest payout is above zero.", { minimum: ["Above zero."] });
    const wanted = { currency, ...rest, minimumMinor: String(minimumMinor) };
    return {
      id: String(await answerOf(tx, sql`to_jsonb(payments.configure_payouts(${JSON.stringify(wanted)}::jsonb))`)),
    };
  },
  trace: ({ id }) => ({ subject: "organizations.payout_configurations", subjectId: id }),
});

/** The platform's desk: what stays in an organization's wallet, and how long a new account rests. */
export const setPayoutTerms = command({
  name: "payments.set_payout_terms",
  needs: "system:platform",
  input: PayoutTerms,
  async run({ tx, input }) {
    const { organizationId, currency, reserve, reservePercent, reserveDays, coolingHours } = input;
    const wanted = {
      organizationId,
      currency,
      reserveMinor: String(amountOf(reserve, currency, "reserve")),
      reservePpm: Math.round(reservePercent * 10_000),
      reserveDays,
      coolingHours,
    };
    return {
      id: String(await answerOf(tx, sql`to_jsonb(payments.set_payout_terms(${JSON.stringify(wanted)}::jsonb))`)),
    };
  },
  trace: (_, { organizationId }) => ({ subject: "organizations.organizations", subjectId: organizationId }),
});

const Batch = z.object({ id: z.string(), number: z.number() });

/** Collect what is approved in a currency into one file for the bank. */
export const makeBatch = command({
  name: "payments.make_batch",
  needs: "system:platform",
  input: NewBatch,
  run: async ({ tx, input }) =>
    Batch.parse(await answerOf(tx, sql`payments.make_batch(${JSON.stringify(input)}::jsonb)`)),
  trace: ({ id }) => ({ subject: "payments.payout_batches", subjectId: id }),
});

/** The bank has the file. */
export const submitBatch = command({
  name: "payments.submit_batch",
  needs: "system:platform",
  input: BatchDecision,
  run: async ({ tx, input: { id } }) => ({
    count: Number(await answerOf(tx, sql`to_jsonb(payments.submit_batch(${id}::uuid))`)),
  }),
  trace: (_, { id }) => ({ subject: "payments.payout_batches", subjectId: id }),
});

/** Take a batch apart that the bank never had. */
export const cancelBatch = command({
  name: "payments.cancel_batch",
  needs: "system:platform",
  input: BatchDecision,
  run: async ({ tx, input: { id } }) => ({
    count: Number(await answerOf(tx, sql`to_jsonb(payments.cancel_batch(${id}::uuid))`)),
  }),
  trace: (_, { id }) => ({ subject: "payments.payout_batches", subjectId: id }),
});

const Settled = z.object({ state: z.string(), already: z.boolean() });

/** What the bank did, entered by hand where no statement says it. */
export const settlePayout = command({
  name: "payments.settle_payout",
  needs: "system:platform",
  input: PayoutSettlement,
  run: async ({ tx, input }) =>
    Settled.parse(await answerOf(tx, sql`payments.settle_payout_by_hand(${JSON.stringify(input)}::jsonb)`)),
  trace: (_, { payoutId }) => ({ subject, subjectId: payoutId }),
});

function amountOf(text: string, currency: string, field: string): bigint {
  const minor = parseMoney(text, currency);
  if (minor === null || minor < 0n)
    throw new Refusal("invalid", "One field needs another look.", {
      [field]: [`Enter an amount of ${currency}, such as 1250.00.`],
    });
  return minor;
}

async function answerOf(tx: TenantTx, call: SQL): Promise<unknown> {
  const { rows } = await tx.execute<{ value: unknown }>(sql`select ${call} as value`);
  return rows[0]?.value;
}
