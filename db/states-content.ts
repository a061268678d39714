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
  /** News of an event on its page. What was removed comes back as what it was, through a function. */
  post: {
    table: "events.event_posts",
    initial: ["draft"],
    states: {
      draft: { published: "events:write", removed: "events:write" },
      published: { archived: "events:write", removed: "events:write" },
      archived: { published: "events:write", removed: "events:write" },
      removed: { draft: null, published: null, archived: null },
    },
  },
  /** `pending`: held, or reported; somebody decides. `removed` by its author, who may take that back for a while. */
  comment: {
    table: "events.event_comments",
    initial: ["visible", "pending"],
    states: {
      pending: { visible: null, rejected: null, removed: null },
      visible: { pending: null, rejected: null, removed: null },
      rejected: { visible: null },
      removed: { visible: null, pending: null },
    },
  },
} as const satisfies Record<string, { table: string; initial: readonly string[]; states: Edges }>;
