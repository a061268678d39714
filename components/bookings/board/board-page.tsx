import { CalendarPlus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Empty } from "#components/shell/empty";
import { Live } from "#components/shell/live";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { stepped, windowTitle } from "#lib/bookings/board-window";
import type { Board as BoardShown } from "#lib/bookings/queries/board";
import type { BoardAddress } from "#lib/bookings/rules/board";
import { zoneWords } from "#lib/time";
import { Board } from "./board.tsx";

type Props = {
  slug: string;
  address: BoardAddress;
  stations: { id: string; name: string }[];
  board: BoardShown;
  mayWrite: boolean;
};

/** The day of a station: open from morning to night, so the heading stays small and the board is the page. */
export function BoardPage({ slug, address, stations, board, mayWrite }: Props) {
  const { window, data, today } = board;
  const from = window.days[0]?.from ?? 0;
  const station = stations.find(({ id }) => id === address.station);
  return (
    <>
      <PageHeader
        title={station ? `Board: ${station.name}` : "Board"}
        description={`${windowTitle(window)} · ${zoneWords(new Date(from), window.zone)}`}
        actions={
          mayWrite ? (
            <Button asChild>
              <Link href={`/${slug}/bookings/new${station ? `?station=${station.id}` : ""}` as Route}>
                <CalendarPlus aria-hidden /> New booking
              </Link>
            </Button>
          ) : null
        }
      />
      {data.resources.length === 0 ? (
        <Empty
          icon={<CalendarPlus />}
          title="Nobody can be booked here yet"
          action={
            <Button asChild variant="outline">
              <Link href={`/${slug}/bookings/resources` as Route}>Add a chef, a room or equipment</Link>
            </Button>
          }
        >
          The board has a row for each chef, room and piece of equipment of the station.
        </Empty>
      ) : (
        <Live>
          <Board
            slug={slug}
            address={address}
            stations={stations}
            first={{ window, data, today }}
            steps={[stepped(window.view, window.day, -1), stepped(window.view, window.day, 1)]}
            mayWrite={mayWrite}
          />
        </Live>
      )}
    </>
  );
}
