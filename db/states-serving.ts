/** The state machines of serving buyers, read by `db/states.ts`. */
export const servingMachines = {
  /** A buyer asked for their money; the organizers decide. */
  refund_request: {
    table: "ticketing.refund_requests",
    initial: ["asked"],
    states: { asked: { approved: null, rejected: null, withdrawn: null }, approved: {}, rejected: {}, withdrawn: {} },
  },
  /** Everybody's money back for one event. It runs again for what failed. */
  refund_run: {
    table: "ticketing.refund_runs",
    initial: ["running"],
    states: { running: { finished: null }, finished: { running: null } },
  },
  /** One order in such a run. `placed`: its refund is made, and says by itself how far it is. */
  refund_run_item: {
    table: "ticketing.refund_run_items",
    initial: ["waiting"],
    states: {
      waiting: { placed: null, second: null, failed: null },
      placed: { waiting: null },
      second: { waiting: null },
      failed: { waiting: null },
    },
  },
} as const;
