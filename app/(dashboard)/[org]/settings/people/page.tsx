import type { Route } from "next";
import Link from "next/link";
import { PeopleTable } from "#components/identity/people-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { peopleList } from "#lib/organizations/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "People" };

export default async function PeoplePage({ params, searchParams }: PageProps<"/[org]/settings/people">) {
  const actor = await requireActor("identity:read");
  const screen = await listScreen(peopleList, await searchParams);
  const { org } = await params;
  const ways = (
    <>
      <Button variant="outline" asChild>
        <Link href={`/${org}/identity/grants?f.state=live&view=live` as Route}>Roles given</Link>
      </Button>
      {can(actor, "identity:invite") ? (
        <Button asChild>
          <Link href={`/${org}/identity/invitations` as Route}>Invite people</Link>
        </Button>
      ) : null}
    </>
  );
  return (
    <>
      <PageHeader title="People" description="Who belongs here, and as what." actions={ways} />
      <PeopleTable
        {...screen}
        label="People"
        mayDecide={can(actor, "identity:approve")}
        empty={<Empty title="Nobody yet">People appear here once they are approved.</Empty>}
      />
    </>
  );
}
