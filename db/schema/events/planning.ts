import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, index, integer, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { byFunctions, byMember, ofEvent, plan } from "#db/schema/events/planned";
import { bytes } from "#db/schema/payments";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const taskState = eventsSchema.enum("task_state", labels("task"));

/** What has to be done by whom and by when; a milestone is a task that others are counted towards. */
export const eventPlanning = eventsSchema.table(
  "event_planning",
  {
    ...ofEvent(),
    kind: text("kind", { enum: ["task", "milestone"] })
      .notNull()
      .default("task"),
    title: text("title").notNull(),
    details: text("details").notNull().default(""),
    ownerId: uuid("owner_id"),
    dueAt: moment("due_at"),
    doneAt: moment("done_at"),
    state: taskState("state").notNull().default("open"),
  },
  (t) => [
    check("title_length", sql`length(${t.title}) between 1 and 200`),
    index().on(t.organizationId, t.dueAt),
    ...byMember(t, t.ownerId),
    ...plan(t),
  ],
);

export const riskState = eventsSchema.enum("risk_state", labels("risk"));

/** What may go wrong: how likely (1 to 5) times how bad (1 to 5), what is done about it, and who watches it. */
export const eventRisks = eventsSchema.table(
  "event_risks",
  {
    ...ofEvent(),
    title: text("title").notNull(),
    details: text("details").notNull().default(""),
    likelihood: integer("likelihood").notNull(),
    impact: integer("impact").notNull(),
    score: integer("score").generatedAlwaysAs(sql`likelihood * impact`),
    mitigation: text("mitigation").notNull().default(""),
    ownerId: uuid("owner_id"),
    state: riskState("state").notNull().default("open"),
  },
  (t) => [
    check("title_length", sql`length(${t.title}) between 1 and 200`),
    check("one_to_five", sql`${t.likelihood} between 1 and 5 and ${t.impact} between 1 and 5`),
    ...byMember(t, t.ownerId),
    ...plan(t),
  ],
);

export const documentState = eventsSchema.enum("document_state", labels("document"));
export const documentKinds = [
  "permit",
  "insurance",
  "contract",
  "floor_plan",
  "safety_plan",
  "rider",
  "invoice",
  "other",
] as const;

/** A paper that the event needs or has. Its files, newest last, are in `event_files`. */
export const eventDocuments = eventsSchema.table(
  "event_documents",
  {
    ...ofEvent(),
    kind: text("kind", { enum: documentKinds }).notNull().default("other"),
    name: text("name").notNull(),
    required: boolean("required").notNull().default(false),
    dueOn: date("due_on"),
    expiresOn: date("expires_on"),
    notes: text("notes").notNull().default(""),
    state: documentState("state").notNull().default("missing"),
  },
  (t) => [check("name_length", sql`length(${t.name}) between 1 and 160`), ...plan(t)],
);

/** A file of a document, as it was sent; never shown as a page, always downloaded. */
export const eventFiles = eventsSchema.table(
  "event_files",
  {
    ...ofEvent(),
    documentId: uuid("document_id").notNull(),
    name: text("name").notNull(),
    contentType: text("content_type").notNull(),
    size: integer("size").notNull(),
    content: bytes("content").notNull(),
    uploadedBy: uuid("uploaded_by").references(() => userProfiles.userId),
  },
  (t) => [
    check("file_size", sql`octet_length(${t.content}) = ${t.size} and ${t.size} between 1 and 10485760`),
    check("file_name", sql`length(${t.name}) between 1 and 200`),
    index().on(t.uploadedBy),
    foreignKey({
      columns: [t.organizationId, t.documentId],
      foreignColumns: [eventDocuments.organizationId, eventDocuments.id],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.documentId),
    ...byFunctions(t),
  ],
);

export const updateState = eventsSchema.enum("update_state", labels("update"));

/** A letter to everybody who holds a ticket. How many it went to is kept when it is sent. */
export const eventUpdates = eventsSchema.table(
  "event_updates",
  {
    ...ofEvent(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    state: updateState("state").notNull().default("draft"),
    recipients: integer("recipients"),
    sentAt: moment("sent_at"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
  },
  (t) => [
    check("subject_length", sql`length(${t.subject}) between 1 and 150`),
    check("body_length", sql`length(${t.body}) between 1 and 5000`),
    check("sent_is_counted", sql`(${t.state} = 'sent') = (${t.sentAt} is not null and ${t.recipients} is not null)`),
    index().on(t.createdBy),
    ...plan(t),
  ],
);
