import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { accounts, payments, readable } from "#db/schema/payments";
import { flow } from "#db/schema/payments/limits";
import { userProfiles } from "#db/schema/users";

/** Written by functions of the database alone. */
const watched = () => [...ownedBy({ read: "payments:read" }), flow()];

/** What income and expenses are called and summed by, beside the accounts. */
export const categories = payments.table(
  "categories",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["income", "expense"] }).notNull(),
    /** A category of the same kind that has none above it itself. */
    parentId: uuid("parent_id"),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_category_name").on(t.organizationId, t.kind, sql`lower(name)`).where(sql`archived_at is null`),
    check("category_kind", sql`${t.kind} in ('income', 'expense')`),
    check("category_name_length", sql`length(${t.name}) between 1 and 80`),
    foreignKey({ columns: [t.organizationId, t.parentId], foreignColumns: [t.organizationId, t.id] }),
    index().on(t.organizationId, t.parentId),
    ...readable(),
  ],
);

/** Which account, in all its currencies, a category gathers. An account is in one category at most. */
export const categoryAccounts = payments.table(
  "category_accounts",
  {
    organizationId: organizationId(),
    id: id(),
    categoryId: uuid("category_id").notNull(),
    accountCode: text("account_code").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_category_an_account").on(t.organizationId, t.accountCode),
    ...within(t, t.categoryId, categories),
    ...readable(),
  ],
);

/** What should be earned, or at most spent, every month or year. What was is computed from the ledger. */
export const financialGoals = payments.table(
  "financial_goals",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    measure: text("measure", { enum: ["income", "expenses", "net", "category", "account"] }).notNull(),
    categoryId: uuid("category_id"),
    accountId: uuid("account_id"),
    /** Only what was earned or spent for this event, or at this station. */
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    every: text("every", { enum: ["month", "year"] }).notNull(),
    /** The first and the last month or year for which it counts, as the first day of it; for ever without a last one. */
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on"),
    targetMinor: minor("target_minor").notNull(),
    currency: currency(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    tenantKey(t),
    check("goal_every", sql`${t.every} in ('month', 'year')`),
    check("goal_target", sql`${t.targetMinor} > 0`),
    check(
      "goal_subject",
      sql`(${t.measure} = 'category') = (${t.categoryId} is not null) and (${t.measure} = 'account') = (${t.accountId} is not null)`,
    ),
    check("goal_begins_a_month", sql`extract(day from ${t.startsOn}) = 1`),
    check("goal_name_length", sql`length(${t.name}) between 1 and 120`),
    index().on(t.createdBy),
    ...within(t, t.categoryId, categories),
    ...within(t, t.accountId, accounts),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...readable(),
  ],
);

/** How incoming money is set aside: what goes where, before anybody spends it. */
export const autoSplits = payments.table(
  "auto_splits",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    currency: currency(),
    /** The income of this account alone; of all income accounts when null. */
    accountCode: text("account_code"),
    /** Split the income of each day in the night after it, from this day on. */
    activeFrom: date("active_from"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_split_name").on(t.organizationId, sql`lower(name)`).where(sql`archived_at is null`),
    check("split_name_length", sql`length(${t.name}) between 1 and 80`),
    index().on(t.createdBy),
    ...readable(),
  ],
);

/** One part of a split. Fixed amounts come first, then shares of what is left, then the rest; what no line takes stays free. */
export const autoSplitLines = payments.table(
  "auto_split_lines",
  {
    organizationId: organizationId(),
    id: id(),
    splitId: uuid("split_id").notNull(),
    position: smallint("position").notNull(),
    kind: text("kind", { enum: ["fixed", "share", "rest"] }).notNull(),
    /** Hundredths of a per cent. */
    basisPoints: integer("basis_points"),
    amountMinor: minor("amount_minor"),
    /** The last word of `equity:allocated:<reserve>`. */
    reserve: text("reserve").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_line_a_place").on(t.organizationId, t.splitId, t.position),
    uniqueIndex("one_rest").on(t.organizationId, t.splitId).where(sql`kind = 'rest'`),
    check(
      "split_line_kind",
      sql`case ${t.kind} when 'fixed' then ${t.amountMinor} > 0 and ${t.basisPoints} is null
        when 'share' then ${t.basisPoints} between 1 and 10000 and ${t.amountMinor} is null
        when 'rest' then ${t.amountMinor} is null and ${t.basisPoints} is null else false end`,
    ),
    check("reserve_form", sql`${t.reserve} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.reserve}) <= 60`),
    ...within(t, t.splitId, autoSplits),
    ...readable(),
  ],
);

/** A split was applied to this, once. The transaction that it posted names it; none when there was nothing to split. */
export const splitRuns = payments.table(
  "split_runs",
  {
    organizationId: organizationId(),
    id: id(),
    splitId: uuid("split_id").notNull(),
    /** `day:2026-11-19`, `order:<id>`, `transaction:<id>` or `hand:<key>`. */
    source: text("source").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    byPerson: uuid("by_person").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_run_a_source").on(t.organizationId, t.splitId, t.source),
    index().on(t.byPerson),
    ...within(t, t.splitId, autoSplits),
    ...readable(),
  ],
);

/** When an alert is raised, for the organization; the kinds are in `lib/payments/alerts/rules.ts`. */
export const alertRules = payments.table(
  "alert_rules",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text("kind").notNull(),
    accountId: uuid("account_id"),
    thresholdMinor: minor("threshold_minor"),
    currency: char("currency", { length: 3 }),
    /** After so many hours or days, as the kind says. */
    after: integer("after"),
    active: boolean("active").notNull().default(true),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    tenantKey(t),
    check("after_range", sql`${t.after} between 0 and 3660`),
    index().on(t.createdBy),
    ...within(t, t.accountId, accounts),
    ...watched(),
  ],
);

/** Something that somebody has to look at; one row from when it came up to when it was over. */
export const alerts = payments.table(
  "alerts",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text("kind").notNull(),
    ruleId: uuid("rule_id"),
    /** The record it is about, as `<schema>.<table>` and id. */
    subject: text("subject").notNull(),
    subjectId: uuid("subject_id").notNull(),
    message: text("message").notNull(),
    openedAt: moment("opened_at").notNull().defaultNow(),
    acknowledgedBy: uuid("acknowledged_by").references(() => userProfiles.userId),
    acknowledgedAt: moment("acknowledged_at"),
    resolvedAt: moment("resolved_at"),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_open_alert").on(t.organizationId, t.kind, t.subject, t.subjectId).where(sql`resolved_at is null`),
    index().on(t.organizationId, t.openedAt, t.id),
    index().on(t.acknowledgedBy),
    check("acknowledged_whole", sql`(${t.acknowledgedBy} is null) = (${t.acknowledgedAt} is null)`),
    ...within(t, t.ruleId, alertRules),
    ...watched(),
  ],
);
