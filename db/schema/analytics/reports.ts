import { sql } from "drizzle-orm";
import { boolean, check, date, index, pgPolicy, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, moment, organizationId, tenantKey, within } from "#db/columns";
import { analytics } from "#db/schema/analytics/schema";
import { organizations } from "#db/schema/organizations";

const mine = "organization_id = (select system.org_id())";
const reading = `${mine} and (select system.can('analytics:read'))`;
const owned = sql.raw(
  `${reading} and owner_id = (select system.uid()) and (not shared or (select system.can('analytics:export')))`,
);

/** A dashboard with what it is narrowed to, under a name: its owner's, or shared with the organization. */
export const savedReports = analytics.table(
  "saved_reports",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    ownerId: uuid("owner_id").notNull(),
    name: text("name").notNull(),
    dashboard: text("dashboard").notNull(),
    /** The dashboard's part of the address, without the `?`; its period counts back from the day on which it is looked at. */
    search: text("search").notNull(),
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
    /** Removed, and kept for a while in case that was a mistake. */
    deletedAt: moment("deleted_at"),
  },
  (t) => [
    tenantKey(t),
    index().on(t.organizationId, t.ownerId),
    check("name_length", sql`length(${t.name}) between 1 and 120`),
    check("search_length", sql`length(${t.search}) <= 2000`),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql.raw(`${reading} and (owner_id = (select system.uid()) or shared and deleted_at is null)`),
    }),
    pgPolicy("insert", { for: "insert", to: authenticatedRole, withCheck: owned }),
    pgPolicy("update", { for: "update", to: authenticatedRole, using: owned, withCheck: owned }),
  ],
);

/** When somebody gets a report by e-mail, by the organization's clock. Administrators see who gets what. */
export const reportSchedules = analytics.table(
  "report_schedules",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    reportId: uuid("report_id").notNull(),
    personId: uuid("person_id").notNull(),
    createdBy: uuid("created_by").notNull(),
    cadence: text("cadence", { enum: ["daily", "weekly", "monthly"] }).notNull(),
    hour: smallint("hour").notNull(),
    /** Monday is 1; of weekly ones. */
    weekday: smallint("weekday").notNull().default(1),
    /** Of monthly ones; a month that is shorter has it on its last day. */
    monthDay: smallint("month_day").notNull().default(1),
    /** The secret of the link that ends it. */
    stopToken: uuid("stop_token").notNull().default(sql`gen_random_uuid()`),
    createdAt: createdAt(),
    /** Nothing that was due before it is sent. */
    changedAt: moment("changed_at").notNull().defaultNow(),
    stoppedAt: moment("stopped_at"),
    stopReason: text("stop_reason").notNull().default(""),
  },
  (t) => [
    tenantKey(t),
    unique("one_schedule_a_reader").on(t.organizationId, t.reportId, t.personId),
    unique("stop_token_is_one").on(t.stopToken),
    ...within(t, t.reportId, savedReports),
    check("hour_of_a_day", sql`${t.hour} between 0 and 23`),
    check("day_of_a_week", sql`${t.weekday} between 1 and 7`),
    check("day_of_a_month", sql`${t.monthDay} between 1 and 31`),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql.raw(
        `${mine} and ((select system.can('organizations:write')) or person_id = (select system.uid()) or created_by = (select system.uid()) or exists (select from analytics.saved_reports r where r.organization_id = report_schedules.organization_id and r.id = report_schedules.report_id and r.owner_id = (select system.uid())))`,
      ),
    }),
  ],
);

/** Each letter of a schedule, once a day at most: due, sent, or why not. */
export const reportSends = analytics.table(
  "report_sends",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    scheduleId: uuid("schedule_id").notNull(),
    /** The calendar day, by the organization's clock, on which it was due. */
    dueOn: date("due_on").notNull(),
    dueAt: moment("due_at").notNull(),
    outcome: text("outcome", { enum: ["queued", "sent", "stopped"] })
      .notNull()
      .default("queued"),
    reason: text("reason").notNull().default(""),
    createdAt: createdAt(),
    sentAt: moment("sent_at"),
  },
  (t) => [
    tenantKey(t),
    unique("one_letter_a_day").on(t.organizationId, t.scheduleId, t.dueOn),
    ...within(t, t.scheduleId, reportSchedules),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql.raw(
        `${mine} and ((select system.can('organizations:write')) or exists (select from analytics.report_schedules s where s.organization_id = report_sends.organization_id and s.id = report_sends.schedule_id))`,
      ),
    }),
  ],
);
