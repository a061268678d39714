import { sql } from "drizzle-orm";
import { boolean, check, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { orders, ticketing, tickets, ticketTiers } from "#db/schema/ticketing";

export const questionKinds = ["text", "long_text", "choice", "checkbox"] as const;

/** What is asked of whoever buys: once an order, or of each person who comes; of one kind of ticket, or of all. */
export const registrationQuestions = ticketing.table(
  "registration_questions",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    tierId: uuid("tier_id"),
    label: text("label").notNull(),
    hint: text("hint").notNull().default(""),
    kind: text("kind", { enum: questionKinds }).notNull().default("text"),
    options: text("options").array().notNull().default(sql`'{}'`),
    required: boolean("required").notNull().default(false),
    asks: text("asks", { enum: ["order", "attendee"] })
      .notNull()
      .default("attendee"),
    position: integer("position").notNull().default(0),
    /** Asked no more; its answers stay. */
    archived: boolean("archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("label_length", sql`length(${t.label}) between 1 and 200`),
    check("choice_has_options", sql`(${t.kind} = 'choice') = (cardinality(${t.options}) > 0)`),
    check("orders_have_no_tier", sql`${t.asks} = 'attendee' or ${t.tierId} is null`),
    ...within(t, t.eventId, events),
    ...within(t, t.tierId, ticketTiers),
    ...ownedBy({ read: "ticketing:read", write: "ticketing:write", event: "event_id" }),
  ],
);

/** Who registered: one row for the order itself (place 0), and one for each person who comes, in the order of the form. */
export const registrations = ticketing.table(
  "registrations",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    orderId: uuid("order_id").notNull(),
    tierId: uuid("tier_id"),
    ticketId: uuid("ticket_id"),
    place: integer("place").notNull().default(0),
    name: text("name"),
    email: text("email"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_registration_a_place").on(t.organizationId, t.orderId, t.tierId, t.place).nullsNotDistinct(),
    ...within(t, t.eventId, events),
    ...within(t, t.orderId, orders),
    ...within(t, t.tierId, ticketTiers),
    ...within(t, t.ticketId, tickets),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);

/** What somebody answered, as text; a ticked box says `yes`. */
export const registrationAnswers = ticketing.table(
  "registration_answers",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    registrationId: uuid("registration_id").notNull(),
    questionId: uuid("question_id").notNull(),
    answer: text("answer").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_answer_a_question").on(t.organizationId, t.registrationId, t.questionId),
    check("answer_length", sql`length(${t.answer}) between 1 and 2000`),
    ...within(t, t.eventId, events),
    ...within(t, t.registrationId, registrations),
    ...within(t, t.questionId, registrationQuestions),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);
