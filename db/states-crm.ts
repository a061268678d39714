import type { Permission } from "#lib/permissions";

type Edges = Record<string, Record<string, Permission | null>>;

/**
 * The machines of customers' business and of reviews; part of `machines` in `db/states.ts`, which says how to read them.
 * A lead's and an opportunity's state is the kind of the stage it stands in, so only what moves them between stages,
 * with time and reason, may set it. What is decided about a review is decided by functions that keep who and why.
 */
export const crmMachines = {
  lead: {
    table: "crm.leads",
    initial: ["open"],
    states: {
      open: { converted: null, lost: null },
      lost: { open: null },
      converted: {},
    },
  },
  opportunity: {
    table: "crm.opportunities",
    initial: ["open"],
    states: {
      open: { won: null, lost: null },
      won: { open: null },
      lost: { open: null },
    },
  },
  /** An approved review may turn out false, and a rejected one true; a reason is kept each time. */
  review: {
    table: "feedback.customer_reviews",
    initial: ["pending"],
    states: {
      pending: { approved: null, rejected: null },
      approved: { rejected: null },
      rejected: { approved: null },
    },
  },
  /** Whether a customer was asked for a review: at most once for each occasion. */
  review_request: {
    table: "feedback.review_requests",
    initial: ["waiting", "skipped"],
    states: {
      waiting: { sent: null, skipped: null },
      sent: { answered: null, expired: null },
      answered: {},
      skipped: {},
      expired: {},
    },
  },
  testimonial: {
    table: "feedback.customer_testimonials",
    initial: ["published"],
    states: { published: { withdrawn: null }, withdrawn: { published: null } },
  },
  review_post: {
    table: "feedback.review_blog_posts",
    initial: ["draft"],
    states: {
      draft: { published: null, archived: null },
      published: { archived: null },
      archived: { draft: null },
    },
  },
} as const satisfies Record<string, { table: string; initial: readonly string[]; states: Edges }>;
