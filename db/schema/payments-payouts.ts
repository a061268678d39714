import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { payoutAccounts } from "#db/schema/organizations/payout-accounts";
import { payoutBatches } from "#db/schema/payments-batches";
import { byFlow, payments } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const payoutState = payments.enum("payout_state", labels("payout"));

/**
 * Money on its way from the wallet to the organization's bank. What has happened to it stands in the books as well: a
 * deferred trigger refuses a state without its entries, and entries without the state.
 */
export const payouts = payments.table(
  "payouts",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    /** Counted per organization, for people. The bank gets the id. */
    number: integer("number").notNull(),
    state: payoutState("state").notNull().default("draft"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    payoutAccountId: uuid("payout_account_id").notNull(),
    /** Asking twice with one key is asking once. */
    key: text("key").notNull(),
    /** Null when the schedule asked. */
    requestedBy: uuid("requested_by").references(() => userProfiles.userId),
    /** Null when the organization's rule lets one person alone ask for so little. */
    approvedBy: uuid("approved_by").references(() => userProfiles.userId),
    approvedAt: moment("approved_at"),
    /** The group of the postings by which it left the wallet. */
    groupId: uuid("group_id"),
    batchId: uuid("batch_id").references(() => payoutBatches.id),
    submittedAt: moment("submitted_at"),
    /** The account of the organization's books that it arrives at: `assets:bank:<arrives_at>`. */
    arrivesAt: text("arrives_at").notNull().default("main"),
    /** The day on which the bank paid it, or gave it back. */
    settledOn: date("settled_on"),
    bankReference: text("bank_reference"),
    /** Why it failed, came back or was cancelled; whatever was said at the last step. */
    note: text("note").notNull().default(""),
    retryOf: uuid("retry_of"),
    /** What the wallet was made of when it was approved: carried forward + gathered = this payout + what stays, by name. */
    openingMinor: minor("opening_minor"),
    gatheredMinor: minor("gathered_minor"),
    reserveMinor: minor("reserve_minor"),
    shortfallMinor: minor("shortfall_minor"),
    /** Held back for open disputes; null where it was approved before disputes were held back. */
    disputedMinor: minor("disputed_minor"),
    othersMinor: minor("others_minor"),
    leftMinor: minor("left_minor"),
    expiresAt: moment("expires_at").notNull().default(sql`now() + interval '7 days'`),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_payout_a_key").on(t.organizationId, t.key),
    unique("one_payout_number").on(t.organizationId, t.number),
    uniqueIndex("retried_once")
      .on(t.organizationId, t.retryOf)
      .where(sql`retry_of is not null and state <> 'cancelled'`),
    check("payout_amount", sql`${t.amountMinor} between 1 and 9007199254740991`),
    check("two_people", sql`${t.approvedBy} is null or ${t.approvedBy} is distinct from ${t.requestedBy}`),
    check(
      "reaches_zero",
      sql`${t.groupId} is null or ${t.openingMinor} + ${t.gatheredMinor} = ${t.amountMinor} + ${t.reserveMinor} + ${t.shortfallMinor} + coalesce(${t.disputedMinor}, 0) + ${t.othersMinor} + ${t.leftMinor}`,
    ),
    check("composed_when_approved", sql`(${t.groupId} is null) = (${t.leftMinor} is null)`),
    index().on(t.organizationId, t.createdAt, t.id),
    index("payouts_open").on(t.organizationId, t.currency).where(sql`state in ('draft', 'approved', 'submitted')`),
    index("payouts_by_batch").on(t.batchId),
    index().on(t.requestedBy),
    index().on(t.approvedBy),
    foreignKey({ columns: [t.organizationId, t.retryOf], foreignColumns: [t.organizationId, t.id] }),
    ...within(t, t.payoutAccountId, payoutAccounts),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/** The wallet's lines that a payout is made of. Each belongs to one payout, so none is paid out twice or forgotten. */
export const payoutEntries = payments.table(
  "payout_entries",
  {
    organizationId: organizationId(),
    transactionId: uuid("transaction_id").notNull(),
    line: smallint("line").notNull(),
    payoutId: uuid("payout_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.transactionId, t.line] }),
    index().on(t.organizationId, t.payoutId),
    foreignKey({ columns: [t.organizationId, t.payoutId], foreignColumns: [payouts.organizationId, payouts.id] }),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/** What happened to a payout, in order: who or what moved it, when, and what they said. */
export const payoutSteps = payments.table(
  "payout_steps",
  {
    organizationId: organizationId(),
    id: id(),
    payoutId: uuid("payout_id").notNull(),
    state: payoutState("state").notNull(),
    /** Null when nobody of the organization did it. */
    doneBy: uuid("done_by").references(() => userProfiles.userId),
    by: text("by", { enum: ["person", "platform", "schedule"] }).notNull(),
    note: text("note").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.doneBy),
    ...within(t, t.payoutId, payouts),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);
