import { admin } from "#db/given";
import { addFeedbackQuestion, moveFeedbackForm, saveFeedbackForm } from "#lib/events/commands/feedback";
import { row, type Shop, sell, shop } from "#lib/ticketing/ticketing.given";

/** What tests of feedback start from: an event that is over, its tickets sold, and each at an address of its own. */
export type Over = Shop & { tickets: { id: string; email: string }[] };

export async function over(tickets = 3): Promise<Over> {
  const at = await shop([{ maxPerOrder: 20 }]);
  await sell(at, tickets);
  const { rows } = await admin.query<{ id: string; email: string }>(
    `update ticketing.tickets k set attendee_name = 'Guest ' || n.n, attendee_email = 'guest' || n.n || '-' || right(k.id::text, 12) || '@example.test'
     from (select id, row_number() over (order by id) as n from ticketing.tickets where event_id = $1) n where n.id = k.id
     returning k.id, k.attendee_email as email`,
    [at.eventId],
  );
  await end(at.eventId);
  return { ...at, tickets: rows.toSorted((a, b) => a.email.localeCompare(b.email)) };
}

export const end = (eventId: string) =>
  admin.query(
    "update events.events set starts_at = now() - interval '3 days', ends_at = now() - interval '2 days' where id = $1",
    [eventId],
  );

/** A form with one question of each kind, open unless told otherwise; the ids of its questions by kind. */
export async function askedOf({ organizer, eventId }: Shop, fields: Record<string, unknown> = {}, opened = true) {
  const { id } = await saveFeedbackForm(organizer, { eventId, whom: "holders", ...fields });
  const add = async (kind: string, more = {}) =>
    (await addFeedbackQuestion(organizer, { eventId, kind, label: `About ${kind}`, ...more })).id;
  const questions = {
    scale: await add("scale", { required: "on" }),
    choice: await add("choice", { options: "The music\nThe food\nThe lights", position: "1" }),
    yes_no: await add("yes_no", { position: "2" }),
    text: await add("text", { position: "3" }),
  };
  if (opened) await moveFeedbackForm(organizer, { id, to: "open" });
  return { id, questions };
}

/** What the worker does by the clock. */
export const ask = () => admin.query("select events.ask_for_feedback()");

/** The secret in the letter to an address. */
export const secretOf = async (email: string) =>
  (
    await row<{ link: string }>(
      "select payload -> 'data' ->> 'link' as link from system.outbox where topic = 'messaging.send_email' and payload ->> 'to' = $1 and payload -> 'data' ->> 'link' like '/feedback/%'",
      [email],
    )
  )?.link.replace("/feedback/", "") ?? null;
