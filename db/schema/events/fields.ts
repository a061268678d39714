import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { ofEvent, plan } from "#db/schema/events/planned";
import { organizations } from "#db/schema/organizations";

export const fieldKinds = ["text", "number", "date", "yes_no", "choice", "link"] as const;

/** A field that an organization added to its events. */
export const customFields = eventsSchema.table(
  "custom_fields",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    key: text("key").notNull(),
    label: text("label").notNull(),
    kind: text("kind", { enum: fieldKinds }).notNull().default("text"),
    hint: text("hint").notNull().default(""),
    /** What a `choice` offers. */
    options: text("options").array().notNull().default(sql`'{}'`),
    required: boolean("required").notNull().default(false),
    /** Out of use: kept on the events that have it, offered no more. */
    archived: boolean("archived").notNull().default(false),
    position: integer("position").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_field_key").on(t.organizationId, t.key),
    check("key_form", sql`${t.key} ~ '^[a-z][a-z0-9_]{0,39}$'`),
    check("label_length", sql`length(${t.label}) between 1 and 80`),
    check("choice_has_options", sql`(${t.kind} = 'choice') = (cardinality(${t.options}) > 0)`),
    ...ownedBy({ read: "events:read", write: "events:write", shared: true }),
  ],
);

/** What an event says in such a field, as text; `events.check_custom_value` holds it to the field's kind. */
export const customValues = eventsSchema.table(
  "custom_values",
  {
    ...ofEvent(),
    fieldId: uuid("field_id").notNull(),
    value: text("value").notNull(),
  },
  (t) => [
    unique("one_value_a_field").on(t.organizationId, t.eventId, t.fieldId),
    check("value_length", sql`length(${t.value}) between 1 and 2000`),
    foreignKey({
      columns: [t.organizationId, t.fieldId],
      foreignColumns: [customFields.organizationId, customFields.id],
    }),
    ...within(t, t.fieldId, customFields).slice(1),
    ...plan(t),
  ],
);

export const guideTopics = [
  "welcome",
  "language",
  "dress",
  "food",
  "customs",
  "prayer_and_holidays",
  "accessibility",
  "getting_there",
  "emergency",
  "other",
] as const;

/** The cultural guide of an event: what guests and crew from elsewhere should know. */
export const culturalGuides = eventsSchema.table(
  "cultural_guides",
  {
    ...ofEvent(),
    topic: text("topic", { enum: guideTopics }).notNull().default("other"),
    title: text("title").notNull(),
    body: text("body").notNull(),
    /** Shown to visitors; otherwise for the crew alone. */
    shown: boolean("shown").notNull().default(false),
    position: integer("position").notNull().default(0),
  },
  (t) => [
    check("title_length", sql`length(${t.title}) between 1 and 120`),
    check("body_length", sql`length(${t.body}) between 1 and 5000`),
    ...plan(t),
  ],
);
