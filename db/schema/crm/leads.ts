import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, index, integer, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { customers } from "#db/schema/crm/customers";
import { byMember, crm } from "#db/schema/crm/owned";
import { pipelineStages } from "#db/schema/crm/stages";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { byFlow } from "#db/schema/payments-schema";
import { labels } from "#db/states";

export const leadState = crm.enum("lead_state", labels("lead"));
export const leadSource = crm.enum("lead_source", [
  "website",
  "instagram",
  "facebook",
  "google_business",
  "referral",
  "import",
  "phone",
  "other",
]);

/** Somebody who asked. What they said stays as they said it; whom it became is `customer_id`. */
export const leads = crm.table(
  "leads",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    source: leadSource("source").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    phone: text("phone").notNull().default(""),
    message: text("message").notNull().default(""),
    wishedOn: date("wished_on"),
    guests: integer("guests"),
    service: text("service").notNull().default(""),
    /** Whoever recommended us, in their words. */
    referredBy: text("referred_by").notNull().default(""),
    stationId: uuid("station_id"),
    ownerId: uuid("owner_id"),
    state: leadState("state").notNull().default("open"),
    stageId: uuid("stage_id").notNull(),
    /** Since when it is in its stage. */
    stageAt: moment("stage_at").notNull().defaultNow(),
    /** 0 to 100: how likely it comes to something, by what was said; `crm.score`. */
    score: smallint("score").notNull().default(0),
    lostReason: text("lost_reason"),
    lostNote: text("lost_note").notNull().default(""),
    customerId: uuid("customer_id"),
    convertedAt: moment("converted_at"),
    /** What was booked in the end; the booking's thread begins here. */
    bookingId: uuid("booking_id"),
    /** They agreed to be written to about offers, by which words, from where. */
    marketing: boolean("marketing").notNull().default(false),
    consentVersion: text("consent_version").notNull().default(""),
    consentAddress: text("consent_address"),
    /** Where in a file or on which page it came from. */
    origin: text("origin").notNull().default(""),
    /** The next thing to do, and when; whoever owns it sees it. */
    followUpAt: moment("follow_up_at"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    check("name_length", sql`length(${t.name}) between 1 and 120`),
    check("email_form", sql`${t.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(${t.email}) <= 254`),
    check("reachable", sql`${t.email} is not null or ${t.phone} <> ''`),
    check("phone_length", sql`length(${t.phone}) <= 40`),
    check("message_length", sql`length(${t.message}) <= 4000`),
    check("service_length", sql`length(${t.service}) <= 120`),
    check("guest_count", sql`${t.guests} between 1 and 10000`),
    check("score_range", sql`${t.score} between 0 and 100`),
    check("lost_says_why", sql`(${t.state} = 'lost') = (${t.lostReason} is not null)`),
    check("converted_to_somebody", sql`${t.state} <> 'converted' or ${t.customerId} is not null`),
    index().on(t.organizationId, t.createdAt.desc().nullsFirst()),
    index().on(t.organizationId, t.state, t.createdAt.desc().nullsFirst()),
    ...within(t, t.stationId, stations),
    ...within(t, t.stageId, pipelineStages),
    ...within(t, t.customerId, customers),
    ...within(t, t.bookingId, bookings),
    ...byMember(t, t.ownerId),
    ...byMember(t, t.createdBy),
    ...ownedBy({ read: "crm:read", write: "crm:write", station: "station_id" }),
    byFlow(),
  ],
);

/** What every line about a lead begins with; its station is the lead's, kept equal by `crm.take_station`. */
const aboutLead = () => ({
  organizationId: organizationId(),
  id: id(),
  leadId: uuid("lead_id").notNull(),
  stationId: uuid("station_id"),
  createdAt: createdAt(),
});

type LeadRow = Parameters<typeof tenantKey>[0] & {
  leadId: Parameters<typeof within>[1];
  stationId: Parameters<typeof within>[1];
};
const ofLead = (t: LeadRow) => [
  tenantKey(t),
  ...within(t, t.leadId, leads),
  ...within(t, t.stationId, stations),
  ...ownedBy({ read: "crm:read", write: "crm:write", remove: "crm:write", station: "station_id" }),
  byFlow(),
];

/** What somebody of ours wrote down about a lead. */
export const leadNotes = crm.table(
  "lead_notes",
  { ...aboutLead(), body: text("body").notNull(), createdBy: uuid("created_by") },
  (t) => [check("body_length", sql`length(${t.body}) between 1 and 4000`), ...byMember(t, t.createdBy), ...ofLead(t)],
);

/** A word by which leads are found together. */
export const leadTags = crm.table("lead_tags", { ...aboutLead(), tag: text("tag").notNull() }, (t) => [
  check("tag_form", sql`${t.tag} = lower(${t.tag}) and length(${t.tag}) between 1 and 40`),
  unique("one_tag_a_lead").on(t.organizationId, t.leadId, t.tag),
  index().on(t.organizationId, t.tag),
  ...ofLead(t),
]);

export const activityKinds = ["call", "email", "meeting", "message", "form", "conversion"] as const;

/** What happened with a lead besides notes and stages, which have tables of their own; the thread shows all three. */
export const leadActivities = crm.table(
  "lead_activities",
  {
    ...aboutLead(),
    kind: text("kind", { enum: activityKinds }).notNull(),
    summary: text("summary").notNull(),
    happenedAt: moment("happened_at").notNull().defaultNow(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    check("kind_known", sql`${t.kind} in ('call', 'email', 'meeting', 'message', 'form', 'conversion')`),
    check("summary_length", sql`length(${t.summary}) between 1 and 4000`),
    ...byMember(t, t.createdBy),
    ...ofLead(t),
  ],
);

export const opportunityState = crm.enum("opportunity_state", labels("opportunity"));

/** Business that may come: how much, when, with whom, and how far it has got. */
export const opportunities = crm.table(
  "opportunities",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    title: text("title").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    expectedOn: date("expected_on"),
    customerId: uuid("customer_id"),
    leadId: uuid("lead_id"),
    stationId: uuid("station_id"),
    ownerId: uuid("owner_id"),
    state: opportunityState("state").notNull().default("open"),
    stageId: uuid("stage_id").notNull(),
    stageAt: moment("stage_at").notNull().defaultNow(),
    lostReason: text("lost_reason"),
    notes: text("notes").notNull().default(""),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    check("title_length", sql`length(${t.title}) between 1 and 160`),
    check("amount_not_negative", sql`${t.amountMinor} >= 0`),
    check("lost_says_why", sql`(${t.state} = 'lost') = (${t.lostReason} is not null)`),
    index().on(t.organizationId, t.state, t.createdAt.desc().nullsFirst()),
    ...within(t, t.stageId, pipelineStages),
    ...within(t, t.customerId, customers),
    ...within(t, t.leadId, leads),
    ...within(t, t.stationId, stations),
    ...byMember(t, t.ownerId),
    ...byMember(t, t.createdBy),
    ...ownedBy({ read: "crm:read", write: "crm:write", station: "station_id" }),
    byFlow(),
  ],
);

/** A stay of a lead or an opportunity in a stage: from when to when, who moved it there and why. */
export const stageHistory = crm.table(
  "stage_history",
  {
    organizationId: organizationId(),
    id: id(),
    leadId: uuid("lead_id"),
    opportunityId: uuid("opportunity_id"),
    stationId: uuid("station_id"),
    stageId: uuid("stage_id").notNull(),
    enteredAt: moment("entered_at").notNull().defaultNow(),
    leftAt: moment("left_at"),
    reason: text("reason").notNull().default(""),
    movedBy: uuid("moved_by"),
  },
  (t) => [
    tenantKey(t),
    check("one_subject", sql`num_nonnulls(${t.leadId}, ${t.opportunityId}) = 1`),
    check("leaves_after_it_came", sql`${t.leftAt} >= ${t.enteredAt}`),
    ...within(t, t.leadId, leads),
    foreignKey({
      columns: [t.organizationId, t.opportunityId],
      foreignColumns: [opportunities.organizationId, opportunities.id],
    }),
    index().on(t.organizationId, t.opportunityId),
    ...within(t, t.stageId, pipelineStages),
    ...within(t, t.stationId, stations),
    ...byMember(t, t.movedBy),
    ...ownedBy({ read: "crm:read", station: "station_id" }),
    byFlow(),
  ],
);
