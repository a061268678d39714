import { index, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantKey, within } from "#db/columns";
import { proposalThreads } from "#db/schema/sponsorship/proposals";
import { organizers, sponsorship } from "#db/schema/sponsorship/schema";

/** When a proposal came into each of its states: what win rates and times in stage are counted from. Only added to. */
export const proposalSteps = sponsorship.table(
  "proposal_steps",
  {
    organizationId: organizationId(),
    id: id(),
    threadId: uuid("thread_id").notNull(),
    /** Empty as it begins. */
    fromState: text("from_state").notNull(),
    toState: text("to_state").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.organizationId, t.createdAt),
    ...within(t, t.threadId, proposalThreads),
    ...organizers(),
  ],
);
