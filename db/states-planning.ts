import type { Permission } from "#lib/permissions";

type Edges = Record<string, Record<string, Permission | null>>;

/** What is planned, happens and is over; a cancelled one can be planned anew. */
const happening = {
  planned: { running: "events:write", cancelled: "events:write" },
  running: { done: "events:write" },
  done: {},
  cancelled: { planned: "events:write" },
} as const;

/** The machines of an event's plan; part of `machines` in `db/states.ts`, which says how to read them. */
export const planningMachines = {
  event: {
    table: "events.events",
    initial: ["draft"],
    states: {
      draft: { published: "events:publish", cancelled: "events:publish" },
      published: {
        draft: null,
        live: "events:publish",
        postponed: "events:publish",
        cancelled: "events:publish",
        completed: null,
      },
      postponed: { published: "events:publish", cancelled: "events:publish" },
      live: { completed: "events:publish", cancelled: "events:publish" },
      completed: { archived: "events:publish" },
      cancelled: { archived: "events:publish" },
      // Back as what it was, through a function.
      archived: { completed: null, cancelled: null },
    },
  },
  series: {
    table: "events.event_series",
    initial: ["active"],
    states: {
      active: { ended: "events:write" },
      ended: {},
    },
  },
  /** A part of the programme. A cancelled one gives its room and its people back. */
  session: {
    table: "events.event_schedules",
    initial: ["planned", "confirmed"],
    states: {
      planned: { confirmed: "events:write", cancelled: "events:write" },
      confirmed: { planned: "events:write", running: "events:write", cancelled: "events:write" },
      running: happening.running,
      done: happening.done,
      cancelled: happening.cancelled,
    },
  },
  shift: {
    table: "events.event_staff",
    initial: ["planned"],
    states: happening,
  },
  /** Whether somebody works a shift: confirmed or declined by themselves or by whoever plans. */
  assignment: {
    table: "events.shift_assignments",
    initial: ["assigned"],
    states: {
      assigned: { confirmed: "events:write", declined: "events:write", withdrawn: "events:write" },
      confirmed: { declined: "events:write", withdrawn: "events:write" },
      declined: { assigned: "events:write" },
      withdrawn: { assigned: "events:write" },
    },
  },
  task: {
    table: "events.event_planning",
    initial: ["open"],
    states: {
      open: { in_progress: "events:write", blocked: "events:write", done: "events:write", dropped: "events:write" },
      in_progress: { open: "events:write", blocked: "events:write", done: "events:write", dropped: "events:write" },
      blocked: { open: "events:write", in_progress: "events:write", dropped: "events:write" },
      done: { open: "events:write" },
      dropped: { open: "events:write" },
    },
  },
  risk: {
    table: "events.event_risks",
    initial: ["open"],
    states: {
      open: { mitigated: "events:write", accepted: "events:write", occurred: "events:write", closed: "events:write" },
      mitigated: { open: "events:write", occurred: "events:write", closed: "events:write" },
      accepted: { open: "events:write", occurred: "events:write", closed: "events:write" },
      occurred: { closed: "events:write" },
      closed: { open: "events:write" },
    },
  },
  /** A paper that an event needs. Only a file makes it received. */
  document: {
    table: "events.event_documents",
    initial: ["missing"],
    states: {
      missing: { received: null, waived: "events:write" },
      received: { received: null, approved: "events:write", rejected: "events:write" },
      approved: { received: null },
      rejected: { received: null, waived: "events:write" },
      waived: { missing: "events:write" },
    },
  },
  logistics: {
    table: "events.event_logistics",
    initial: ["needed"],
    states: {
      needed: { ordered: "events:write", cancelled: "events:write" },
      ordered: { needed: "events:write", delivered: "events:write", cancelled: "events:write" },
      delivered: { returned: "events:write" },
      returned: {},
      cancelled: { needed: "events:write" },
    },
  },
  run: {
    table: "events.production_runs",
    initial: ["planned"],
    states: happening,
  },
  casting: {
    table: "events.castings",
    initial: ["proposed"],
    states: {
      proposed: { invited: "events:write", dropped: "events:write" },
      invited: { confirmed: "events:write", declined: "events:write", dropped: "events:write" },
      confirmed: { released: "events:write" },
      declined: { invited: "events:write" },
      dropped: { proposed: "events:write" },
      released: {},
    },
  },
  /** With a vendor or with talent. */
  contract: {
    table: "events.contracts",
    initial: ["draft"],
    states: {
      draft: { sent: "events:write", cancelled: "events:write" },
      sent: { draft: "events:write", signed: "events:write", cancelled: "events:write" },
      signed: { ended: "events:write", terminated: "events:write" },
      ended: {},
      terminated: {},
      cancelled: {},
    },
  },
  /** A letter to those who hold tickets; sent once. */
  update: {
    table: "events.event_updates",
    initial: ["draft"],
    states: {
      draft: { sent: null },
      sent: {},
    },
  },
} as const satisfies Record<string, { table: string; initial: readonly string[]; states: Edges }>;
