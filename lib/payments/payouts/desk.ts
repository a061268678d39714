import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import type { BankAccount, Batch } from "#lib/payments/payouts/bank-file";
import { openCode, openDetails } from "#lib/payments/payouts/secrets";

const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const Waiting = z.object({
  currency: z.string(),
  payouts: z.number(),
  amountMinor: minor,
  tests: z.number(),
  ready: z.boolean(),
});
const Head = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(["collected", "submitted", "cancelled"]),
  currency: z.string(),
  executeOn: z.string(),
  transferCount: z.number(),
  totalMinor: minor,
  createdAt: moment,
  submittedAt: moment.nullable(),
});
const Account = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(["iban", "us", "other"]),
  holder: z.string(),
  country: z.string(),
  bic: z.string().nullable(),
  lastFour: z.string(),
  secret: z.string(),
  code: z.string().nullable(),
});
const Transfer = z.object({
  payoutId: z.string().nullable(),
  organization: z.string(),
  organizationId: z.string(),
  amountMinor: minor,
  number: z.number().nullable(),
  state: z.enum(["draft", "approved", "submitted", "paid", "returned", "failed", "cancelled"]).nullable(),
  note: z.string().nullable(),
  settledOn: z.string().nullable(),
  account: Account,
});
const Whole = Head.extend({ debtor: Account.nullable(), transfers: z.array(Transfer).nullable() });

export type WaitingTransfers = z.output<typeof Waiting>;
export type BatchHead = z.output<typeof Head>;
export type DeskBatch = Awaited<ReturnType<typeof deskBatch>>;

/** Per currency what waits to be sent, and the last batches. Only at the desk, after `open_desk`. */
export const deskBatches = async (tx: TenantTx) =>
  z.object({ waiting: z.array(Waiting), batches: z.array(Head) }).parse(await answer(tx, sql`payments.desk_batches()`));

const Terms = z.object({
  currency: z.string(),
  reserveMinor: minor,
  reservePpm: z.number(),
  reserveDays: z.number(),
  coolingHours: z.number(),
});
export type DeskTerms = z.output<typeof Terms>;

/** The platform's terms for one organization, per currency. */
export const deskTerms = async (tx: TenantTx, organizationId: string) =>
  z.array(Terms).parse(await answer(tx, sql`payments.desk_terms(${organizationId}::uuid)`));

const read = async (tx: TenantTx, id: string) =>
  Whole.nullable().parse(await answer(tx, sql`payments.desk_batch(${id}::uuid)`));

/** One batch for the screen: the ciphertexts stay behind. */
export async function deskBatch(tx: TenantTx, id: string) {
  const found = await read(tx, id);
  if (!found) return null;
  const { debtor, transfers, ...head } = found;
  return {
    ...head,
    debtor: debtor && `${debtor.holder} ··${debtor.lastFour}`,
    transfers: (transfers ?? []).map(({ account, ...transfer }) => ({
      ...transfer,
      key: transfer.payoutId ?? account.id,
      to: `${account.holder} ··${account.lastFour}`,
    })),
  };
}

/** The same for the bank: the numbers are opened here, for one file. Null when there is no such batch or nothing to pay it from. */
export async function bankBatch(tx: TenantTx, id: string): Promise<Batch | null> {
  const found = await read(tx, id);
  if (!found?.debtor || !found.transfers) return null;
  const { number, currency, executeOn, createdAt, debtor, transfers } = found;
  return {
    ...{ number, currency, executeOn, createdAt },
    from: opened(debtor),
    transfers: transfers.map(({ payoutId, amountMinor, account, number: payout, organization }) => ({
      id: payoutId ?? account.id,
      amountMinor,
      to: opened(account),
      text: payoutId
        ? `Greenroom payout ${payout} ${organization}`
        : `Greenroom code ${codeOf(account)} confirms this account`,
    })),
  };
}

function opened(account: z.output<typeof Account>): BankAccount {
  const { kind, holder, country, bic } = account;
  return { kind, holder, country, bic, ...openDetails(Buffer.from(account.secret, "base64"), account) };
}

const codeOf = (account: z.output<typeof Account>) =>
  account.code ? openCode(Buffer.from(account.code, "base64"), account) : "";
