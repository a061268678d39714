import { BoardPage } from "#components/bookings/board/board-page";
import { boardAt, boardStations } from "#lib/bookings/queries/board";
import { BoardAddress } from "#lib/bookings/rules/board";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Board" };

export default async function Page({ params, searchParams }: PageProps<"/[org]/bookings/board">) {
  const actor = await requireActor("bookings:read");
  const { org } = await params;
  const { zone } = await openOrganization();
  const asked = BoardAddress.parse(await searchParams);
  const { stations, board, address } = await read("bookings:read", async (tx) => {
    const stations = await boardStations(tx);
    const known = stations.find(({ id }) => id === asked.station) ?? (stations.length === 1 ? stations[0] : undefined);
    const address = { ...asked, station: known?.id };
    return { stations, address, board: await boardAt(tx, address, zone) };
  });
  return (
    <BoardPage slug={org} address={address} stations={stations} board={board} mayWrite={can(actor, "bookings:write")} />
  );
}
