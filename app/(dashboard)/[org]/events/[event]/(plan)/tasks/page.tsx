import { TaskPage, taskFilters } from "#components/events/task-page";
import { openEvent, shownOf } from "#lib/events/open";
import { tasksOf } from "#lib/events/queries/planning";
import { memberChoices } from "#lib/events/queries/program";
import { read } from "#lib/session";

export const metadata = { title: "Tasks of an event" };

export default async function TasksPage({ params, searchParams }: PageProps<"/[org]/events/[event]/tasks">) {
  const { org, event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const { tasks, people } = await read("events:read", async (tx) => ({
    tasks: await tasksOf(tx, id),
    people: await memberChoices(tx),
  }));
  const shown = shownOf((await searchParams).show, taskFilters);
  const path = `/${org}/events/${id}/tasks`;
  return <TaskPage {...{ path, event, tasks, people, shown, may }} permissions={actor.permissions} />;
}
