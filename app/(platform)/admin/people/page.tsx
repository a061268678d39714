import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { DeskPeopleTable } from "#components/system/desk-people-table";
import { deskChoices } from "#lib/system/desk/cards";
import { deskPeople } from "#lib/system/desk/lists";
import { deskScreen, readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "People" };

const views = [
  { id: "waiting", name: "Waiting", scope: "system" as const, search: "f.state=pending_approval" },
  { id: "suspended", name: "Suspended", scope: "system" as const, search: "f.state=suspended" },
];

export default async function DeskPeoplePage({ searchParams }: PageProps<"/admin/people">) {
  const screen = await deskScreen(deskPeople, await searchParams, "people");
  const [choices] = await readAtDesk({ what: "people" }, deskChoices);
  return (
    <>
      <PageHeader
        title="People"
        description="Of all organizations, whoever has waited longest first. Each look at them is in the platform's log."
      />
      <DeskPeopleTable
        {...screen}
        views={views}
        choices={choices}
        label="People"
        empty={<Empty title="Nobody has signed up yet" />}
      />
    </>
  );
}
