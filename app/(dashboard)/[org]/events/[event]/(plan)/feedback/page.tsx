import { FeedbackPage } from "#components/events/feedback-page";
import { openEvent } from "#lib/events/open";
import { tiersOf } from "#lib/events/queries";
import * as feedback from "#lib/events/queries/feedback";
import { read } from "#lib/session";

export const metadata = { title: "Feedback" };

type Props = PageProps<"/[org]/events/[event]/feedback">;

export default async function EventFeedbackPage({ params, searchParams }: Props) {
  const { org, event: id } = await params;
  const { event, may } = await openEvent(id);
  const asked = await searchParams;
  const found = await read("events:read", async (tx) => {
    const tiers = (await tiersOf(tx, id)).map((one) => ({ value: one.id, label: one.name }));
    const sessions = await feedback.sessionChoices(tx, id);
    const tier = tiers.find((one) => one.value === asked.tier);
    const session = sessions.find((one) => one.value === asked.session);
    const narrowed = { tierId: tier?.value };
    return {
      tiers,
      sessions,
      shown: { tier, session },
      form: await feedback.feedbackFormOf(tx, id),
      questions: await feedback.feedbackQuestionsOf(tx, id),
      rate: await feedback.feedbackRate(tx, id, narrowed),
      counts: await feedback.feedbackCounts(tx, id, narrowed),
      comments: await feedback.feedbackComments(tx, id, narrowed),
    };
  });
  return <FeedbackPage slug={org} event={event} ended={event.endsAt < new Date()} may={may.plan} {...found} />;
}
