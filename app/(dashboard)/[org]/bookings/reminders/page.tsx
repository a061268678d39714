import { ReminderRules } from "#components/bookings/reminder-rules";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { reminderRulesNow } from "#lib/bookings/queries/reminders";
import { reminderList } from "#lib/bookings/reminder-lists";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Reminders" };

export default async function RemindersPage({ searchParams }: PageProps<"/[org]/bookings/reminders">) {
  const actor = await requireActor("bookings:read");
  const screen = await listScreen(reminderList, await searchParams);
  const rules = await read("bookings:read", reminderRulesNow);
  return (
    <>
      <PageHeader
        title="Reminders"
        description="What was sent before bookings, to whom, and what was left out and why."
      />
      <ReminderRules rules={rules} editable={can(actor, "bookings:settings")} />
      <DataTable
        {...screen}
        label="Reminders"
        empty={<Empty title="No reminders yet">They appear here once they are due: a day before a booking.</Empty>}
      />
    </>
  );
}
