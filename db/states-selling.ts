/** The state machines of selling, read by `db/states.ts`. */
export const sellingMachines = {
  /** A place in the line for tickets that are gone. `lapsed`: the offer was not taken in time. */
  waitlist: {
    table: "ticketing.waitlist_entries",
    initial: ["waiting"],
    states: {
      waiting: { offered: null, left: null, closed: null },
      offered: { bought: null, lapsed: null, left: null },
      bought: {},
      lapsed: { bought: null },
      left: { bought: null },
      closed: {},
    },
  },
} as const;
