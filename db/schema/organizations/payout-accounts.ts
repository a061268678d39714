import { sql } from "drizzle-orm";
import { char, check, date, index, integer, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { organizations, organizations_ } from "#db/schema/organizations";
import { payoutBatches } from "#db/schema/payments-batches";
import { bytes } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const payoutAccountState = organizations_.enum("payout_account_state", labels("payout_account"));

/**
 * Where an organization's money may be sent. A row never changes what it points to: another number is another row, so
 * that each was approved by a second person and proven by a code. Nobody of the tenant can select the encrypted columns.
 */
export const payoutAccounts = organizations_.table(
  "payout_accounts",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    state: payoutAccountState("state").notNull().default("proposed"),
    kind: text("kind", { enum: ["iban", "us", "other"] }).notNull(),
    /** Whose account it is, as the bank knows them. */
    holder: text("holder").notNull(),
    country: char("country", { length: 2 }).notNull(),
    currency: currency(),
    /** ISO 9362, 8 or 11 characters. */
    bic: text("bic"),
    lastFour: text("last_four").notNull(),
    /** AES-256-GCM of the numbers, bound to this row; opened only for the bank file. */
    secret: bytes("secret").notNull(),
    /** HMAC of the numbers: the same account is not kept twice. */
    fingerprint: text("fingerprint").notNull(),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => userProfiles.userId),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
    note: text("note").notNull().default(""),
    /** The code that travels in the remittance text of the test transfer, encrypted, and the HMAC it is compared by. */
    code: bytes("code"),
    proof: text("proof"),
    attemptsLeft: smallint("attempts_left").notNull().default(5),
    batchId: uuid("batch_id").references(() => payoutBatches.id),
    sentAt: moment("sent_at"),
    confirmedAt: moment("confirmed_at"),
    /** No payout before this moment: whoever added an account in somebody's name is found out in time. */
    usableAt: moment("usable_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_live_account")
      .on(t.organizationId, t.currency, t.fingerprint)
      .where(sql`state in ('proposed', 'verifying', 'active')`),
    check("two_people", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
    check("last_four_form", sql`${t.lastFour} ~ '^[0-9A-Z]{1,4}$'`),
    check("attempts_range", sql`${t.attemptsLeft} between 0 and 5`),
    check("usable_when_active", sql`${t.state} <> 'active' or ${t.usableAt} is not null`),
    index().on(t.requestedBy),
    index().on(t.decidedBy),
    index("payout_accounts_by_batch").on(t.batchId),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/**
 * How money of one currency leaves: when by itself, from how much on, and what stays. Schedule, minimum and account are
 * the organization's to choose; reserve and cooling-off are the platform's terms.
 */
export const payoutConfigurations = organizations_.table(
  "payout_configurations",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    currency: currency(),
    payoutAccountId: uuid("payout_account_id"),
    schedule: text("schedule", { enum: ["manual", "daily", "weekly", "monthly"] })
      .notNull()
      .default("manual"),
    /** ISO 8601: 1 is Monday. */
    weekday: smallint("weekday").notNull().default(1),
    /** A month that is shorter pays on its last day. */
    monthDay: smallint("month_day").notNull().default(1),
    minimumMinor: minor("minimum_minor").notNull().default(sql`1`),
    /** What always stays, and the share of the last days' sales that stays as well. */
    reserveMinor: minor("reserve_minor").notNull().default(sql`0`),
    reservePpm: integer("reserve_ppm").notNull().default(0),
    reserveDays: smallint("reserve_days").notNull().default(30),
    coolingHours: smallint("cooling_hours").notNull().default(72),
    /** The last day, in the organization's zone, on which the schedule was looked at. */
    lookedOn: date("looked_on").notNull().default(sql`current_date`),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_payout_configuration").on(t.organizationId, t.currency),
    check("schedule_days", sql`${t.weekday} between 1 and 7 and ${t.monthDay} between 1 and 31`),
    check("payout_minimum", sql`${t.minimumMinor} >= 1`),
    check(
      "reserve_range",
      sql`${t.reserveMinor} >= 0 and ${t.reservePpm} between 0 and 1000000 and ${t.reserveDays} between 1 and 365`,
    ),
    check("cooling_range", sql`${t.coolingHours} between 0 and 720`),
    ...within(t, t.payoutAccountId, payoutAccounts),
    ...ownedBy({ read: "payments:read" }),
  ],
);
