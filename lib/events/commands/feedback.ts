import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { feedbackAnswers, feedbackForms, feedbackQuestions } from "#db/schema/events/feedback";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { planItem, planMove, plannedEvent, refuse } from "#lib/events/commands/plan-item";
import { FormInput, optionsOf, QuestionChange, QuestionInput } from "#lib/events/rules/feedback";
import type { FeedbackKind } from "#lib/events/rules/feedback-choices";
import { toInstant } from "#lib/time";

/** Write down what is asked, whom, and until when. The first time makes the form; it goes to nobody before it is opened. */
export const saveFeedbackForm = command({
  name: "events.save_feedback_form",
  needs: "events:write",
  input: FormInput,
  async run({ tx, actor, input: { eventId, closesAt, ...rest }, watch }) {
    const event = await plannedEvent(tx, eventId);
    const values = { ...rest, closesAt: closesAt ? toInstant(closesAt, event.zone) : null };
    const [found] = await tx
      .select({ id: feedbackForms.id })
      .from(feedbackForms)
      .where(eq(feedbackForms.eventId, eventId));
    if (found) {
      await watch(feedbackForms, found.id);
      await tx.update(feedbackForms).set(values).where(eq(feedbackForms.id, found.id));
      return found;
    }
    const row = { ...values, eventId, organizationId: actor.organizationId };
    const { rows } = await tx.execute(sql`${insertInto(feedbackForms, row)} returning id`);
    const made = z.object({ id: z.uuid() }).parse(rows[0]);
    watch.made(feedbackForms, made.id);
    return made;
  },
});

/** Open it, close it, and open it again. Whoever is to be asked is asked once, when the event is over. */
export const moveFeedbackForm = planMove("feedback_form", "feedback_form", feedbackForms);

export const { add: addFeedbackQuestion } = planItem({
  word: "feedback_question",
  table: feedbackQuestions,
  input: QuestionInput,
  row: ({ options, sessionId, ...rest }) => ({
    ...rest,
    sessionId: sessionId ?? null,
    options: offered(rest.kind, options),
  }),
});

/** Change a question; its kind stays, because there may be answers to it. */
export const changeFeedbackQuestion = command({
  name: "events.change_feedback_question",
  needs: "events:write",
  input: QuestionChange,
  async run({ tx, input: { id, sessionId, options, ...rest }, watch }) {
    await watch(feedbackQuestions, id);
    const [found] = await tx
      .select({ kind: feedbackQuestions.kind })
      .from(feedbackQuestions)
      .where(eq(feedbackQuestions.id, id));
    if (!found) throw gone();
    const changed = await tx
      .update(feedbackQuestions)
      .set({ ...rest, sessionId: sessionId ?? null, options: offered(found.kind, options) })
      .where(eq(feedbackQuestions.id, id))
      .returning({ id: feedbackQuestions.id });
    if (changed.length === 0) throw gone();
    return { id };
  },
});

/** A question that was answered is asked no more and keeps its answers; one that nobody answered is gone. */
export const endFeedbackQuestion = command({
  name: "events.end_feedback_question",
  needs: "events:write",
  input: z.strictObject({ id: z.uuid() }),
  async run({ tx, input: { id }, watch }) {
    await watch(feedbackQuestions, id);
    const answered = await tx
      .select({ id: feedbackAnswers.id })
      .from(feedbackAnswers)
      .where(eq(feedbackAnswers.questionId, id))
      .limit(1);
    const ended =
      answered.length > 0
        ? await tx
            .update(feedbackQuestions)
            .set({ archived: true })
            .where(eq(feedbackQuestions.id, id))
            .returning({ id: feedbackQuestions.id })
        : await tx
            .delete(feedbackQuestions)
            .where(eq(feedbackQuestions.id, id))
            .returning({ id: feedbackQuestions.id });
    if (ended.length === 0) throw gone();
    return { id };
  },
});

const gone = () => new Refusal("missing", "That question is not here any more, or not yours.");

function offered(kind: FeedbackKind, text: string): string[] {
  if (kind !== "choice") return [];
  const options = optionsOf(text);
  if (options.length < 2) refuse("options", "Give at least two answers to choose from, one a line.");
  if (options.length > 20) refuse("options", "At most twenty answers.");
  if (options.some((one) => one.length > 60)) refuse("options", "An answer has at most 60 characters.");
  return options;
}
