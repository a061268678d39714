import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { contracts } from "#db/schema/events/talent";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { parties } from "#db/schema/payments-manual";
import { byFlow, payments } from "#db/schema/payments-schema";
import { countries, taxRates } from "#db/schema/ref";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const invoiceKind = payments.enum("invoice_kind", ["invoice", "bill", "credit_note"]);
export const invoiceState = payments.enum("invoice_state", labels("invoice"));

/** Invoices, the bills of vendors, and credit notes: what is owed, to whom, since when and until when. */
export const invoices = payments.table(
  "invoices",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: invoiceKind("kind").notNull(),
    state: invoiceState("state").notNull().default("draft"),
    partyId: uuid("party_id").notNull(),
    /** `INV-2026-0001`, given at issue, without a gap per kind and year. */
    number: text("number"),
    year: smallint("year"),
    serial: integer("serial"),
    /** The vendor's own number of a bill; the customer's order number of an invoice. */
    reference: text("reference").notNull().default(""),
    issuedOn: date("issued_on"),
    dueOn: date("due_on"),
    /** When it was supplied: the tax is that of this day; the day of issue when empty. */
    suppliedOn: date("supplied_on"),
    country: char("country", { length: 2 })
      .notNull()
      .references(() => countries.code),
    region: text("region").notNull().default(""),
    currency: currency(),
    /** Prices contain the tax. */
    inclusive: boolean("inclusive").notNull().default(false),
    netMinor: minor("net_minor").notNull().default(sql`0`),
    taxMinor: minor("tax_minor").notNull().default(sql`0`),
    totalMinor: minor("total_minor").notNull().default(sql`0`),
    /** Paid, credited or written off; kept by the functions that allocate. */
    settledMinor: minor("settled_minor").notNull().default(sql`0`),
    creditedMinor: minor("credited_minor").notNull().default(sql`0`),
    note: text("note").notNull().default(""),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    /** Of a bill: what was agreed with the vendor. */
    contractId: uuid("contract_id"),
    /** What a credit note takes back. */
    creditsId: uuid("credits_id"),
    recurringId: uuid("recurring_id"),
    /** Both sides as they were at issue: a later change of address changes no invoice. */
    parties: jsonb("parties"),
    /** SHA-256 of the secret in the customer's link. */
    tokenHash: text("token_hash"),
    sentAt: moment("sent_at"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    key: text("key").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_document_a_key").on(t.organizationId, t.key),
    unique("one_serial").on(t.organizationId, t.kind, t.year, t.serial),
    uniqueIndex("one_invoice_a_token").on(t.tokenHash),
    check("numbered_when_issued", sql`(${t.number} is null) = (${t.serial} is null)`),
    check(
      "adds_up",
      sql`${t.netMinor} + ${t.taxMinor} = ${t.totalMinor} and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0`,
    ),
    check("settled_range", sql`${t.settledMinor} between 0 and ${t.totalMinor}`),
    check("credited_range", sql`${t.creditedMinor} between 0 and ${t.totalMinor}`),
    check("due_after_issue", sql`${t.dueOn} >= ${t.issuedOn}`),
    index().on(t.organizationId, t.kind, t.state),
    index().on(t.organizationId, t.createdAt, t.id),
    index().on(t.organizationId, t.dueOn),
    index().on(t.createdBy),
    index().on(t.country),
    index().on(t.organizationId, t.creditsId),
    foreignKey({ columns: [t.organizationId, t.creditsId], foreignColumns: [t.organizationId, t.id] }),
    ...within(t, t.partyId, parties),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...within(t, t.contractId, contracts),
    ...within(t, t.recurringId, recurringInvoices),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/** What is charged. Its tax is in `invoice_line_taxes`, one row for each tax of the place. */
export const invoiceLines = payments.table(
  "invoice_lines",
  {
    organizationId: organizationId(),
    id: id(),
    invoiceId: uuid("invoice_id").notNull(),
    position: smallint("position").notNull(),
    description: text("description").notNull(),
    /** Thousandths: 1500 is one and a half. */
    quantityMillis: bigint("quantity_millis", { mode: "bigint" }).notNull(),
    unitPriceMinor: minor("unit_price_minor").notNull(),
    /** The income account, or of a bill the expense account. */
    account: text("account").notNull(),
    taxed: boolean("taxed").notNull().default(true),
    netMinor: minor("net_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    totalMinor: minor("total_minor").notNull(),
    /** Of a credit note: the line that it takes back, wholly or in part. */
    creditsLineId: uuid("credits_line_id"),
  },
  (t) => [
    tenantKey(t),
    unique("one_line_a_position").on(t.organizationId, t.invoiceId, t.position),
    check("quantity_range", sql`${t.quantityMillis} between 1 and 1000000000`),
    check("price_range", sql`${t.unitPriceMinor} between 0 and 9007199254740991`),
    check(
      "line_adds_up",
      sql`${t.netMinor} + ${t.taxMinor} = ${t.totalMinor} and ${t.netMinor} >= 0 and ${t.taxMinor} >= 0`,
    ),
    index().on(t.organizationId, t.creditsLineId),
    foreignKey({ columns: [t.organizationId, t.creditsLineId], foreignColumns: [t.organizationId, t.id] }),
    ...within(t, t.invoiceId, invoices),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/** A line's share of one tax: the rate of the place on the day of supply, and what it comes to. */
export const invoiceLineTaxes = payments.table(
  "invoice_line_taxes",
  {
    organizationId: organizationId(),
    lineId: uuid("line_id").notNull(),
    taxCode: text("tax_code")
      .notNull()
      .references(() => taxRates.code),
    invoiceId: uuid("invoice_id").notNull(),
    rateMillionths: integer("rate_millionths").notNull(),
    taxMinor: minor("tax_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.lineId, t.taxCode] }),
    index().on(t.taxCode),
    foreignKey({
      columns: [t.organizationId, t.lineId],
      foreignColumns: [invoiceLines.organizationId, invoiceLines.id],
    }),
    foreignKey({ columns: [t.organizationId, t.invoiceId], foreignColumns: [invoices.organizationId, invoices.id] }),
    index().on(t.organizationId, t.invoiceId),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);

/** The last number given, per kind of document and year; locked while one is given. */
export const invoiceCounters = payments.table(
  "invoice_counters",
  {
    organizationId: organizationId().references(() => organizations.id),
    kind: invoiceKind("kind").notNull(),
    year: smallint("year").notNull(),
    last: integer("last").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.kind, t.year] }), ...ownedBy({ read: "payments:read" }), byFlow()],
);

/** An invoice that a contract makes due again and again; each is a copy of `template`, issued on its day. */
export const recurringInvoices = payments.table(
  "recurring_invoices",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    /** Number or name of the contract that says so. */
    contract: text("contract").notNull(),
    partyId: uuid("party_id").notNull(),
    /** The document as it is made anew: header fields and lines. */
    template: jsonb("template").notNull(),
    every: text("every", { enum: ["week", "month", "quarter", "year"] }).notNull(),
    startsOn: date("starts_on").notNull(),
    /** How many were made; the next day is counted from the start, so that the 31st comes back. */
    made: integer("made").notNull().default(0),
    nextOn: date("next_on").notNull(),
    endsOn: date("ends_on"),
    active: boolean("active").notNull().default(true),
    /** Why the last attempt made none. */
    failure: text("failure"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("ends_after_start", sql`${t.endsOn} >= ${t.startsOn}`),
    index().on(t.organizationId, t.nextOn),
    index().on(t.createdBy),
    ...within(t, t.partyId, parties),
    ...ownedBy({ read: "payments:read" }),
    byFlow(),
  ],
);
