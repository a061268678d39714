import { Button } from "#components/ui/button";
import { NativeSelect } from "#components/ui/native-select";
import { spans } from "#lib/analytics/rules";
import { channels } from "#lib/analytics/rules/beacon";
import type { BoardFilter } from "#lib/analytics/rules/board";

type Props = {
  action: string;
  filter: BoardFilter;
  choices: { events: { id: string; name: string }[]; stations: { id: string; name: string }[] };
  fixedEvent: boolean;
};

/** What a dashboard is narrowed to. A form of the address, so that a link shows the same to somebody else. */
export function DashboardFilters({ action, filter, choices, fixedEvent }: Props) {
  const options = (list: { id: string; name: string }[], all: string) => [{ id: "", name: all }, ...list];
  return (
    <form
      action={action}
      data-print="hide"
      className="mb-5 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
      aria-label="Narrow down"
    >
      <Choice
        name="span"
        label="Period"
        value={filter.span}
        options={Object.entries(spans).map(([id, { label }]) => ({ id, name: `Last ${label}` }))}
      />
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
      <Button type="submit" variant="outline">
        Show
      </Button>
    </form>
  );
}

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value?: string;
  options: { id: string; name: string }[];
}) {
  return (
    <label htmlFor={`narrow-${name}`} className="grid min-w-0 gap-1 text-[0.8125rem] text-muted-foreground">
      {label}
      <NativeSelect
        id={`narrow-${name}`}
        name={name}
        defaultValue={value ?? ""}
        className="min-w-0 text-foreground md:w-44"
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
}
