import { z } from "zod";

const reason = z.string().trim().min(3, "Say why, for the buyer and the books.").max(500, "At most 500 characters.");
const key = z.string().min(8).max(100);
const person = z.string().trim().min(1, "Who is coming?").max(120, "At most 120 characters.");
const email = z
  .string()
  .trim()
  .pipe(z.email("This is not an e-mail address. It looks like name@example.com.").max(254, "At most 254 characters."));

export const Resend = z.strictObject({ orderId: z.uuid(), key });
export const Transfer = z.strictObject({ id: z.uuid(), name: person, email });
export const TicketRefund = z.strictObject({
  orderId: z.uuid(),
  tickets: z.array(z.uuid()).min(1, "Choose the tickets to refund.").max(100).default([]),
  reason,
  /** The account that the money leaves from, where no gateway sends it. */
  source: z.string().max(200).optional(),
  key,
});
export const RunStart = z.strictObject({ eventId: z.uuid(), reason });
export const RunId = z.strictObject({ id: z.uuid() });
export const RequestDecision = z.strictObject({
  id: z.uuid(),
  approved: z.preprocess((value) => value === true || value === "true", z.boolean()),
  answer: z.string().trim().max(500, "At most 500 characters.").default(""),
});

/** Payload of the topic `ticketing.run_refunds`. */
export const RunRefunds = z.object({ runId: z.uuid() });

/** What a buyer sends from the order's page. */
const token = z.string().min(32).max(128);
const code = z.string().min(8).max(64);
export const NameAttendee = z.object({ token, code, name: person, email });
export const AskRefund = z.object({
  token,
  reason: z.string().trim().min(3, "Say why, for the organizers.").max(500, "At most 500 characters."),
});

export const Happening = z.object({ at: z.coerce.date(), what: z.string(), detail: z.string().nullable() });

const moment = z.coerce.date();
const Seller = z.object({
  slug: z.string(),
  name: z.string(),
  accent: z.string(),
  logo: z.string().nullable(),
  supportEmail: z.string().nullable(),
});
/** One ticket as its owner sees it. */
export const TicketView = z.object({
  code: z.string(),
  state: z.string(),
  tier: z.string(),
  attendee: z.string(),
  seat: z.string().nullable(),
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
});
export type TicketView = z.output<typeof TicketView>;
