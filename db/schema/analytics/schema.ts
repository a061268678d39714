import { sql } from "drizzle-orm";
import { bigint, check, date, integer, pgPolicy, pgSchema, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations } from "#db/schema/organizations";

/**
 * What visitors did and what became of it. The raw rows, `event_impressions` and `ticket_analytics`, are partitioned by
 * month and made in `db/sql/74-analytics.sql`; here is what is summed from them and how far that has come.
 */
export const analytics = pgSchema("analytics");

const rollupAlone = () => [
  pgPolicy("rollup", { for: "all", to: ["gr_rollup", "gr_owner"], using: sql`true`, withCheck: sql`true` }),
];

/** How an organization counts its visitors, and for how long it keeps the single rows. */
export const settings = analytics.table(
  "settings",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    retentionMonths: integer("retention_months").notNull().default(13),
    /** Fewer people than these are never shown as a group. Only ever raised. */
    audienceK: integer("audience_k").notNull().default(10),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_analytics_setting").on(t.organizationId),
    check("audience_k_in_range", sql`${t.audienceK} between 10 and 1000`),
    check("retention_in_range", sql`${t.retentionMonths} between 1 and 120`),
    ...ownedBy({ read: "analytics:read", write: "organizations:write" }),
  ],
);

/** How far an organization's rollups have come: in which zone its days were cut, and from when its single rows are kept. */
export const rolled = analytics.table(
  "rolled",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    zone: text("zone").notNull(),
    /** Rows before it are gone for this organization; a rebuild leaves the days before it as they are. */
    keptFrom: moment("kept_from_at"),
    /** Which kinds of rollup were made for it; one that is behind is rolled up anew. */
    version: integer("version").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_rollup_state").on(t.organizationId),
    ...ownedBy({ read: "analytics:read", shared: true }),
  ],
);

/** That a visitor, known by a number only, agreed to being counted by this organization, or took it back. */
export const audienceConsents = analytics.table(
  "audience_consents",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    /** 63 bits of SHA-256 over the organization and a random word that only the visitor's browser knows. */
    visitor: bigint("visitor", { mode: "bigint" }).notNull(),
    /** Which wording they were shown. */
    words: text("words").notNull(),
    grantedAt: moment("granted_at").notNull().defaultNow(),
    withdrawnAt: moment("withdrawn_at"),
    /** Where they came from first and last, as visits say it; both are let go of after 90 days, and when they take it back. */
    firstChannel: text("first_channel"),
    firstSource: text("first_source"),
    firstAt: moment("first_at"),
    lastChannel: text("last_channel"),
    lastSource: text("last_source"),
    lastAt: moment("last_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_consent_a_visitor").on(t.organizationId, t.visitor),
    ...ownedBy({ read: "analytics:read" }),
  ],
);

/**
 * Everything that `seen` (a `pg_snapshot`) could see is in the rollups; `as_of` is the moment for which they are true.
 * One row. What committed late is not missed: it was not visible then.
 */
export const watermarks = analytics.table(
  "watermarks",
  {
    name: text("name").primaryKey(),
    seen: text("seen").notNull(),
    asOf: moment("as_of_at").notNull(),
  },
  () => [
    ...rollupAlone(),
    pgPolicy("read", { for: "select", to: authenticatedRole, using: sql`(select system.has('analytics:read'))` }),
  ],
);

/** A month of raw rows: how many were rolled up, when it was sealed, when it was dropped. */
export const months = analytics.table(
  "months",
  {
    kind: text("kind", { enum: ["event_impressions", "ticket_analytics", "booking_analytics"] }).notNull(),
    /** Its first day, UTC. */
    month: date("month").notNull(),
    rolled: bigint("rolled", { mode: "bigint" }).notNull().default(sql`0`),
    sealedAt: moment("sealed_at"),
    droppedAt: moment("dropped_at"),
  },
  (t) => [primaryKey({ columns: [t.kind, t.month] }), ...rollupAlone()],
);

/** Each run of the rollup and each rebuild: what it took in and how long it took. Kept for 30 days. */
export const refreshLog = analytics.table(
  "refresh_log",
  {
    id: id().primaryKey(),
    kind: text("kind", { enum: ["refresh", "rebuild"] }).notNull(),
    visits: bigint("visits", { mode: "bigint" }).notNull(),
    facts: bigint("facts", { mode: "bigint" }).notNull(),
    startedAt: moment("started_at").notNull(),
    finishedAt: moment("finished_at").notNull(),
  },
  () => rollupAlone(),
);
