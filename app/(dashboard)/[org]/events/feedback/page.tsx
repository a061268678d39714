import { EventListScreen } from "#components/events/list-screen";
import { feedbackList } from "#lib/events/feedback-lists";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Feedback" };

export default async function AllFeedbackPage({ searchParams }: PageProps<"/[org]/events/feedback">) {
  await requireActor("events:read");
  const screen = await listScreen(feedbackList, await searchParams);
  return (
    <EventListScreen
      screen={screen}
      title="Answers"
      text="What people said after your events, one row an answer."
      empty="Set up questions in an event, under its tab Feedback; those who came are asked when it is over."
    />
  );
}
