import { EventListScreen } from "#components/events/list-screen";
import { AddItem } from "#components/events/plan-item";
import { talentFields } from "#components/events/registry-pages";
import { addTalent } from "#lib/events/actions/registry";
import { talentList } from "#lib/events/registry-lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Talent" };

export default async function TalentListPage({ searchParams }: PageProps<"/[org]/events/talent">) {
  const actor = await requireActor("events:read");
  const screen = await listScreen(talentList, await searchParams);
  const create = can(actor, "events:write") ? (
    <AddItem
      label="Add talent"
      title="Add talent"
      verb="Add"
      done="Added."
      action={addTalent}
      hidden={{}}
      fields={talentFields}
      values={{ kind: "speaker" }}
    />
  ) : null;
  return (
    <EventListScreen
      screen={screen}
      title="Talent"
      text="Designers, models, speakers, artists, media partners: everybody whom people come to see."
      empty="Add them once, then cast them for events and put them on stage in sessions."
      actions={create}
    />
  );
}
