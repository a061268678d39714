import "server-only";
import { sql } from "drizzle-orm";
import { asPublic, asWorker } from "#db/tenant";
import { Account } from "#lib/gateway/account";
import { stripeGateway } from "#lib/gateway/stripe/stripe-gateway";
import { testGateway } from "#lib/gateway/test-gateway";

/**
 * What the product asks of a payment processor. Amounts are minor units of `currency` (ISO 4217). A processor is
 * another company: nothing here runs inside a transaction of ours, asking twice with one reference is asking once, and
 * what became of a payment is believed only from a signed webhook or from `retrieve`.
 */
export type Gateway = {
  /** Also the last part of its clearing account, `assets:processor:<name>`. */
  name: string;
  capabilities: { takesRealMoney: boolean; partialRefunds: boolean };
  createPayment: (request: PaymentRequest) => Promise<{ ref: string; url: string }>;
  retrieve: (organizationId: string, ref: string) => Promise<PaymentStatus>;
  /** Nobody may pay it any more; false when somebody has. */
  cancelPayment: (organizationId: string, ref: string) => Promise<boolean>;
  /** `pending` until the webhook says that it was sent. */
  refund: (request: RefundRequest) => Promise<{ state: "pending"; ref: string } | { state: "failed"; reason: string }>;
  /** What of the request signs it, as it is kept with the event. */
  signatureOf: (headers: Headers) => Signature;
  /** The event, when the signature is right. With `now`, an old one is refused too. Throws `Unsigned`, or an error for what is no event. */
  verifyWebhook: (rawBody: string, signature: Signature, now?: Date) => GatewayEvent;
  /** The same event with what its webhook left out; asks the processor. */
  complete: (event: GatewayEvent) => Promise<GatewayEvent>;
  answerDispute: (answer: DisputeAnswer) => Promise<{ state: "taken" } | { state: "failed"; reason: string }>;
};

/** JSON of strings: it lies beside the body, and the worker checks it again. */
export type Signature = Record<string, string>;

export type PaymentRequest = {
  organizationId: string;
  /** The order's id. */
  reference: string;
  amountMinor: bigint;
  currency: string;
  description: string;
  /** Where the payer goes when they have paid, and when they would rather not. */
  returnUrl: string;
  cancelUrl: string;
  expiresAt: Date;
};

export type PaymentStatus = {
  state: "waiting" | "processing" | "succeeded" | "failed" | "cancelled";
  amountMinor: bigint;
  currency: string;
  feeMinor: bigint;
  failure: string | null;
};

export type RefundRequest = {
  organizationId: string;
  paymentRef: string;
  /** The refund's id. */
  reference: string;
  amountMinor: bigint;
};

export type DisputeAnswer = {
  organizationId: string;
  /** The dispute's id at the processor. */
  disputeRef: string;
  answer: "contest" | "accept";
  evidence: string;
  files: { name: string; contentType: string; content: Buffer }[];
};

/** One change of the balance at the processor; `netMinor` is gross less fee. */
export type BalanceTransaction = {
  providerId: string;
  kind: "payment" | "refund" | "dispute" | "dispute_reversal" | "fee" | "payout" | "payout_reversal" | "adjustment";
  grossMinor: bigint;
  feeMinor: bigint;
  currency: string;
  occurredAt: string;
  /** A day, `YYYY-MM-DD`. */
  availableOn: string;
  /** The organization that sold. */
  merchant?: string;
  /** The order's or refund's id; of a dispute, its id at the processor. */
  reference?: string;
  description?: string;
};

type Common = {
  id: string;
  /** As whom the news is applied: who sold, or whose account it is. */
  organizationId: string;
  /** Whose account at the processor it is; without it there are no balance transactions. */
  holder?: string;
  transactions?: BalanceTransaction[];
  /** What to keep of it as the processor said it, for the tables that mirror it. */
  mirror?: { accountId: string; objects: Record<string, unknown>[] };
};
export type OrderEvent = Common & { orderId: string; paymentRef: string } & (
    | { kind: "payment.succeeded"; amountMinor: bigint; currency: string; feeMinor: bigint }
    | { kind: "payment.failed"; reason: string }
    | { kind: "payment.processing" }
    | { kind: "refund.succeeded"; refundId: string; refundRef: string; amountMinor: bigint }
    | { kind: "refund.failed"; refundId: string; reason: string }
  );
export type DisputeEvent = Common & {
  kind: "dispute.changed";
  orderId: string;
  paymentRef: string;
  dispute: {
    providerId: string;
    state: "open" | "contested" | "won" | "lost";
    amountMinor: bigint;
    feeMinor: bigint;
    /** What of the fee came back, once it is won. */
    feeBackMinor: bigint;
    currency: string;
    reason: string;
    openedAt: string;
    respondUntil: string | null;
  };
};
export type PayoutEvent = Common & {
  kind: "payout.changed";
  payout: {
    providerId: string;
    state: "pending" | "in_transit" | "paid" | "failed" | "cancelled";
    amountMinor: bigint;
    currency: string;
    arrivalOn: string;
    statementReference: string;
    transactionCount: number | null;
    failure: string | null;
  };
};
export type GatewayEvent =
  | OrderEvent
  | DisputeEvent
  | PayoutEvent
  | (Common & { kind: "balance.changed" })
  /** Kept, and of no consequence; `type` is the processor's word. */
  | (Common & { kind: "nothing"; type: string });

/** Where this organization's new payments go: its own processor or the platform's, and the test gateway where there is none. */
export async function currentGateway(organizationId: string): Promise<Gateway> {
  const account = accountIn(
    await asPublic((tx) => tx.execute(sql`select payments.processor_of(${organizationId}::uuid) as account`)),
  );
  return account ? stripeGateway(account) : testGateway;
}

/** The one that a payment of this organization went through, for the worker; undefined when it is not known here. */
export async function gatewayNamed(name: string, organizationId: string): Promise<Gateway | undefined> {
  if (name === testGateway.name) return testGateway;
  const account = accountIn(
    await asWorker(organizationId, (tx) =>
      tx.execute(sql`select payments.processor_of(${organizationId}::uuid, ${name}) as account`),
    ),
  );
  return account && stripeGateway(account);
}

/**
 * The one at whose address a webhook came: `test`, or `stripe` with the id of our record of the account. With `worker`
 * it is asked as the worker acting for that organization, else as a visitor.
 */
export async function gatewayAt(provider: string, accountId?: string, worker?: string): Promise<Gateway | undefined> {
  if (provider === testGateway.name && !accountId) return testGateway;
  if (!provider.startsWith("stripe") || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(accountId ?? "")) return;
  const question = sql`select payments.processor_account(${accountId}::uuid) as account`;
  const account = accountIn(
    await (worker ? asWorker(worker, (tx) => tx.execute(question)) : asPublic((tx) => tx.execute(question))),
  );
  return account && stripeGateway(account);
}

const accountIn = ({ rows }: { rows: Record<string, unknown>[] }) =>
  rows[0]?.account ? Account.parse(rows[0].account) : undefined;
