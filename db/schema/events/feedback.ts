import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { byFunctions, ofEvent, plan } from "#db/schema/events/planned";
import { eventSchedules } from "#db/schema/events/program";
import { organizations } from "#db/schema/organizations";
import { tickets, ticketTiers } from "#db/schema/ticketing";
import { labels } from "#db/states";

export const feedbackKinds = ["scale", "choice", "yes_no", "text"] as const;
export const feedbackState = eventsSchema.enum("feedback_form_state", labels("feedback_form"));

/** What is asked of those who came, once an event: to whom it goes, when, and whether names are shown. */
export const feedbackForms = eventsSchema.table(
  "feedback_forms",
  {
    ...ofEvent(),
    state: feedbackState("state").notNull().default("draft"),
    intro: text("intro").notNull().default(""),
    /** `chosen`: each decides. `hidden`: nobody's name is kept with what they said. */
    names: text("names", { enum: ["shown", "chosen", "hidden"] })
      .notNull()
      .default("chosen"),
    whom: text("whom", { enum: ["arrived", "holders"] })
      .notNull()
      .default("arrived"),
    /** After the end of the event. */
    askAfterHours: integer("ask_after_hours").notNull().default(2),
    closesAt: moment("closes_at"),
    /** When the worker wrote to everybody, which it does once. */
    askedAt: moment("asked_at"),
  },
  (t) => [
    unique("one_form_an_event").on(t.organizationId, t.eventId),
    check("intro_length", sql`length(${t.intro}) <= 1000`),
    check("hours_after", sql`${t.askAfterHours} between 0 and 336`),
    ...plan(t),
  ],
);

/** A question of that form; about the whole event, or about one session of it. */
export const feedbackQuestions = eventsSchema.table(
  "feedback_questions",
  {
    ...ofEvent(),
    sessionId: uuid("session_id"),
    label: text("label").notNull(),
    hint: text("hint").notNull().default(""),
    /** A `scale` goes from 1 to 5. */
    kind: text("kind", { enum: feedbackKinds }).notNull().default("scale"),
    options: text("options").array().notNull().default(sql`'{}'`),
    required: boolean("required").notNull().default(false),
    position: integer("position").notNull().default(0),
    /** Asked no more; its answers stay. */
    archived: boolean("archived").notNull().default(false),
  },
  (t) => [
    check("label_length", sql`length(${t.label}) between 1 and 200`),
    check("choice_has_options", sql`(${t.kind} = 'choice') = (cardinality(${t.options}) > 0)`),
    ...within(t, t.sessionId, eventSchedules),
    ...plan(t),
  ],
);

/** A ticket whose holder was asked. No screen reads whose it is: what they said may be without their name. */
export const feedbackRequests = eventsSchema.table(
  "feedback_requests",
  {
    ...ofEvent(),
    ticketId: uuid("ticket_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** SHA-256 of the secret in the letter; tickets of one address share a letter, and count from 1 in `place`. */
    tokenHash: text("token_hash").notNull(),
    place: integer("place").notNull(),
    answered: boolean("answered").notNull().default(false),
  },
  (t) => [
    unique("asked_once_a_ticket").on(t.organizationId, t.ticketId),
    unique("one_place_a_letter").on(t.tokenHash, t.place),
    ...within(t, t.ticketId, tickets).slice(0, 1),
    ...within(t, t.tierId, ticketTiers),
    ...byFunctions(t),
  ],
);

/** What one ticket's holder said about an event. Without a name it has no name at all. */
export const eventFeedback = eventsSchema.table(
  "event_feedback",
  {
    ...ofEvent(),
    requestId: uuid("request_id").notNull(),
    tierId: uuid("tier_id"),
    anonymous: boolean("anonymous").notNull(),
    name: text("name"),
    /** To the day when it is without a name. */
    answeredAt: moment("answered_at").notNull(),
  },
  (t) => [
    unique("one_answer_a_ticket").on(t.organizationId, t.requestId),
    check("no_name_is_none", sql`${t.anonymous} = (${t.name} is null)`),
    foreignKey({
      columns: [t.organizationId, t.requestId],
      foreignColumns: [feedbackRequests.organizationId, feedbackRequests.id],
    }),
    ...within(t, t.tierId, ticketTiers),
    ...byFunctions(t),
  ],
);

/** One answer, as text; `events.give_feedback` holds it to its question: a scale says 1 to 5, yes or no says `yes` or `no`. */
export const feedbackAnswers = eventsSchema.table(
  "feedback_answers",
  {
    ...ofEvent(),
    feedbackId: uuid("feedback_id").notNull(),
    questionId: uuid("question_id").notNull(),
    answer: text("answer").notNull(),
  },
  (t) => [
    unique("one_answer_a_feedback_question").on(t.organizationId, t.feedbackId, t.questionId),
    check("answer_length", sql`length(${t.answer}) between 1 and 2000`),
    foreignKey({
      columns: [t.organizationId, t.feedbackId],
      foreignColumns: [eventFeedback.organizationId, eventFeedback.id],
    }).onDelete("cascade"),
    ...within(t, t.questionId, feedbackQuestions),
    ...byFunctions(t),
  ],
);

/** An address that an organization asks no more how its events were. */
export const feedbackRefusals = eventsSchema.table(
  "feedback_refusals",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    email: text("email").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("email_form", sql`${t.email} = lower(${t.email})`),
    unique("refused_once").on(t.organizationId, t.email),
    ...ownedBy({ read: "events:write" }),
  ],
);
