import "server-only";
import { sql } from "drizzle-orm";
import { feedbackKinds } from "#lib/events/rules/feedback";
import { choicesOf } from "#lib/events/rules/inputs";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

/** What people said about events: one row an answer. Whoever wanted to stay without a name has none here either. */
export const feedbackList: ListDefinition = {
  name: "events.feedback",
  needs: "events:read",
  spec: {
    searches: "questions and answers",
    defaultSort: { key: "answeredAt", descending: true },
    columns: [
      { key: "event", label: "Event", kind: "text", sortable: true, filter: "text", promoted: true },
      { key: "question", label: "Question", kind: "text", sortable: true, filter: "text" },
      { key: "answer", label: "Answer", kind: "text", sortable: true, filter: "text", promoted: true },
      { key: "kind", label: "Kind", kind: "badge", filter: "enum", options: choicesOf(feedbackKinds) },
      { key: "session", label: "Session", kind: "text", filter: "text", promoted: true },
      { key: "tier", label: "Ticket", kind: "text", sortable: true, filter: "text" },
      { key: "person", label: "Who", kind: "text", filter: "text" },
      { key: "answeredAt", label: "Answered", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "ref", label: "Reference", kind: "code", filter: "text", hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`events.feedback_answers a
    join events.feedback_questions q on q.organization_id = a.organization_id and q.id = a.question_id
    join events.event_feedback f on f.organization_id = a.organization_id and f.id = a.feedback_id
    join events.events e on e.organization_id = a.organization_id and e.id = a.event_id
    left join events.event_schedules s on s.organization_id = q.organization_id and s.id = q.session_id
    left join ticketing.ticket_tiers t on t.organization_id = f.organization_id and t.id = f.tier_id`,
  id: sql`a.id`,
  values: {
    event: { sql: sql`e.name`, type: "text" },
    question: { sql: sql`q.label`, type: "text" },
    answer: { sql: sql`a.answer`, type: "text" },
    kind: { sql: sql`q.kind`, type: "text" },
    session: { sql: sql`s.title`, type: "text" },
    tier: { sql: sql`t.name`, type: "text" },
    person: { sql: sql`f.name`, type: "text" },
    answeredAt: { sql: sql`f.answered_at`, type: "timestamptz" },
    // Which question, which answer to it, and whose kind of ticket, so that a figure leads to exactly its rows.
    ref: { sql: sql`a.question_id::text || ':' || left(a.answer, 60) || '|'`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`a.answer ilike ${like} or q.label ilike ${like}`;
  },
};
