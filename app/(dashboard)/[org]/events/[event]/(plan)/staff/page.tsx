import { StaffPage, shiftFilters } from "#components/events/staff-page";
import { openEvent, shownOf } from "#lib/events/open";
import { memberChoices, shiftsOf } from "#lib/events/queries/program";
import { read } from "#lib/session";

export const metadata = { title: "Staff of an event" };

export default async function EventStaffPage({ params, searchParams }: PageProps<"/[org]/events/[event]/staff">) {
  const { org, event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const { shifts, people } = await read("events:read", async (tx) => ({
    shifts: await shiftsOf(tx, id),
    people: await memberChoices(tx),
  }));
  const shown = shownOf((await searchParams).show, shiftFilters);
  const path = `/${org}/events/${id}/staff`;
  return <StaffPage {...{ path, event, shifts, people, shown, may }} permissions={actor.permissions} />;
}
