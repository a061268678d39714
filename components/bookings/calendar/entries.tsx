import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem } from "#components/events/plan-item";
import { PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { removeEntry, saveEntry } from "#lib/bookings/actions/calendar";
import type { Entry } from "#lib/bookings/queries/calendar";
import { entryScopes } from "#lib/bookings/rules/calendar";
import { formatDay, formatRange, toLocal, zoneWords } from "#lib/time";
import type { CalendarProps } from "./calendar-page.tsx";

type Around = Pick<CalendarProps, "stations" | "may" | "zone">;

function entryFields({ stations, may, zone }: Around): PlanField[] {
  const scopes = Object.entries(entryScopes).filter(
    ([scope]) => scope === "personal" || (scope === "station" ? may.station : may.workspace),
  );
  return [
    { name: "title", label: "Title", kind: "text", required: true },
    { name: "startsLocal", label: "From", kind: "moment", zone, required: true },
    { name: "endsLocal", label: "Until", kind: "moment", zone, required: true },
    { name: "allDay", label: "Whole days", kind: "tick" },
    {
      name: "scope",
      label: "Who sees it",
      kind: "choice",
      required: true,
      half: true,
      options: scopes.map(([value, label]) => ({ value, label })),
    },
    ...(may.station
      ? [
          {
            name: "stationId",
            label: "Station",
            kind: "choice" as const,
            half: true,
            none: "None",
            hint: "For everybody at a station.",
            options: stations.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
    {
      name: "remindMinutes",
      label: "Remind",
      kind: "choice",
      half: true,
      none: "Nobody",
      options: [
        { value: "0", label: "when it begins" },
        { value: "30", label: "30 minutes before" },
        { value: "120", label: "2 hours before" },
        { value: "1440", label: "a day before" },
      ],
    },
    { name: "place", label: "Where", kind: "text", half: true },
    { name: "notes", label: "Notes", kind: "long" },
  ];
}

export function EntryAdd({ day, ...around }: Around & { day: string }) {
  return (
    <AddItem
      label="New entry"
      title="New entry"
      verb="Add"
      done="Added."
      action={saveEntry}
      hidden={{}}
      fields={entryFields(around)}
      values={{ scope: "personal", startsLocal: `${day}T10:00`, endsLocal: `${day}T11:00` }}
    />
  );
}

/** The entries of the month in full; those that the reader may change can be changed here. */
export function EntryList({ entries, zone, ...around }: CalendarProps) {
  if (entries.length === 0) return null;
  const mayChange = ({ scope, mine }: Entry) =>
    scope === "personal" ? mine : scope === "station" ? around.may.station : around.may.workspace;
  return (
    <section className="mt-6">
      <PlanHead title="Entries" />
      <PlanList label="Entries">
        {entries.map((entry) => {
          const clocks = entry.zone ?? zone;
          const [from, until] = [new Date(entry.startsAt), new Date(entry.endsAt)];
          const last = new Date(until.getTime() - (entry.allDay ? 60_000 : 0));
          return (
            <PlanRow
              key={entry.id}
              title={<span id={`entry-${entry.id}`}>{entry.title}</span>}
              meta={[
                entry.allDay
                  ? [...new Set([formatDay(from, clocks), formatDay(last, clocks)])].join(" – ")
                  : `${formatRange(from, until, clocks)} (${zoneWords(from, clocks)})`,
                entry.scope === "station" ? `Everybody at ${entry.station}` : entryScopes[entry.scope],
                entry.place,
                entry.mine ? null : `by ${entry.by}`,
                entry.remindMinutes === null ? null : "with a reminder",
              ]}
              actions={
                mayChange(entry) ? (
                  <>
                    <EditItem
                      name={entry.title}
                      title="Change this entry"
                      verb="Save"
                      done="Saved."
                      action={saveEntry}
                      hidden={{ id: entry.id }}
                      fields={entryFields({ ...around, zone: clocks })}
                      values={{
                        ...entry,
                        stationId: entry.stationId ?? "",
                        startsLocal: toLocal(from, clocks),
                        endsLocal: toLocal(last, clocks),
                      }}
                    />
                    <RemoveItem
                      id={entry.id}
                      name={entry.title}
                      act={removeEntry}
                      text="It is gone from every calendar that shows it."
                    />
                  </>
                ) : null
              }
            >
              {entry.notes ? <p className="whitespace-pre-line">{entry.notes}</p> : null}
            </PlanRow>
          );
        })}
      </PlanList>
    </section>
  );
}
