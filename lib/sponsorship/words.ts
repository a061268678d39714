import type { State } from "#db/states";

/** The words of sponsorship. What held money is called, each house says: `sponsorship.held_name`, "Held funds" unless it does. */
type Word = { label: string; tone: "neutral" | "info" | "success" | "warning" | "danger" };

export const packageStates = {
  draft: { label: "Draft", tone: "neutral" },
  published: { label: "Offered", tone: "success" },
  archived: { label: "Archived", tone: "neutral" },
} as const satisfies Record<State<"sponsorship_package">, Word>;

export const proposalStates = {
  draft: { label: "Draft", tone: "neutral" },
  sent: { label: "Sent", tone: "info" },
  viewed: { label: "Read", tone: "info" },
  counter: { label: "Counter-offer", tone: "warning" },
  accepted: { label: "Accepted", tone: "success" },
  rejected: { label: "Rejected", tone: "neutral" },
  expired: { label: "Expired", tone: "neutral" },
} as const satisfies Record<State<"proposal">, Word>;

export const enquiryStates = {
  new: { label: "New", tone: "warning" },
  answered: { label: "Answered", tone: "success" },
  dismissed: { label: "Set aside", tone: "neutral" },
} as const satisfies Record<State<"sponsor_enquiry">, Word>;

export const orderStates = {
  pending: { label: "Waits for payment", tone: "warning" },
  funded: { label: "Funded", tone: "info" },
  locked: { label: "Locked", tone: "info" },
  disputed: { label: "Disputed", tone: "danger" },
  released: { label: "Released", tone: "success" },
  refunded: { label: "Refunded", tone: "neutral" },
  cancelled: { label: "Cancelled", tone: "neutral" },
} as const satisfies Record<State<"sponsorship_order">, Word>;
export type OrderState = keyof typeof orderStates;

export const deliverableStates = {
  open: { label: "To deliver", tone: "neutral" },
  submitted: { label: "Proof waits", tone: "warning" },
  rejected: { label: "Rejected", tone: "danger" },
  approved: { label: "Approved", tone: "success" },
} as const satisfies Record<State<"deliverable">, Word>;

export const disputeStates = {
  open: { label: "Open", tone: "danger" },
  settled: { label: "Settled", tone: "success" },
  withdrawn: { label: "Withdrawn", tone: "neutral" },
} as const satisfies Record<State<"sponsor_dispute">, Word>;

export const refundStates = {
  sending: { label: "On its way", tone: "info" },
  failed: { label: "Did not arrive", tone: "danger" },
  sent: { label: "Sent", tone: "success" },
} as const satisfies Record<State<"sponsor_refund">, Word>;

/** The lines of the statement that both parties read. */
export const movementWords = {
  funded: "Paid by the sponsor, held",
  locked: "Locked: the work begins",
  released: "Released to the organizer",
  refunded: "Returned to the sponsor",
  returned: "Given back after the release",
  disputed: "Disputed",
  settled: "Dispute settled",
  withdrawn: "Dispute withdrawn",
  charged_back: "Taken back by the sponsor's bank",
  chargeback_won: "The bank gave it back",
  chargeback_lost: "Lost to the sponsor's bank",
  taken_back: "The payment bounced",
  cancelled: "Cancelled",
} as const;
export type MovementKind = keyof typeof movementWords;

/** The name of held money in the middle of a sentence: "Held funds" reads "held funds". */
export const inSentence = (name: string) =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;

export const sideWords = { organizer: "Organizer", sponsor: "Sponsor" } as const;
export type Side = keyof typeof sideWords;

export const anchors = {
  signed: "after signing",
  event_start: "from the event's start",
  event_end: "after the event's end",
} as const;
export type Anchor = keyof typeof anchors;
