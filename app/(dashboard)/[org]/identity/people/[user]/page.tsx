import { notFound } from "next/navigation";
import { PersonPage } from "#components/identity/person-page";
import { HistoryPanel } from "#components/system/history-panel";
import { accessChoices } from "#lib/identity/form";
import { personById } from "#lib/identity/queries/people";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";

export const metadata = { title: "Person" };

export default async function OnePersonPage({ params }: PageProps<"/[org]/identity/people/[user]">) {
  const { org, user } = await params;
  const actor = await requireActor("identity:read");
  const organization = await openOrganization();
  const found = await read("identity:read", async (tx) => {
    const person = await personById(tx, user);
    if (!person) return null;
    const audited = can(actor, "system:audit");
    return {
      person,
      choices: await accessChoices(tx, actor, organization),
      history: audited ? await historyOf(tx, { subject: "users.user_profiles", subjectId: user }) : null,
    };
  });
  if (!found) notFound();
  const { person, choices, history } = found;
  return (
    <PersonPage
      slug={org}
      zone={organization.zone}
      person={person}
      roles={choices.roles}
      choices={choices}
      self={person.id === actor.userId}
      may={{ approve: can(actor, "identity:approve"), grant: can(actor, "identity:grant"), explain: true }}
    >
      {history ? <HistoryPanel lines={history} zone={organization.zone} /> : null}
    </PersonPage>
  );
}
