import type { Permission } from "#lib/permissions";

type Edges = Record<string, Record<string, Permission | null>>;

/** The machines of bookings; part of `machines` in `db/states.ts`, which says how to read them. */
export const bookingMachines = {
  /**
   * `pending` holds the slot, for as long as its hold lasts when it has one. What a step means (history, the slot given
   * back, income earned) is done by triggers in `db/sql/68*`, so every way of setting the state means the same. Steps
   * that decide about money are functions: `bookings.cancel`, and what the gateway's answer does. `cancelled → confirmed`:
   * the deposit came after the hold had run out, and nobody had taken the slot.
   */
  booking: {
    table: "bookings.bookings",
    initial: ["pending"],
    states: {
      pending: { confirmed: "bookings:write", cancelled: null },
      confirmed: { in_progress: "bookings:write", completed: "bookings:write", cancelled: null, no_show: null },
      in_progress: { completed: "bookings:write" },
      completed: {},
      cancelled: { confirmed: null },
      no_show: {},
    },
  },
  /** One version of a price that was offered. A newer version takes the place of an older one. */
  booking_quote: {
    table: "bookings.quotes",
    initial: ["draft"],
    states: {
      draft: { sent: null, superseded: null },
      sent: { accepted: null, declined: null, expired: null, superseded: null },
      accepted: { superseded: null },
      declined: {},
      expired: {},
      superseded: {},
    },
  },
  /** Money of a booking on its way back. By hand it has succeeded once it was written down. */
  booking_refund: {
    table: "bookings.refunds",
    initial: ["requested"],
    states: { requested: { succeeded: null, failed: null }, succeeded: { failed: null }, failed: {} },
  },
  booking_series: {
    table: "bookings.booking_series",
    initial: ["active"],
    states: { active: { ended: "bookings:write" }, ended: {} },
  },
} as const satisfies Record<string, { table: string; initial: readonly string[]; states: Edges }>;
