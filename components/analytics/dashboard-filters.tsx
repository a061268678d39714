import { BoardChoice, Choice } from "#components/analytics/board-choice";
import { channels } from "#lib/analytics/rules/beacon";
import type { BoardFilter } from "#lib/analytics/rules/board";

type Props = {
  action: string;
  filter: BoardFilter;
  choices: { events: { id: string; name: string }[]; stations: { id: string; name: string }[] };
  fixedEvent: boolean;
};

/** What the dashboard of an organization or event is narrowed to. */
export function DashboardFilters({ action, filter, choices, fixedEvent }: Props) {
  const options = (list: { id: string; name: string }[], all: string) => [{ id: "", name: all }, ...list];
  return (
    <BoardChoice action={action} span={filter.span} compare={filter.compare}>
      {fixedEvent ? null : (
        <Choice name="event" label="Event" value={filter.event} options={options(choices.events, "All events")} />
      )}
      {fixedEvent || choices.stations.length === 0 ? null : (
        <Choice
          name="station"
          label="Station"
          value={filter.station}
          options={options(choices.stations, "All stations")}
        />
      )}
      <Choice
        name="channel"
        label="Came by"
        value={filter.channel}
        options={options(
          Object.entries(channels).map(([id, name]) => ({ id, name })),
          "Every way",
        )}
      />
    </BoardChoice>
  );
}
