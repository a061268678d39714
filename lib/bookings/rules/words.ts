import { machines, type State } from "#db/states";
import type { CancellationTier } from "#lib/bookings/rules/settings";
import type { Permission } from "#lib/permissions";
import type { ListOption } from "#lib/system/list";

/** Bookings in words: states, what follows them, and rules as a customer reads them. */
export type BookingState = State<"booking">;

export const bookingStates: Record<BookingState, Omit<ListOption, "value">> = {
  pending: { label: "Pending", tone: "warning" },
  confirmed: { label: "Confirmed", tone: "info" },
  in_progress: { label: "In progress", tone: "info" },
  completed: { label: "Completed", tone: "success" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  no_show: { label: "No show", tone: "danger" },
};
export const quoteStates: Record<State<"booking_quote">, Omit<ListOption, "value">> = {
  draft: { label: "Draft", tone: "neutral" },
  sent: { label: "Sent", tone: "info" },
  accepted: { label: "Accepted", tone: "success" },
  declined: { label: "Declined", tone: "danger" },
  expired: { label: "Expired", tone: "neutral" },
  superseded: { label: "Replaced", tone: "neutral" },
};
export const refundStates: Record<State<"booking_refund">, Omit<ListOption, "value">> = {
  requested: { label: "On its way", tone: "warning" },
  succeeded: { label: "Given back", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
};
export const kindWords = { chef: "Chef", room: "Room", equipment: "Equipment" } as const;

/** The steps of a booking that happens, in order; the page shows how far it came. */
export const path = ["pending", "confirmed", "in_progress", "completed"] as const satisfies readonly BookingState[];

export type Step = { to: "confirmed" | "in_progress" | "completed"; label: string };
const stepWords: Record<Step["to"], string> = {
  confirmed: "Confirm",
  in_progress: "Start",
  completed: "Complete",
};

/** What this person may do next. The database asks the same again, and refuses what comes before its day. */
export function nextSteps(state: BookingState, permissions: ReadonlySet<Permission>) {
  const edges: Record<string, Permission | null> = machines.booking.states[state];
  const may = permissions.has("bookings:write");
  return {
    steps: (Object.keys(stepWords) as Step["to"][])
      .filter((to) => typeof edges[to] === "string" && permissions.has(edges[to]))
      .map((to): Step => ({ to, label: stepWords[to] })),
    cancel: may && "cancelled" in edges && state !== "cancelled",
    noShow: may && "no_show" in edges,
    move: may && (state === "pending" || state === "confirmed"),
    price: permissions.has("bookings:price") && ["pending", "confirmed", "in_progress"].includes(state),
    quote: permissions.has("bookings:price") && state === "pending",
  };
}

/** `3 days before: everything back`, one line for each step and one for after the last. */
export function ruleWords(tiers: readonly CancellationTier[]): string[] {
  if (tiers.length === 0) return ["You can cancel at any time before it begins and get everything back."];
  const told = tiers.map(({ hoursBefore, percent }) => {
    const back = percent === 100 ? "everything" : percent === 0 ? "nothing" : `${percent} % of what you paid`;
    return `Up to ${hoursWords(hoursBefore)} before it begins you get ${back} back.`;
  });
  return tiers.at(-1)?.hoursBefore === 0 ? told : [...told, "After that nothing is given back."];
}

const hoursWords = (hours: number) =>
  hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : hours === 1 ? "an hour" : `${hours} hours`;

/** `2 h 30 min` */
export const minutesWords = (minutes: number) =>
  [minutes >= 60 ? `${Math.floor(minutes / 60)} h` : "", minutes % 60 > 0 ? `${minutes % 60} min` : ""]
    .filter(Boolean)
    .join(" ") || "0 min";

export const guestWords = (adults: number, children: number) =>
  [
    adults > 0 ? `${adults} ${adults === 1 ? "adult" : "adults"}` : "",
    children > 0 ? `${children} ${children === 1 ? "child" : "children"}` : "",
  ]
    .filter(Boolean)
    .join(", ");
