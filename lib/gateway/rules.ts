import { z } from "zod";

/** What the queue carries for gateways. */
export const DeliverWebhook = z.object({ deliveryId: z.uuid() });
export const ProcessEvent = z.object({ eventId: z.uuid() });
export const SendRefund = z.object({ refundId: z.uuid() });
export const SendAnswer = z.object({ disputeId: z.uuid() });
export const AskGateway = z.object({ orderId: z.uuid() });

/** What a card number stands for at the test gateway; `delays` are the seconds until each webhook with the result. */
export type Scenario = {
  outcome: "succeeded" | "declined" | "slow";
  failure?: string;
  delays: number[];
  /** A notice that the payment is being processed goes out too, and arrives after the result. */
  early?: boolean;
  /** What comes of it a little later. */
  later?: "dispute" | "partial_dispute" | "fee";
};

/** The test cards, as the payment page lists them. Any other number that passes the Luhn check is declined. */
export const testCards: readonly { number: string; words: string; scenario: Scenario }[] = [
  { number: "4242424242424242", words: "Succeeds", scenario: { outcome: "succeeded", delays: [0] } },
  {
    number: "4000000000000002",
    words: "Is declined",
    scenario: { outcome: "declined", failure: "Your card was declined. Try another card.", delays: [0] },
  },
  {
    number: "4000000000009995",
    words: "Has too little money",
    scenario: {
      outcome: "declined",
      failure: "There is not enough money on this card. Try another card.",
      delays: [0],
    },
  },
  {
    number: "4000000000003220",
    words: "Does not answer, and succeeds a minute later",
    scenario: { outcome: "slow", delays: [60] },
  },
  {
    number: "4000000000000259",
    words: "Succeeds, and tells the shop twice",
    scenario: { outcome: "succeeded", delays: [0, 0] },
  },
  {
    number: "4000000000000341",
    words: "Succeeds, and tells the shop half a minute late and out of order",
    scenario: { outcome: "succeeded", delays: [30], early: true },
  },
  {
    number: "4000000000002685",
    words: "Succeeds, and the bank disputes it a quarter of a minute later",
    scenario: { outcome: "succeeded", delays: [0], later: "dispute" },
  },
  {
    number: "4000000000001976",
    words: "Succeeds, and the bank disputes half of it",
    scenario: { outcome: "succeeded", delays: [0], later: "partial_dispute" },
  },
  {
    number: "4000000000000077",
    words: "Succeeds, and costs more than the gateway said at first",
    scenario: { outcome: "succeeded", delays: [0], later: "fee" },
  },
];

const unknownCard: Scenario = {
  outcome: "declined",
  failure: "This is a test gateway: it takes only its own test cards.",
  delays: [0],
};
export const scenarioOf = (number: string): Scenario =>
  testCards.find((card) => card.number === number)?.scenario ?? unknownCard;

/** The check digit of card numbers (ISO/IEC 7812-1, Luhn). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const digitsOnly = z.string().transform((text) => text.replace(/[\s-]/g, ""));

/** What the payment page sends. The number and the CVC are looked at and never kept. */
export const CardPayment = z.strictObject({
  paymentId: z.uuid(),
  number: digitsOnly.pipe(
    z
      .string()
      .regex(/^\d{12,19}$/, "A card number has 12 to 19 digits.")
      .refine(passesLuhn, "This card number has a typing mistake."),
  ),
  expiry: z
    .string()
    .trim()
    .regex(/^(0[1-9]|1[0-2])\s*\/\s*(\d{2}|20\d{2})$/, "Write the expiry as MM/YY.")
    .refine((text) => !hasExpired(text, new Date()), "This card has expired."),
  cvc: z
    .string()
    .trim()
    .regex(/^\d{3,4}$/, "The CVC has 3 or 4 digits."),
});

/** A card is good through the last day of its month, wherever that day ends last on Earth (UTC-12). */
export function hasExpired(expiry: string, now: Date): boolean {
  const [month = "", year = ""] = expiry.split("/").map((part) => part.trim());
  const end = Date.UTC(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), 1, 12);
  return now.getTime() >= end;
}

/** A payment as its hosted page shows it. */
export const PaymentPage = z.object({
  id: z.uuid(),
  amountMinor: z.string().transform(BigInt),
  currency: z.string(),
  description: z.string(),
  returnUrl: z.string(),
  cancelUrl: z.string(),
  state: z.enum(["waiting", "processing", "succeeded", "failed", "cancelled"]),
  failure: z.string().nullable(),
  expiresAt: z.coerce.date(),
});
export type PaymentPage = z.output<typeof PaymentPage>;

/** A dispute as the test gateway's own page shows it. */
export const DisputeAtGateway = z.object({
  id: z.uuid(),
  amountMinor: z.string().transform(BigInt),
  feeMinor: z.string().transform(BigInt),
  currency: z.string(),
  description: z.string(),
  reason: z.string(),
  state: z.enum(["needs_response", "under_review", "won", "lost"]),
  evidence: z.string().nullable(),
  respondUntil: z.coerce.date(),
  openedAt: z.coerce.date(),
});
export type DisputeAtGateway = z.output<typeof DisputeAtGateway>;
export const Decision = z.strictObject({ disputeId: z.uuid(), outcome: z.enum(["won", "lost"]) });

/** What the payment page does next: go to the shop, or show `message` and offer the way there. */
export type CardAnswer = {
  state: "succeeded" | "declined" | "unanswered";
  message?: string;
  returnUrl: string;
  cancelUrl: string;
};
