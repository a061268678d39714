import type { Permission } from "#lib/permissions";

type Edges = Record<string, Record<string, Permission | null>>;

/** The machines of what is said about an event, before and after it; part of `machines` in `db/states.ts`. */
export const contentMachines = {
  /** The questions to those who came. Open: they are asked when the event is over, and may change what they said. */
  feedback_form: {
    table: "events.feedback_forms",
    initial: ["draft"],
    states: {
      draft: { open: "events:write" },
      open: { closed: "events:write" },
      closed: { open: "events:write" },
    },
  },
} as const satisfies Record<string, { table: string; initial: readonly string[]; states: Edges }>;
