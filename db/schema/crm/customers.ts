import { sql } from "drizzle-orm";
import { check, date, index, jsonb, numeric, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { aboutCustomer, byMember, crm, ofCustomer, ofStations } from "#db/schema/crm/owned";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { byFlow } from "#db/schema/payments-schema";

/** `unknown`: nobody asked. `withdrawn` is obeyed by everything that sends. */
export const marketingChoice = crm.enum("marketing_choice", ["unknown", "granted", "withdrawn"]);

/**
 * Somebody who buys, or may. One row for a person in an organization; a merged one stays, points at who it became, and
 * is found no more.
 */
export const customers = crm.table(
  "customers",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    email: text("email"),
    phone: text("phone").notNull().default(""),
    /** The digits alone: two spellings of one number are the same. */
    phoneDigits: text("phone_digits").generatedAlwaysAs(sql`regexp_replace(phone, '[^0-9]', '', 'g')`),
    address: text("address").notNull().default(""),
    notes: text("notes").notNull().default(""),
    tags: text("tags").array().notNull().default(sql`'{}'`),
    /** The stations that dealt with them; a copy of `customer_stations` for the row policy. */
    stationIds: uuid("station_ids").array().notNull().default(sql`'{}'`),
    /** What they said last about advertising; every answer is in `customer_consents`. */
    marketing: marketingChoice("marketing").notNull().default("unknown"),
    marketingAt: moment("marketing_at"),
    /** In the link at the end of every letter that advertises; whoever has it may opt out, and no more. */
    optOutToken: uuid("opt_out_token").notNull().default(sql`gen_random_uuid()`),
    mergedIntoId: uuid("merged_into_id"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    // Whoever was erased has the same address as all who were.
    uniqueIndex("one_customer_email")
      .on(t.organizationId, sql`lower(email)`)
      .where(sql`merged_into_id is null and email is not null and email <> 'erased@erased.invalid'`),
    uniqueIndex("one_opt_out_token").on(t.optOutToken),
    index().on(t.organizationId, t.phoneDigits),
    index().on(t.organizationId, t.createdAt.desc().nullsFirst()),
    check("name_length", sql`length(${t.name}) between 1 and 120`),
    check("email_form", sql`${t.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(${t.email}) <= 254`),
    check("phone_length", sql`length(${t.phone}) <= 40`),
    check("address_length", sql`length(${t.address}) <= 400`),
    check("notes_length", sql`length(${t.notes}) <= 4000`),
    check("tag_count", sql`cardinality(${t.tags}) <= 30`),
    check("not_into_itself", sql`${t.mergedIntoId} <> ${t.id}`),
    ...within(t, t.mergedIntoId, t),
    ...ofStations("crm:read", "crm:write"),
  ],
);

/** Which stations dealt with a customer: by a lead, a booking, or because somebody there wrote them down. */
export const customerStations = crm.table(
  "customer_stations",
  { ...aboutCustomer(), stationId: uuid("station_id").notNull() },
  (t) => [
    tenantKey(t),
    unique("one_customer_station").on(t.organizationId, t.customerId, t.stationId),
    ...within(t, t.customerId, customers),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "crm:read", station: "station_id" }),
    byFlow(),
  ],
);

/** What a customer said about advertising, when, where, and to which words. Nothing here is ever changed. */
export const customerConsents = crm.table(
  "customer_consents",
  {
    ...aboutCustomer(),
    choice: marketingChoice("choice").notNull(),
    /** Where it was said: `website form`, `opt-out link`, `on the phone`. */
    source: text("source").notNull(),
    /** Which wording they saw. */
    version: text("version").notNull().default(""),
    /** The network address, where it was said on the web. */
    address: text("address"),
    recordedBy: uuid("recorded_by"),
  },
  (t) => [
    check("source_length", sql`length(${t.source}) between 1 and 80`),
    ...byMember(t, t.recordedBy),
    ...ofCustomer(t, customers),
  ],
);

export const interactionKinds = ["call", "email", "meeting", "message", "visit", "other"] as const;

/** A contact with a customer: what was said, when, and by whom of ours. */
export const clientInteractions = crm.table(
  "client_interactions",
  {
    ...aboutCustomer(),
    kind: text("kind", { enum: interactionKinds }).notNull(),
    direction: text("direction", { enum: ["in", "out"] })
      .notNull()
      .default("out"),
    summary: text("summary").notNull(),
    happenedAt: moment("happened_at").notNull().defaultNow(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    check("kind_known", sql`${t.kind} in ('call', 'email', 'meeting', 'message', 'visit', 'other')`),
    check("direction_known", sql`${t.direction} in ('in', 'out')`),
    check("summary_length", sql`length(${t.summary}) between 1 and 2000`),
    ...byMember(t, t.createdBy),
    ...ofCustomer(t, customers, true),
  ],
);

/** Something measured about a customer on a day: a table's length, a jacket's chest, the guests a garden holds. */
export const clientMeasurements = crm.table(
  "client_measurements",
  {
    ...aboutCustomer(),
    name: text("name").notNull(),
    value: numeric("value", { precision: 14, scale: 4 }).notNull(),
    unit: text("unit").notNull().default(""),
    measuredOn: date("measured_on").notNull(),
    note: text("note").notNull().default(""),
    createdBy: uuid("created_by"),
  },
  (t) => [
    check("name_length", sql`length(${t.name}) between 1 and 80`),
    check("unit_length", sql`length(${t.unit}) <= 20`),
    check("note_length", sql`length(${t.note}) <= 500`),
    ...byMember(t, t.createdBy),
    ...ofCustomer(t, customers, true),
  ],
);

/** What somebody of ours wants remembered about a customer. */
export const customerNotes = crm.table(
  "customer_notes",
  { ...aboutCustomer(), body: text("body").notNull(), createdBy: uuid("created_by") },
  (t) => [
    check("body_length", sql`length(${t.body}) between 1 and 4000`),
    ...byMember(t, t.createdBy),
    ...ofCustomer(t, customers, true),
  ],
);

/**
 * Two rows that were one person. Keeps both as they were and which rows moved, so that undoing restores exactly that;
 * `after` is the survivor as the merge made it: an undo that would take away later work is refused.
 */
export const customerMerges = crm.table(
  "customer_merges",
  {
    organizationId: organizationId(),
    id: id(),
    survivorId: uuid("survivor_id").notNull(),
    mergedId: uuid("merged_id").notNull(),
    before: jsonb("before").notNull(),
    after: jsonb("after").notNull(),
    /** `{ "crm.leads.customer_id": [ids] }`, and the stations that the survivor gained. */
    moved: jsonb("moved").notNull(),
    mergedBy: uuid("merged_by"),
    createdAt: createdAt(),
    undoneBy: uuid("undone_by"),
    undoneAt: moment("undone_at"),
  },
  (t) => [
    tenantKey(t),
    ...within(t, t.survivorId, customers),
    ...within(t, t.mergedId, customers),
    ...byMember(t, t.mergedBy),
    ...byMember(t, t.undoneBy),
    ...ownedBy({ read: "crm:merge" }),
    byFlow(),
  ],
);

/** Two customers that look alike and are not the same: not suggested again. The smaller id comes first. */
export const customersApart = crm.table(
  "customers_apart",
  {
    organizationId: organizationId(),
    id: id(),
    oneId: uuid("one_id").notNull(),
    otherId: uuid("other_id").notNull(),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    tenantKey(t),
    unique("once_apart").on(t.organizationId, t.oneId, t.otherId),
    check("in_order", sql`${t.oneId} < ${t.otherId}`),
    ...within(t, t.oneId, customers),
    ...within(t, t.otherId, customers),
    ...byMember(t, t.createdBy),
    ...ownedBy({ read: "crm:merge", write: "crm:merge" }),
    byFlow(),
  ],
);
