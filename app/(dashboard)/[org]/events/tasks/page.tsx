import { EventListScreen } from "#components/events/list-screen";
import { taskList } from "#lib/events/registry-lists";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Tasks" };

export default async function AllTasksPage({ searchParams }: PageProps<"/[org]/events/tasks">) {
  await requireActor("events:read");
  const screen = await listScreen(taskList, await searchParams);
  return (
    <EventListScreen
      screen={screen}
      title="Tasks"
      text="What has to be done for all events."
      empty="Tasks are added in an event, under its tab Tasks."
    />
  );
}
