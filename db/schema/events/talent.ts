import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { span, vendors } from "#db/schema/events/places";
import { byFunctions, confidential, ofEvent, plan } from "#db/schema/events/planned";
import { eventSchedules } from "#db/schema/events/program";
import { organizations } from "#db/schema/organizations";
import { labels } from "#db/states";

export const talentKinds = [
  "designer",
  "model",
  "influencer",
  "media_partner",
  "speaker",
  "artist",
  "host",
  "other",
] as const;

/** Everybody whom people come to see, whatever they do there: designers, models, influencers, media partners, speakers, artists. */
export const talent = eventsSchema.table(
  "talent",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text("kind", { enum: talentKinds }).notNull(),
    name: text("name").notNull(),
    agency: text("agency").notNull().default(""),
    email: text("email").notNull().default(""),
    phone: text("phone").notNull().default(""),
    /** What visitors may read. */
    bio: text("bio").notNull().default(""),
    /** What only we read: sizes, riders, allergies. */
    notes: text("notes").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_talent_name").on(t.organizationId, t.kind, t.name),
    check("talent_name", sql`length(${t.name}) between 1 and 120`),
    ...ownedBy({ read: "events:read", write: "events:write", shared: true }),
  ],
);

/** When somebody cannot come. Sessions are refused in that time, by the same constraint that keeps two sessions apart. */
export const talentAbsences = eventsSchema.table(
  "talent_absences",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    talentId: uuid("talent_id").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    reason: text("reason").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    ...within(t, t.talentId, talent),
    ...ownedBy({ read: "events:read", write: "events:write", remove: "events:write", shared: true }),
  ],
);

/** Who is on stage in which session. Written by functions alone. */
export const sessionTalent = eventsSchema.table(
  "session_talent",
  {
    ...ofEvent(),
    sessionId: uuid("session_id").notNull(),
    talentId: uuid("talent_id").notNull(),
    part: text("part").notNull().default(""),
  },
  (t) => [
    unique("once_a_session").on(t.organizationId, t.sessionId, t.talentId),
    ...within(t, t.talentId, talent),
    foreignKey({
      columns: [t.organizationId, t.sessionId],
      foreignColumns: [eventSchedules.organizationId, eventSchedules.id],
    }).onDelete("cascade"),
    ...byFunctions(t),
  ],
);

/** The time of a person on stage: a session, or an absence. One exclusion constraint keeps it from being given twice. */
export const talentUses = eventsSchema.table(
  "talent_uses",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    talentId: uuid("talent_id").notNull(),
    sessionTalentId: uuid("session_talent_id"),
    absenceId: uuid("absence_id"),
    during: span("during").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_use_a_part").on(t.organizationId, t.sessionTalentId),
    unique("one_use_an_absence").on(t.organizationId, t.absenceId),
    check("one_reason", sql`num_nonnulls(${t.sessionTalentId}, ${t.absenceId}) = 1`),
    ...within(t, t.talentId, talent),
    foreignKey({
      columns: [t.organizationId, t.sessionTalentId],
      foreignColumns: [sessionTalent.organizationId, sessionTalent.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.organizationId, t.absenceId],
      foreignColumns: [talentAbsences.organizationId, talentAbsences.id],
    }).onDelete("cascade"),
    ...ownedBy({ read: "events:read", shared: true }),
  ],
);

export const castingState = eventsSchema.enum("casting_state", labels("casting"));

/** Whom we want for an event, as what, and whether they come. */
export const castings = eventsSchema.table(
  "castings",
  {
    ...ofEvent(),
    talentId: uuid("talent_id").notNull(),
    part: text("part").notNull(),
    state: castingState("state").notNull().default("proposed"),
    notes: text("notes").notNull().default(""),
  },
  (t) => [
    unique("one_casting_a_part").on(t.organizationId, t.eventId, t.talentId, t.part),
    check("part_length", sql`length(${t.part}) between 1 and 80`),
    ...within(t, t.talentId, talent),
    ...plan(t),
  ],
);

export const contractState = eventsSchema.enum("contract_state", labels("contract"));

/** What was agreed with a vendor or with talent for an event. The bill itself is the books' business. */
export const contracts = eventsSchema.table(
  "contracts",
  {
    ...ofEvent(),
    vendorId: uuid("vendor_id"),
    talentId: uuid("talent_id"),
    subject: text("subject").notNull(),
    state: contractState("state").notNull().default("draft"),
    costMinor: minor("cost_minor").notNull().default(sql`0`),
    currency: currency(),
    signedOn: date("signed_on"),
    expiresOn: date("expires_on"),
    /** Until when pictures and recordings may be used, and for what. */
    usageUntil: date("usage_until"),
    usageRights: text("usage_rights").notNull().default(""),
    notes: text("notes").notNull().default(""),
  },
  (t) => [
    check("one_party", sql`num_nonnulls(${t.vendorId}, ${t.talentId}) = 1`),
    check("cost_not_negative", sql`${t.costMinor} >= 0`),
    check("subject_length", sql`length(${t.subject}) between 1 and 160`),
    index().on(t.organizationId, t.expiresOn),
    ...within(t, t.vendorId, vendors),
    ...within(t, t.talentId, talent),
    ...confidential(t),
  ],
);
