import "server-only";
import type { SignedHeaders } from "#lib/gateway/standard-webhooks";
import { testGateway } from "#lib/gateway/test-gateway";

/**
 * What the product asks of a payment processor. Amounts are minor units of `currency` (ISO 4217). A processor is
 * another company: nothing here runs inside a transaction of ours, asking twice with one reference is asking once, and
 * what became of a payment is believed only from a signed webhook or from `retrieve`.
 */
export type Gateway = {
  name: string;
  capabilities: { takesRealMoney: boolean; partialRefunds: boolean };
  createPayment: (request: PaymentRequest) => Promise<{ ref: string; url: string }>;
  retrieve: (organizationId: string, ref: string) => Promise<PaymentStatus>;
  /** Nobody may pay it any more; false when somebody has. */
  cancelPayment: (organizationId: string, ref: string) => Promise<boolean>;
  /** `pending` until the webhook says that it was sent. */
  refund: (request: RefundRequest) => Promise<{ state: "pending"; ref: string } | { state: "failed"; reason: string }>;
  /** The event, when the signature is right. With `now`, an old one is refused too. Throws `Unsigned`, or ZodError. */
  verifyWebhook: (rawBody: string, headers: SignedHeaders, now?: Date) => GatewayEvent;
};

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

type About = { id: string; organizationId: string; orderId: string; paymentRef: string };
export type GatewayEvent = About &
  (
    | { kind: "payment.succeeded"; amountMinor: bigint; currency: string; feeMinor: bigint }
    | { kind: "payment.failed"; reason: string }
    | { kind: "refund.succeeded"; refundId: string; refundRef: string; amountMinor: bigint }
    | { kind: "payment.processing" }
  );

const gateways: Record<string, Gateway> = { [testGateway.name]: testGateway };

/** The gateway of that name, or undefined. */
export const gatewayNamed = (name: string): Gateway | undefined =>
  Object.hasOwn(gateways, name) ? gateways[name] : undefined;

/** The one that new payments go to. */
export const currentGateway: Gateway = testGateway;
