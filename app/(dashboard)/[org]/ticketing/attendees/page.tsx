import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { listScreen } from "#lib/system/list-screen";
import { attendeeList, attendeeViews } from "#lib/ticketing/lists";

export const metadata = { title: "Attendees" };

export default async function AttendeesPage({ searchParams }: PageProps<"/[org]/ticketing/attendees">) {
  const screen = await listScreen(attendeeList, await searchParams, attendeeViews);
  return (
    <>
      <PageHeader title="Attendees" description="Everybody with a ticket, and who has arrived." />
      <DataTable
        {...screen}
        label="Attendees"
        empty={<Empty title="Nobody yet">Each ticket that is paid for, or free and taken, is a line here.</Empty>}
      />
    </>
  );
}
