import { z } from "zod";
import { TierInput } from "#lib/events/rules";
import { ticked } from "#lib/events/rules/inputs";

/** What a tier of an event that exists can be besides: an extra, hidden, or paid as one likes. */
const Selling = TierInput.extend({
  kind: z.enum(["admission", "add_on"]).default("admission"),
  hidden: ticked.default(false),
  openPrice: ticked.default(false),
  suggested: z.preprocess((value) => (value === "" ? undefined : value), z.string().trim().optional()),
});
export const TierAddition = Selling.extend({ eventId: z.uuid() });
export const TierChange = Selling.extend({ id: z.uuid() });
export type SellingInput = z.output<typeof Selling>;
export const TierId = z.strictObject({ id: z.uuid() });

const empty = (value: unknown) => (value === "" || value === null ? undefined : value);
const reason = z.string().trim().min(3, "Say why, for the buyer and the books.").max(500, "At most 500 characters.");

/** Give money back. Without an amount, all that is left. `key` is made with the form: sent twice, it is one refund. */
export const RefundRequest = z.strictObject({
  orderId: z.uuid(),
  /** Major units of the order's currency, `12.50`. */
  amount: z.preprocess(empty, z.string().trim().optional()),
  reason,
  /** The account that the money leaves from, where no gateway sends it. */
  source: z.preprocess(empty, z.string().max(200).optional()),
  key: z.string().min(8).max(100),
});
export const EventRefund = z.strictObject({ eventId: z.uuid(), reason });

export const AttendeeChange = z.strictObject({
  id: z.uuid(),
  attendeeName: z.string().trim().min(1, "Who is coming?").max(120, "At most 120 characters."),
  attendeeEmail: z.email("This is not an e-mail address.").max(254),
});

/** What visitors send. */
export const Choice = z.strictObject({
  org: z.string().max(60),
  event: z.string().max(80),
  items: z
    .array(
      z.strictObject({
        tierId: z.uuid(),
        quantity: z.coerce.number().int().min(1).max(100),
        /** Of a ticket that is paid as one likes. */
        priceMinor: z
          .string()
          .regex(/^\d{1,15}$/)
          .optional(),
        /** Chosen on the map; without them the best are taken. */
        seats: z.array(z.uuid()).max(100).optional(),
      }),
    )
    .min(1, "Choose at least one ticket.")
    .max(50),
  /** A promo or guest code as typed. */
  code: z.string().trim().max(64).optional(),
  /** The token of an earlier choice of the same visitor: its tickets go back first. */
  replaces: z.string().max(128).optional(),
});
export const Token = z.strictObject({ token: z.string().min(32).max(128) });
export const Answers = z.record(z.uuid(), z.string().max(2000));
export const Attendees = z.record(
  z.uuid(),
  z
    .array(
      z.object({
        name: z.string().max(120).optional(),
        email: z.string().max(254).optional(),
        answers: Answers.optional(),
      }),
    )
    .max(100),
);
export const Payment = z.strictObject({
  token: z.string().min(32).max(128),
  name: z.string().trim().min(1, "Say who the tickets are for.").max(120, "At most 120 characters."),
  email: z.email("This is not an e-mail address.").max(254),
  /** Made with the page, so that a double click is one order. */
  attempt: z.uuid().optional(),
  answers: Answers.optional(),
  /** By tier, in the order of the form. */
  attendees: Attendees.optional(),
});

/** As the database writes them: minor units are text, moments ISO 8601. */
const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const Seller = z.object({
  slug: z.string(),
  name: z.string(),
  accent: z.string(),
  logo: z.string().nullable(),
  supportEmail: z.string().nullable(),
});
const taxLines = z.array(z.object({ name: z.string(), ratePpm: z.number(), taxMinor: minor })).default([]);
const Question = z.object({
  id: z.uuid(),
  tierId: z.uuid().nullable(),
  label: z.string(),
  hint: z.string(),
  kind: z.enum(["text", "long_text", "choice", "checkbox"]),
  options: z.array(z.string()),
  required: z.boolean(),
  asks: z.enum(["order", "attendee"]),
});
export type Question = z.output<typeof Question>;
const tax = { taxRatePpm: z.number(), taxInclusive: z.boolean(), taxCode: z.string().nullable() };

export const CheckoutView = z.object({
  /** `expired` as soon as the time is over, whether or not the tickets went back already. */
  state: z.enum(["open", "paying", "completed", "expired", "cancelled"]),
  expiresAt: moment,
  secondsLeft: z.number(),
  organization: Seller,
  event: z.object({ slug: z.string(), name: z.string(), startsAt: moment, endsAt: moment, zone: z.string() }),
  items: z.array(
    z.object({
      tierId: z.uuid(),
      name: z.string(),
      kind: z.enum(["admission", "add_on"]),
      quantity: z.number(),
      unitPriceMinor: minor,
      discountMinor: minor,
      totalMinor: minor,
      seats: z.array(z.string()),
    }),
  ),
  /** The code that this was begun with. */
  code: z.string().nullable(),
  discountMinor: minor,
  taxes: taxLines,
  questions: z.array(Question),
  /** An offer from the waitlist. */
  offered: z.boolean(),
  quantity: z.number(),
  currency: z.string(),
  ...tax,
  subtotalMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  /** Why the last payment came to nothing. */
  failure: z.string().nullable(),
});
export type CheckoutView = z.output<typeof CheckoutView>;

export const OrderView = z.object({
  number: z.string(),
  state: z.enum(["pending", "paid", "partially_refunded", "refunded", "failed", "expired", "refund_due"]),
  failure: z.string().nullable(),
  buyerName: z.string(),
  buyerEmail: z.string(),
  quantity: z.number(),
  totalMinor: minor,
  taxMinor: minor,
  ...tax,
  refundedMinor: minor,
  currency: z.string(),
  createdAt: moment,
  paidAt: moment.nullable(),
  /** Waits for money by hand: what is missing, until when the tickets are kept, and how to pay. */
  byHand: z.object({ words: z.string().nullable(), missingMinor: minor, until: moment }).nullable(),
  gateway: z.string().nullable(),
  paymentRef: z.string().nullable(),
  refunds: z.array(
    z.object({
      amountMinor: minor,
      state: z.enum(["requested", "succeeded", "failed"]),
      createdAt: moment,
      settledAt: moment.nullable(),
    }),
  ),
  organization: Seller,
  event: z.object({
    slug: z.string(),
    name: z.string(),
    state: z.string(),
    startsAt: moment,
    endsAt: moment,
    zone: z.string(),
    venue: z.object({ name: z.string(), address: z.string(), city: z.string(), country: z.string() }).nullable(),
  }),
  items: z.array(
    z.object({
      name: z.string(),
      quantity: z.number(),
      unitPriceMinor: minor,
      discountMinor: minor,
      totalMinor: minor,
    }),
  ),
  code: z.string().nullable(),
  discountMinor: minor,
  taxes: taxLines,
  tickets: z.array(
    z.object({
      code: z.string(),
      tier: z.string(),
      attendee: z.string(),
      state: z.string(),
      /** Section, row and number, in words. */
      seat: z.string().nullable(),
    }),
  ),
  /** The last time that the buyer asked for their money, and what came of it. */
  request: z
    .object({
      state: z.enum(["asked", "approved", "rejected", "withdrawn"]),
      answer: z.string().nullable(),
      createdAt: moment,
    })
    .nullish(),
});
export type OrderView = z.output<typeof OrderView>;

/** What the start of a payment answers. */
export const PaymentFacts = z.object({
  orderId: z.uuid(),
  organizationId: z.uuid(),
  number: z.string(),
  state: z.string(),
  totalMinor: minor,
  currency: z.string(),
  paymentRef: z.string().nullable(),
  description: z.string(),
  expiresAt: moment,
});
