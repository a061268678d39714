import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, tenantKey, within } from "#db/columns";
import { sponsorMilestones, sponsorshipOrders } from "#db/schema/sponsorship/orders";
import { sponsorFiles } from "#db/schema/sponsorship/proposals";
import { bothParties, sponsorId, sponsorship } from "#db/schema/sponsorship/schema";
import { sponsors } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const deliverableState = sponsorship.enum("deliverable_state", labels("deliverable"));

/** What the organizer promised, by which day, and within how many days after it a proof still counts as in time. */
export const deliverables = sponsorship.table(
  "deliverables",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    milestoneId: uuid("milestone_id").notNull(),
    sponsorId: sponsorId(),
    position: integer("position").notNull(),
    state: deliverableState("state").notNull().default("open"),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    dueOn: date("due_on").notNull(),
    slaDays: integer("sla_days").notNull(),
    /** The number that was promised, such as so many impressions; proofs and results are compared with it. */
    wanted: bigint("wanted_figure", { mode: "bigint" }),
    submittedAt: moment("submitted_at"),
    approvedAt: moment("approved_at"),
    remindedAt: moment("reminded_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_deliverable_a_place").on(t.organizationId, t.orderId, t.position),
    check("sla_range", sql`${t.slaDays} between 0 and 90`),
    check("wanted_positive", sql`${t.wanted} > 0`),
    index().on(t.sponsorId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.milestoneId, sponsorMilestones),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** What shows that it was delivered: a file, a link, a number, with words. Decided once; another attempt is another proof. */
export const deliverableProofs = sponsorship.table(
  "deliverable_proofs",
  {
    organizationId: organizationId(),
    id: id(),
    deliverableId: uuid("deliverable_id").notNull(),
    orderId: uuid("order_id").notNull(),
    sponsorId: sponsorId(),
    n: integer("n").notNull(),
    words: text("words").notNull().default(""),
    link: text("link").notNull().default(""),
    figure: bigint("figure", { mode: "bigint" }),
    /**
     * Where the figure is from, when this house counted it itself: { measure, scope, page, from, to, zone, asOf, rows: [{ day, n }] },
     * as `analytics.figure_for` answered it at that moment. Kept with the proof, so that both parties read the same for ever.
     */
    source: jsonb("source"),
    fileId: uuid("file_id"),
    /** After the due date and its grace. */
    late: boolean("late").notNull(),
    submittedBy: uuid("submitted_by").references(() => userProfiles.userId),
    submittedAt: moment("submitted_at").notNull().defaultNow(),
    approved: boolean("approved"),
    /** Nobody said anything in the time that the contract gives. */
    bySilence: boolean("by_silence").notNull().default(false),
    reason: text("reason").notNull().default(""),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_proof_a_number").on(t.organizationId, t.deliverableId, t.n),
    check("something_to_see", sql`${t.link} <> '' or ${t.figure} is not null or ${t.fileId} is not null`),
    check("source_has_its_figure", sql`${t.source} is null or ${t.figure} is not null`),
    check("decided_whole", sql`(${t.approved} is null) = (${t.decidedAt} is null)`),
    index().on(t.submittedBy),
    index().on(t.decidedBy),
    index().on(t.sponsorId),
    ...within(t, t.deliverableId, deliverables),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.fileId, sponsorFiles),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);
