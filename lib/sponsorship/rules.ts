import { z } from "zod";
import { day, optional, words } from "#lib/identity/rules/fields";
import { parseMoney } from "#lib/money";
import { isCurrency } from "#lib/ref/rules";
import { type Anchor, anchors } from "#lib/sponsorship/words";

/** What forms about sponsorship send and jobs take. Amounts are typed in major units. */
const id = z.uuid("Choose one.");
const currency = z.string().refine(isCurrency, "Choose a currency.");
const whole = (least: number, most: number) =>
  z.coerce
    .number("Write a whole number.")
    .int("Write a whole number.")
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);
const reason = words(500).min(3, "Say why, for the other side.");
const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^([^@\s]+@[^@\s]+)?$/, "That is not an e-mail address.");
const link = words(500).refine((text) => text === "" || /^https:\/\/[^\s]+$/.test(text), "Begin with https://.");
const keysOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];
/** Rows that were left empty do not count. */
const rows = <S extends z.ZodType>(row: S, most: number) =>
  z.preprocess(
    (value) =>
      Array.isArray(value)
        ? value.filter(
            (one) =>
              typeof one === "object" &&
              one !== null &&
              String(Reflect.get(one, "title") ?? Reflect.get(one, "name") ?? "").trim(),
          )
        : value,
    z.array(row).max(most),
  );

export const SponsorInput = z.strictObject({
  id: optional(id),
  name: words(120).min(1, "Write their name."),
  industry: words(80).default(""),
  website: link.default(""),
  email: email.default(""),
  profile: words(2000).default(""),
  partyId: optional(id),
  /** The address of the sponsor's own organization here. */
  slug: optional(words(60)),
});

const common = {
  taxPercent: z.coerce.number("Write a percentage.").min(0).max(50).default(0),
  taxCode: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "Choose a tax.")
    .default("sales"),
  holdDays: whole(1, 730).default(180),
  autoApproveDays: optional(whole(1, 90)),
};

/** The number that is promised, where one is. */
const wanted = optional(whole(1, 1_000_000_000));
const DueRule = z.strictObject({
  title: words(120).min(1),
  description: words(500).default(""),
  anchor: z.enum(keysOf(anchors), "Choose when."),
  days: whole(-365, 365).default(0),
  slaDays: whole(0, 90).default(0),
  wanted,
  /** The place of its milestone. */
  milestone: whole(0, 23).default(0),
});
const Part = z.strictObject({
  title: words(120).min(1),
  percent: whole(1, 100),
  anchor: z.enum(keysOf(anchors)),
  days: whole(-365, 365).default(0),
});

export const PackageInput = z
  .strictObject({
    id: optional(id),
    eventId: z.uuid("Choose an event."),
    name: words(120).min(1, "Write a name."),
    description: words(2000).default(""),
    price: words(30).min(1, "Write a price."),
    currency,
    quantity: whole(1, 10_000),
    variants: rows(z.strictObject({ name: words(120).min(1), price: words(30).min(1, "Write a price.") }), 6).default(
      [],
    ),
    milestones: rows(Part, 12),
    deliverables: rows(DueRule, 40),
    ...common,
  })
  .refine((one) => one.milestones.reduce((sum, { percent }) => sum + percent, 0) === 100, {
    path: ["milestones.0.percent"],
    message: "The milestones add up to 100 %.",
  })
  .refine((one) => one.deliverables.length > 0, { path: ["deliverables.0.title"], message: "Name at least one." })
  .refine((one) => one.deliverables.every(({ milestone }) => milestone < one.milestones.length), {
    path: ["deliverables.0.milestone"],
    message: "Each deliverable belongs to one of the milestones.",
  });
/** `wanted` is the number that is promised, where one is. */
type Promised = { title: string; description: string; slaDays: number; milestone: number; wanted?: number | null };
type Conditions = { taxPpm: number; taxCode: string; holdDays: number; autoApproveDays: number | null };
export type PackageTerms = Conditions & {
  milestones: { title: string; percent: number; anchor: Anchor; days: number }[];
  deliverables: (Promised & { anchor: Anchor; days: number })[];
};

/** What a version of a proposal says: every amount and day as it will be. */
export type Terms = Conditions & {
  milestones: { title: string; amountMinor: string; dueOn: string }[];
  deliverables: (Promised & { dueOn: string })[];
};

const TermsFields = {
  price: words(30).min(1, "Write a price."),
  currency,
  milestones: rows(
    z.strictObject({ title: words(120).min(1), amount: words(30).min(1, "Write an amount."), dueOn: day }),
    24,
  ),
  deliverables: rows(
    z.strictObject({
      title: words(120).min(1),
      description: words(500).default(""),
      dueOn: day,
      slaDays: whole(0, 90).default(0),
      wanted,
      milestone: whole(0, 23).default(0),
    }),
    60,
  ),
  note: words(2000).default(""),
  ...common,
};
type TermsForm = z.output<z.ZodObject<typeof TermsFields>>;

export const ProposalInput = z.strictObject({
  id: optional(id),
  sponsorId: z.uuid("Choose a sponsor."),
  eventId: z.uuid("Choose an event."),
  packageId: optional(id),
  variantId: optional(id),
  /** The visitor's question that it answers. */
  enquiryId: optional(id),
  title: words(120).min(1, "Write a title."),
  expiresOn: day,
  ...TermsFields,
});
export const CounterInput = z.strictObject({ id, version: whole(1, 1000), ...TermsFields });

/** A form's terms as the database keeps them; an unreadable amount is 0, which the database refuses with words. */
export function termsOf(form: TermsForm): { priceMinor: string; terms: Terms } {
  const minor = (text: string) => String(parseMoney(text, form.currency) ?? 0n);
  return {
    priceMinor: minor(form.price),
    terms: {
      taxPpm: Math.round(form.taxPercent * 10_000),
      taxCode: form.taxCode,
      holdDays: form.holdDays,
      autoApproveDays: form.autoApproveDays ?? null,
      milestones: form.milestones.map(({ title, amount, dueOn }) => ({ title, amountMinor: minor(amount), dueOn })),
      deliverables: form.deliverables,
    },
  };
}

export const About = z.strictObject({ id });
export const WithReason = z.strictObject({ id, reason });
export const Acceptance = z.strictObject({ id, version: whole(1, 1000) });
export const MemberInput = z.strictObject({ sponsorId: id, userId: z.uuid("Choose a person.") });
export const TemplateInput = z.strictObject({ packageId: id, name: words(120).min(1, "Write a name.") });
export const PackageMove = z.strictObject({ id, to: z.enum(["draft", "published", "archived"]) });
export const MessageInput = z.strictObject({
  id,
  body: words(4000).min(1, "Write something."),
  file: z.unknown().optional(),
  upload: optional(id),
});
export const DisputeInput = z.strictObject({
  id,
  currency,
  amount: words(30).min(1, "Write an amount."),
  milestoneId: optional(id),
  reason,
});
export const EvidenceInput = z.strictObject({
  id,
  body: words(4000).min(3, "Write what speaks for you."),
  file: z.unknown().optional(),
  upload: optional(id),
});
export const FundingFromPayment = z.strictObject({ id, paymentId: z.uuid("Choose a payment.") });

const key = z.string().min(8).max(200);
const asked = { orderId: id, currency, reason: words(500).min(3, "Say why, for whoever approves it."), key };
export const ReleaseInput = z.strictObject({
  ...asked,
  milestoneId: z.uuid("Choose the milestone that is due."),
  amount: optional(words(30)),
});
export const RefundInput = z.strictObject({
  ...asked,
  from: z.enum(["held", "released"]).default("held"),
  amount: words(30).min(1, "Write an amount."),
});
export const SplitInput = z.strictObject({
  ...asked,
  disputeId: id,
  release: words(30).default("0"),
  refund: words(30).default("0"),
});

export const AskFunding = z.strictObject({ fundingId: z.uuid() });
export const SendSponsorRefund = z.strictObject({ refundId: z.uuid() });
export const ApproveSilent = z.strictObject({ deliverableId: z.uuid() });
