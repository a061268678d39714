import { z } from "zod";
import { name, oneOf, optional, ticked, wallClock, whole, words } from "#lib/events/rules/inputs";
import { Answers, Attendees } from "#lib/ticketing/rules";

/** What an organizer sets up to sell: codes, guests, questions, seats and terms; and what staff sell by hand. */
export const codeKinds = {
  percent: "Percent off",
  fixed: "An amount off",
  unlock: "Nothing off: shows hidden tickets",
} as const;
export const questionKinds = {
  text: "A short answer",
  long_text: "A long answer",
  choice: "One of several",
  checkbox: "A box to tick",
} as const;
export const questionAsks = { attendee: "Each person who comes", order: "The buyer, once an order" } as const;
export const taxBases = {
  organization: "Our own rate",
  place: "What is due at the place of the event",
  none: "No tax",
} as const;
export const saleMethods = {
  cash: "Cash",
  by_hand: "Later, by transfer or by hand",
  invoice: "Invoice",
  free: "Free of charge",
} as const;
export const rowNames = { letters: "A, B, C …", numbers: "1, 2, 3 …" } as const;
export const seatsFrom = { left: "The left", right: "The right" } as const;

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{2,31}$/, "3 to 32 letters and digits, such as EARLY20.");
const many = z.array(z.uuid()).max(100).default([]);
const limit = (sentence: string) => optional(whole(1, 1_000_000, sentence));

/** `percent` is typed as people say it, `12.5`; `amounts` as `10 EUR`, one currency a line. */
export const CodeInput = z.strictObject({
  code,
  kind: oneOf(codeKinds, "What does the code do?"),
  percent: words(8).default(""),
  amounts: words(400).default(""),
  unlocks: ticked.default(false),
  mostUses: limit("A whole number of uses, at least 1."),
  mostPerBuyer: limit("A whole number of uses, at least 1."),
  startsAt: optional(wallClock),
  endsAt: optional(wallClock),
  tiers: many,
});
export type CodeInput = z.output<typeof CodeInput>;
export const NewCode = CodeInput.extend({ eventId: z.uuid() });
export const CodeChange = CodeInput.extend({ id: z.uuid() });

export const GuestInput = z.strictObject({
  eventId: z.uuid(),
  tierId: z.uuid("Choose a ticket."),
  guestName: name(120, "Who is invited?"),
  guestEmail: z.union([z.literal(""), z.email("This is not an e-mail address.").max(254)]).default(""),
  quantity: whole(1, 20, "From 1 to 20 tickets.").default(1),
  expiresAt: optional(wallClock),
});

const question = {
  tierId: optional(z.uuid()),
  label: name(200, "What do you ask?"),
  hint: words(300).default(""),
  /** One a line. */
  options: words(3000).default(""),
  required: ticked.default(false),
  asks: oneOf(questionAsks).default("attendee"),
  position: whole(0, 1000, "A whole number.").default(0),
};
export const NewQuestion = z.strictObject({ ...question, eventId: z.uuid(), kind: oneOf(questionKinds) });
export const QuestionChange = z.strictObject({ ...question, id: z.uuid() });

export const TermsInput = z.strictObject({
  eventId: z.uuid(),
  taxBasis: oneOf(taxBases),
  country: z.union([z.literal(""), z.string().regex(/^[A-Z]{2}$/, "Choose a country.")]).default(""),
  region: words(3)
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,3}$/, "The short code of the region, such as QC.")
    .default(""),
  taxInclusive: ticked.default(false),
  waitlist: ticked.default(false),
  offerHours: whole(1, 168, "From 1 to 168 hours.").default(24),
});

export const SectionInput = z.strictObject({
  eventId: z.uuid(),
  tierId: z.uuid("Choose a ticket."),
  name: name(60, "What is this part of the room called?"),
  rows: whole(1, 200, "From 1 to 200 rows."),
  seats: whole(1, 200, "From 1 to 200 seats in a row."),
  rowNames: oneOf(rowNames).default("letters"),
  from: oneOf(seatsFrom).default("left"),
  firstRow: whole(1, 500, "A whole number, at least 1.").default(1),
  firstSeat: whole(1, 5000, "A whole number, at least 1.").default(1),
  /** Seats by row and number, `A1, B12`. */
  wheelchairs: words(2000).default(""),
  blocked: words(2000).default(""),
});
export const SeatMark = z.strictObject({ seatId: z.uuid(), blocked: z.boolean(), accessible: z.boolean() });
export const Id = z.strictObject({ id: z.uuid() });

/** What staff sell: `tickets.<tier>` as typed, `prices.<tier>` in major units where the buyer decides. */
export const HandSale = z.strictObject({
  eventId: z.uuid(),
  key: z.string().min(8).max(100),
  tickets: z.record(z.uuid(), z.string().regex(/^\d{0,3}$/, "Write the number in digits.")).default({}),
  prices: z.record(z.uuid(), words(20)).default({}),
  seats: z.record(z.uuid(), words(4000)).default({}),
  method: oneOf(saleMethods),
  name: words(120).default(""),
  email: z.union([z.literal(""), z.email("This is not an e-mail address.").max(254)]).default(""),
  code: words(64).default(""),
  partyId: optional(z.uuid()),
  /** Until the end of which day the buyer may pay by hand, and how. */
  payBy: optional(z.iso.date("Choose a day.")),
  payWords: words(300).default(""),
  answers: Answers.optional(),
  attendees: Attendees.optional(),
});

/** 12.5 is 1250 basis points; null when it is no percentage with at most two decimals above 0 and up to 100. */
export function basisPointsOf(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const points = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return points >= 1 && points <= 10_000 ? points : null;
}
