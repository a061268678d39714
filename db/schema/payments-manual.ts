import { sql } from "drizzle-orm";
import { boolean, char, check, date, index, pgPolicy, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { byFlow, payments } from "#db/schema/payments-schema";
import { countries } from "#db/schema/ref";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const partyKind = payments.enum("party_kind", ["customer", "vendor", "sponsor"]);
export const paymentMethod = payments.enum("payment_method", [
  "cash",
  "bank_transfer",
  "zelle",
  "venmo",
  "cash_app",
  "paypal",
  "cheque",
]);
export const manualPaymentState = payments.enum("manual_payment_state", labels("manual_payment"));

/** Who is invoiced, or who invoices us. Their accounts end in the row's id: `assets:receivable:<id>`. */
export const parties = payments.table(
  "parties",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: partyKind("kind").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    address: text("address").notNull().default(""),
    country: char("country", { length: 2 })
      .notNull()
      .references(() => countries.code),
    /** The part of ISO 3166-2 after the hyphen, where its taxes differ. */
    region: text("region").notNull().default(""),
    taxId: text("tax_id").notNull().default(""),
    /** Days from issue until an invoice is due. */
    termsDays: smallint("terms_days").notNull().default(14),
    note: text("note").notNull().default(""),
    archived: boolean("archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_party_name").on(t.organizationId, t.kind, t.name),
    check("name_length", sql`length(${t.name}) between 1 and 200`),
    check("terms_range", sql`${t.termsDays} between 0 and 365`),
    index().on(t.country),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/**
 * Money that came, or went, without a gateway, as somebody wrote it down. It is in the books from when it is verified:
 * in `clearing_account` until the bank's statement shows it. `amount_minor` is positive; `direction` says which way.
 */
export const manualPayments = payments.table(
  "manual_payments",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    direction: text("direction", { enum: ["in", "out"] })
      .notNull()
      .default("in"),
    method: paymentMethod("method").notNull(),
    state: manualPaymentState("state").notNull().default("pending"),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    /** The note of a transfer, the number of a cheque: as the payer wrote it. */
    reference: text("reference").notNull().default(""),
    /** Who paid, as the statement or the cheque names them; of what goes out, who is paid. */
    payer: text("payer").notNull(),
    receivedOn: date("received_on").notNull(),
    /** `assets:clearing:<method>`, or the cash drawer of the station. */
    clearingAccount: text("clearing_account").notNull(),
    /** What of it went to invoices and orders; the rest is the payer's credit. */
    allocatedMinor: minor("allocated_minor").notNull().default(sql`0`),
    /** Where the other side goes when it settles no document: tax that is remitted, a cash expense, other income. */
    counterAccount: text("counter_account"),
    partyId: uuid("party_id"),
    stationId: uuid("station_id"),
    eventId: uuid("event_id"),
    /** What whoever wrote it down says that it is for; it settles nothing before it is matched. */
    bookingId: uuid("booking_id"),
    note: text("note").notNull().default(""),
    recordedBy: uuid("recorded_by").references(() => userProfiles.userId),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
    /** Why it was rejected or reversed. */
    reason: text("reason").notNull().default(""),
    reversedAt: moment("reversed_at"),
    reversedBy: uuid("reversed_by").references(() => userProfiles.userId),
    /** Made once per form, so that sending twice records once. */
    key: text("key").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_payment_a_key").on(t.organizationId, t.key),
    check("amount_positive", sql`${t.amountMinor} between 1 and 9007199254740991`),
    check("allocated_range", sql`${t.allocatedMinor} between 0 and ${t.amountMinor}`),
    check("direction_known", sql`${t.direction} in ('in', 'out')`),
    index().on(t.organizationId, t.receivedOn.desc().nullsFirst(), t.id),
    index().on(t.organizationId, t.state),
    index().on(t.recordedBy),
    index().on(t.decidedBy),
    index().on(t.reversedBy),
    ...within(t, t.partyId, parties),
    ...within(t, t.stationId, stations),
    ...within(t, t.eventId, events),
    ...within(t, t.bookingId, bookings),
    ...ownedBy({ read: "payments:read" }),
    // Who takes money at the door sees what they wrote down, and no more.
    pgPolicy("read_own", {
      for: "select",
      to: authenticatedRole,
      using: sql`organization_id = (select system.org_id()) and recorded_by = (select system.uid()) and (select system.has('payments:record'))`,
    }),
    byFlow(),
  ],
);
