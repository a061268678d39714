import { notFound } from "next/navigation";
import { StationPage } from "#components/identity/station-page";
import { HistoryPanel } from "#components/system/history-panel";
import { accessChoices, memberChoices } from "#lib/identity/form";
import { stationById, stationPeople } from "#lib/identity/queries/stations";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";

export const metadata = { title: "Station" };

export default async function OneStationPage({ params }: PageProps<"/[org]/identity/stations/[station]">) {
  const { org, station: id } = await params;
  const actor = await requireActor("organizations:read");
  const organization = await openOrganization();
  const grant = can(actor, "identity:grant");
  const found = await read("organizations:read", async (tx) => {
    const station = await stationById(tx, id);
    if (!station) return null;
    return {
      station,
      colleagues: can(actor, "identity:read") ? await stationPeople(tx, id) : null,
      staffing: grant
        ? { people: await memberChoices(tx), choices: await accessChoices(tx, actor, organization) }
        : null,
      history: can(actor, "system:audit") ? await historyOf(tx, { subject: "identity.stations", subjectId: id }) : null,
    };
  });
  if (!found) notFound();
  const { history, ...station } = found;
  const may = { change: can(actor, "identity:stations"), grant };
  return (
    <StationPage org={org} zone={organization.zone} {...station} may={may}>
      {history ? <HistoryPanel lines={history} zone={organization.zone} /> : null}
    </StationPage>
  );
}
