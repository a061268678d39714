import { PrintButton } from "#components/data/print-button";
import type { PlanField } from "#components/events/plan-fields";
import { AddItem } from "#components/events/plan-item";
import { PlanTab } from "#components/events/plan-tab";
import { type Shown, TimetableDay } from "#components/events/timetable-day";
import { Badge } from "#components/ui/badge";
import { addSession, changeSession, moveSession, removeSession } from "#lib/events/actions/planning";
import { reserveRooms } from "#lib/events/actions/registry";
import type { Room, Session } from "#lib/events/queries/program";
import { choicesOf } from "#lib/events/rules/inputs";
import { movesOf } from "#lib/events/rules/moves";
import { sessionKinds } from "#lib/events/rules/planning";
import { timetable, warningsOf } from "#lib/events/rules/timetable";
import type { Permission } from "#lib/permissions";
import { formatRange, toLocal } from "#lib/time";

type Props = {
  event: { id: string; zone: string; startsAt: Date; endsAt: Date; venueId: string | null; venueName: string | null };
  sessions: Session[];
  rooms: Room[];
  reserved: string[];
  talent: { value: string; label: string }[];
  permissions: ReadonlySet<Permission>;
  may: boolean;
};

/** The programme twice: as a timetable for whoever looks, as a list for whoever works on it or reads it on a phone. */
export function SchedulePage({ event, sessions, rooms, reserved, talent, permissions, may }: Props) {
  const { zone } = event;
  const fields = sessionFields(zone, rooms, talent);
  const going = sessions.filter((one) => one.state !== "cancelled");
  const days = timetable(going, rooms, zone);
  const shown = going.map((one) => shownOf(one, event));
  return (
    <>
      {days.length > 0 ? (
        <div className="max-md:hidden print:block">
          {days.map((day) => (
            <TimetableDay
              key={day.day}
              label={dayWords(day.day)}
              day={day}
              sessions={shown.filter((one) => day.blocks.some((block) => block.id === one.id))}
              fields={fields}
              may={may}
            />
          ))}
        </div>
      ) : null}
      <PlanTab
        title="Sessions"
        text={`Times are ${zone.replaceAll("_", " ")}. A room and a person are in one place at a time.`}
        word="a session"
        empty={{
          title: "No sessions yet",
          text: "Add what happens, in which room, from when to when, and who is on stage.",
        }}
        hidden={{ eventId: event.id }}
        may={may}
        fields={fields}
        first={{
          kind: "talk",
          startsAt: toLocal(event.startsAt, zone),
          endsAt: toLocal(new Date(+event.startsAt + 3_600_000), zone),
        }}
        acts={{ add: addSession, change: changeSession, move: moveSession, remove: removeSession }}
        actions={
          <>
            {days.length > 0 ? <PrintButton /> : null}
            {may && rooms.length > 0 ? <Reservation {...{ event, rooms, reserved }} /> : null}
          </>
        }
        items={sessions.map((one) => {
          const warnings = warningsOf(one, event);
          return {
            id: one.id,
            name: one.title,
            state: one.state,
            next: movesOf("session", one.state, permissions),
            tone: warnings.length > 0 ? ("warning" as const) : undefined,
            badges: (
              <>
                <Badge variant="outline">{sessionKinds[one.kind]}</Badge>
                {warnings.map((words) => (
                  <Badge key={words} variant="warning">
                    {words}
                  </Badge>
                ))}
              </>
            ),
            meta: [
              formatRange(one.startsAt, one.endsAt, zone),
              one.roomName,
              one.people.map((person) => person.name).join(", "),
              one.track,
            ],
            body: one.abstract ? <p className="max-w-prose text-[0.8125rem]">{one.abstract}</p> : null,
            values: valuesOf(one, zone),
          };
        })}
      />
    </>
  );
}

function Reservation({ event, rooms, reserved }: Pick<Props, "event" | "rooms" | "reserved">) {
  const kept = rooms.filter((room) => reserved.includes(room.id)).length;
  return (
    <AddItem
      label={kept > 0 ? `${kept} of ${rooms.length} rooms kept` : "Keep rooms"}
      variant="outline"
      title="Keep rooms for the whole event"
      text="No other event gets them from its beginning to its end."
      verb="Keep these rooms"
      done="The rooms are kept."
      action={reserveRooms}
      hidden={{ id: event.id }}
      fields={[
        {
          name: "rooms",
          label: `Rooms of ${event.venueName ?? "the venue"}`,
          kind: "many",
          none: "This venue has no rooms yet.",
          options: rooms.map((room) => ({ value: room.id, label: room.name })),
        },
      ]}
      values={{ rooms: reserved }}
    />
  );
}

const sessionFields = (zone: string, rooms: readonly Room[], talent: Props["talent"]): PlanField[] => [
  { name: "title", label: "Title", kind: "text", required: true },
  { name: "kind", label: "Kind", kind: "choice", options: choicesOf(sessionKinds), half: true, required: true },
  {
    name: "roomId",
    label: "Room",
    kind: "choice",
    none: "No room yet",
    half: true,
    options: rooms.map((room) => ({
      value: room.id,
      label: room.capacity ? `${room.name} (${room.capacity.toLocaleString("en")})` : room.name,
    })),
  },
  { name: "startsAt", label: "From", kind: "moment", zone, required: true },
  { name: "endsAt", label: "To", kind: "moment", zone, required: true },
  { name: "expected", label: "People expected", kind: "number", half: true },
  { name: "track", label: "Track", kind: "text", half: true },
  { name: "talent", label: "On stage", kind: "many", options: talent, none: "Add people under Talent first." },
  { name: "abstract", label: "What it is about", kind: "long" },
];

const valuesOf = (one: Session, zone: string) => ({
  ...{ title: one.title, kind: one.kind, roomId: one.roomId, expected: one.expected, track: one.track },
  ...{ abstract: one.abstract, startsAt: toLocal(one.startsAt, zone), endsAt: toLocal(one.endsAt, zone) },
  talent: one.people.map((person) => person.id),
});

function shownOf(one: Session, event: Props["event"]): Shown {
  const { zone } = event;
  return {
    id: one.id,
    title: one.title,
    when: `${toLocal(one.startsAt, zone).slice(11)} – ${toLocal(one.endsAt, zone).slice(11)}`,
    people: one.people.map((person) => person.name).join(", "),
    state: one.state,
    warning: warningsOf(one, event)[0] ?? null,
    values: valuesOf(one, zone),
  };
}

const dayWords = (day: string) =>
  new Intl.DateTimeFormat("en", {
    timeZone: "UTC",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(new Date(`${day}T00:00:00Z`));
