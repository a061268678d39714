import { z } from "zod";
import { isCurrency } from "#lib/ref/rules";
import { isZone } from "#lib/time";

/**
 * What the e-mails say. Payloads are JSON that functions of the database make as well: minor units as text or a whole
 * number, moments in ISO 8601 with an offset, links as a path of this site that begins with `/`.
 */
const words = (longest = 300) => z.string().trim().min(1).max(longest);
const minor = z.union([z.string().regex(/^-?\d{1,18}$/), z.int()]).transform((value) => BigInt(value));
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const currency = z.string().refine(isCurrency, "Not a currency of ISO 4217.");
const path = z.string().regex(/^\/(?![/\\])[^\s\\]*$/, "A path of this site begins with one slash.");

const Sender = z.object({
  name: words(),
  /** `#rrggbb` */
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  supportEmail: z.string().max(254).nullish(),
  /** `/media/<id>`; the e-mail brings the picture along. */
  logo: path.nullish(),
});
const Occasion = z.object({
  name: words(),
  startsAt: moment,
  endsAt: moment,
  /** IANA zone of the place; every time in the e-mail is told in it, and it is named. */
  zone: z.string().refine(isZone, "Not an IANA time zone."),
  /** Name and address of the place, in one line. */
  place: z.string().trim().max(500).nullish(),
});
/** The link carries a token of which only the hash is kept, so whoever writes long after the sale may not have it. */
const Purchase = z.object({ number: words(40), buyerName: words(), link: path.nullish() });

export const OrderConfirmation = z.object({
  organization: Sender,
  event: Occasion,
  order: Purchase.extend({ totalMinor: minor, currency }),
  items: z.array(z.object({ name: words(), quantity: z.int().positive(), totalMinor: minor })).min(1),
  tickets: z.array(z.object({ code: words(64), tier: words(), attendee: words() })).min(1),
});
export const RefundNotice = z.object({
  organization: Sender,
  event: Occasion,
  order: Purchase,
  refund: z.object({ amountMinor: minor, currency, reason: z.string().trim().max(500).nullish() }),
});
export const PaymentFailed = z.object({
  organization: Sender,
  event: Occasion,
  order: Purchase,
  payment: z.object({ amountMinor: minor, currency, reason: z.string().trim().max(500).nullish() }),
});

/** A decision about somebody's account, told to them. `role` is a built-in one or the name of the organization's own. */
export const AccountNotice = z.object({
  organization: Sender,
  name: words(),
  what: z.enum(["approved", "rejected", "suspended", "reinstated", "removed", "deactivated"]),
  reason: z.string().trim().max(500).nullish(),
  role: words(120).nullish(),
  place: words().nullish(),
  link: path.nullish(),
});
/** Something waits for a colleague's decision, or was decided. `act` is one of `approvalActs`, `rule_change`, or `join`. */
export const RequestNotice = z.object({
  organization: Sender,
  name: words(),
  what: z.enum(["requested", "approved", "rejected", "expired"]),
  act: words(60),
  asker: words(254).nullish(),
  decider: words(254).nullish(),
  amountMinor: minor.nullish(),
  currency: currency.nullish(),
  reason: z.string().trim().max(500).nullish(),
  link: path,
});
export const Invitation = z.object({
  organization: Sender,
  invitedBy: words(),
  role: words(120),
  /** The station or event that the role is for. */
  place: words().nullish(),
  expiresAt: moment,
  zone: z.string().refine(isZone, "Not an IANA time zone."),
  link: path,
});

export const PayoutNotice = z.object({
  organization: Sender,
  name: words(),
  what: z.enum([
    ...(["approval_wanted", "approved", "paid", "failed", "returned", "cancelled"] as const),
    ...(["account_proposed", "account_approved", "account_rejected", "account_removed"] as const),
    ...(["account_sent", "account_confirmed", "account_blocked"] as const),
  ]),
  /** Whoever did it; null when nobody did. */
  by: words().nullish(),
  about: z.object({
    title: words(),
    /** Whose account it is and its last four characters: never more. */
    account: words(),
    link: path,
    amountMinor: minor.optional(),
    currency: currency.optional(),
    reason: z.string().trim().max(500).nullish(),
    usableAt: moment.nullish(),
    zone: z.string().refine(isZone, "Not an IANA time zone.").optional(),
  }),
});
/** Something about money that somebody has to look at; said once, when it came up. */
export const AlertNotice = z.object({ organization: Sender, name: words(), message: words(500), link: path });

/** News of talks, proofs and held money, for the people of one party. */
export const SponsorshipNotice = z.object({
  organization: Sender,
  name: words(),
  subject: words(150),
  message: words(500),
  link: path,
});

/** News about an event to somebody who holds a ticket. `body` is paragraphs, an empty line between them. */
export const EventUpdate = z.object({
  organization: Sender,
  event: Occasion,
  name: words(),
  subject: words(150),
  body: z.string().trim().min(1).max(6000),
  link: path.nullish(),
  /** What the link is for, when it is not the event. */
  action: words(60).nullish(),
});
/** To somebody who waits for tickets: that they stand in line, or that it is their turn, and until when. */
export const WaitlistLetter = z.object({
  organization: Sender,
  event: Occasion,
  what: z.enum(["joined", "offered"]),
  name: words(),
  quantity: z.number().int().positive(),
  ticket: words(),
  until: moment.nullish(),
  link: path,
});
/** To a guest who pays nothing: the code, and the link that has it already. */
export const GuestInvitation = z.object({
  organization: Sender,
  event: Occasion,
  name: words(),
  quantity: z.number().int().positive(),
  ticket: words(),
  code: words(60),
  until: moment.nullish(),
  link: path,
});
/** Something was said under an event that is about somebody. `words` are what was said, or why it was rejected. */
export const MentionNotice = z.object({
  organization: Sender,
  name: words(),
  what: z.enum(["named", "answered", "commented", "rejected"]),
  by: words(254).nullish(),
  event: words(),
  words: words(500),
  link: path,
});
/** For finance: a buyer's bank takes money back. */
export const DisputeNotice = z.object({
  organization: Sender,
  name: words(),
  /** What was paid with the card. */
  order: z.object({
    what: z.enum(["order", "booking", "invoice"]).default("order"),
    number: words(40),
    buyerName: words(),
  }),
  reason: words(),
  amountMinor: minor,
  feeMinor: minor,
  currency,
  respondUntil: moment.nullish(),
  zone: z.string().refine(isZone, "Not an IANA time zone."),
  link: path,
});

/** An invoice or credit note, or a reminder of one. Days are calendar days of the sender, `2026-06-01`. */
export const InvoiceLetter = z.object({
  organization: Sender,
  party: words(),
  document: z.object({
    kind: z.enum(["invoice", "credit_note"]),
    number: words(40),
    issuedOn: z.iso.date(),
    dueOn: z.iso.date().nullish(),
    totalMinor: minor,
    openMinor: minor,
    currency,
    link: path,
  }),
  reminder: z.enum(["before_due", "on_due", "after_7", "after_14", "after_30"]).nullish(),
});

/** After it happened: how was it? */
export const ReviewRequest = z.object({
  organization: Sender,
  name: words(),
  occasion: words().nullish(),
  link: path,
  optOut: path,
});

/** One at sign and no space: what is beyond that, the receiving server knows better. */
const to = z
  .string()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/, "Not an e-mail address.");

/** Payload of the topic `messaging.send_email`. */
export const SendEmail = z.discriminatedUnion("template", [
  z.object({ template: z.literal("order_confirmation"), to, data: OrderConfirmation }),
  z.object({ template: z.literal("refund_notice"), to, data: RefundNotice }),
  z.object({ template: z.literal("payment_failed"), to, data: PaymentFailed }),
  z.object({ template: z.literal("account_notice"), to, data: AccountNotice }),
  z.object({ template: z.literal("dispute_notice"), to, data: DisputeNotice }),
  z.object({ template: z.literal("invitation"), to, data: Invitation }),
  z.object({ template: z.literal("request_notice"), to, data: RequestNotice }),
  z.object({ template: z.literal("payout_notice"), to, data: PayoutNotice }),
  z.object({ template: z.literal("event_update"), to, data: EventUpdate }),
  z.object({ template: z.literal("waitlist_letter"), to, data: WaitlistLetter }),
  z.object({ template: z.literal("guest_invitation"), to, data: GuestInvitation }),
  z.object({ template: z.literal("alert_notice"), to, data: AlertNotice }),
  z.object({ template: z.literal("sponsorship_notice"), to, data: SponsorshipNotice }),
  z.object({ template: z.literal("mention_notice"), to, data: MentionNotice }),
  z.object({ template: z.literal("invoice"), to, data: InvoiceLetter }),
  z.object({ template: z.literal("review_request"), to, data: ReviewRequest }),
]);
export type SendEmail = z.output<typeof SendEmail>;

/** A picture or file of an e-mail; with `cid` the HTML shows it in place as `cid:<cid>`. */
export type Attachment = { filename: string; contentType: string; cid?: string; content: Buffer };
/** An e-mail in words, before anybody knows how it travels. */
export type Message = { subject: string; html: string; text: string; attachments?: Attachment[] };
