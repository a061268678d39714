import { sql } from "drizzle-orm";
import { boolean, char, check, index, integer, jsonb, pgPolicy, text, unique, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, minor, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { permissions } from "#db/schema/identity";
import { organizations, organizations_ } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const approvalState = organizations_.enum("approval_state", labels("approval"));

const approvedActs = [
  "role_grant",
  "refund_above",
  "payout",
  "payout_account",
  "release",
  "reopen_period",
  "write_off",
  "manual_payment",
  "fx",
  "limit",
] as const;

/** What an organization does not leave to one person alone. Without a rule, or with one switched off, one is enough. */
export const approvalRules = organizations_.table(
  "approval_rules",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    act: text("act", { enum: approvedActs }).notNull(),
    /** From more than this on, in minor units of `currency`; always when null. */
    thresholdMinor: minor("threshold_minor"),
    currency: char("currency", { length: 3 }),
    /** What the second person must hold. */
    approver: text("approver")
      .notNull()
      .references(() => permissions.permission),
    active: boolean("active").notNull().default(true),
    /** How long a request waits for its second person. */
    expiresHours: integer("expires_hours").notNull().default(168),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_rule_an_act").on(t.organizationId, t.act),
    check(
      "threshold_in_money",
      sql`${t.thresholdMinor} is null or ${t.thresholdMinor} >= 0 and ${t.currency} is not null`,
    ),
    check("expires_range", sql`${t.expiresHours} between 1 and 2160`),
    index().on(t.approver),
    ...ownedBy({ read: "organizations:read" }),
  ],
);

/** One person asked, another decides; what was asked for happens in the transaction of the approval. */
export const approvalRequests = organizations_.table(
  "approval_requests",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    act: text("act", { enum: [...approvedActs, "rule_change"] }).notNull(),
    state: approvalState("state").notNull().default("requested"),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => userProfiles.userId),
    reason: text("reason").notNull().default(""),
    /** What will be done, as the function that does it takes it. */
    payload: jsonb("payload").notNull(),
    amountMinor: minor("amount_minor"),
    currency: char("currency", { length: 3 }),
    /** The record it is about, as `<schema>.<table>` and id. */
    subject: text("subject").notNull(),
    subjectId: uuid("subject_id"),
    /** Asking twice with one key is asking once. */
    key: text("key").notNull(),
    /** What the second person must hold, as the rule said when it was asked. */
    approver: text("approver")
      .notNull()
      .references(() => permissions.permission),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
    decisionNote: text("decision_note"),
    expiresAt: moment("expires_at").notNull().default(sql`now() + interval '7 days'`),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_request_a_key").on(t.organizationId, t.act, t.key),
    check("two_people", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
    check("decided_by_somebody", sql`(${t.state} in ('approved', 'rejected')) = (${t.decidedBy} is not null)`),
    index().on(t.organizationId, t.createdAt, t.id),
    index().on(t.requestedBy),
    index().on(t.decidedBy),
    index().on(t.approver),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql`organization_id = (select system.org_id()) and (requested_by = (select system.uid()) or approver = any ((select system.permissions())::text[]))`,
    }),
  ],
);
