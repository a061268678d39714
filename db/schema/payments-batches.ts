import { sql } from "drizzle-orm";
import { check, date, integer, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, minor, moment } from "#db/columns";
import { byFlow, payments } from "#db/schema/payments-schema";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const payoutBatchState = payments.enum("payout_batch_state", labels("payout_batch"));

/**
 * One file for the platform's bank: payouts of many organizations, and the test transfers that prove their accounts.
 * It is the platform's, so it has no tenant; only functions of the platform's desk read it.
 */
export const payoutBatches = payments.table(
  "payout_batches",
  {
    id: uuid("id").primaryKey().default(sql`system.uuid7()`),
    number: integer("number").notNull().unique("one_batch_number"),
    state: payoutBatchState("state").notNull().default("collected"),
    currency: currency(),
    /** The day on which the bank should send it. */
    executeOn: date("execute_on").notNull(),
    /** What was put in when it was made: the file's control sums say the same. */
    transferCount: integer("transfer_count").notNull(),
    totalMinor: minor("total_minor").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    submittedBy: uuid("submitted_by").references(() => userProfiles.userId),
    submittedAt: moment("submitted_at"),
    createdAt: createdAt(),
  },
  (t) => [check("batch_size", sql`${t.transferCount} between 1 and 5000 and ${t.totalMinor} > 0`), byFlow()],
);
