import type { Route } from "next";
import Link from "next/link";
import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { addRoom, changeRoom, removeRoom } from "#lib/events/actions/registry";
import type { venueById } from "#lib/events/queries/registry";
import { formatRange } from "#lib/time";

type Venue = NonNullable<Awaited<ReturnType<typeof venueById>>>;

/** A place with its rooms, and what they are taken for. */
export function VenuePage({ slug, venue, may }: { slug: string; venue: Venue; may: boolean }) {
  const fields: PlanField[] = [
    { name: "name", label: "Name", kind: "text", required: true },
    { name: "capacity", label: "Capacity", kind: "number", half: true },
    { name: "position", label: "Place in the timetable", kind: "number", half: true },
  ];
  const place = [venue.address, venue.city, venue.country].filter(Boolean).join(", ");
  return (
    <>
      <PageHeader title={venue.name} description={place} crumbs={venueCrumbs(slug, venue.name)} />
      <PlanHead
        title="Rooms"
        text={`Halls, stages and terraces; a session takes one. Clocks are those of ${venue.zone.replaceAll("_", " ")}.`}
        actions={
          may ? (
            <AddItem
              label="Add a room"
              title="Add a room"
              verb="Add room"
              done="Room added."
              action={addRoom}
              hidden={{ venueId: venue.id }}
              fields={fields}
              values={{ position: venue.rooms.length }}
            />
          ) : null
        }
      />
      {venue.rooms.length === 0 ? (
        <NothingYet title="No rooms yet">
          Add the rooms that sessions can take, in the order of the timetable.
        </NothingYet>
      ) : (
        <PlanList label="Rooms">
          {venue.rooms.map((room) => (
            <PlanRow
              key={room.id}
              title={room.name}
              meta={[room.capacity ? `for ${room.capacity.toLocaleString("en")}` : null]}
              actions={
                may ? (
                  <>
                    <EditItem
                      name={room.name}
                      title="Change this room"
                      verb="Save room"
                      done="Room saved."
                      action={changeRoom}
                      hidden={{ id: room.id }}
                      fields={fields}
                      values={{ name: room.name, capacity: room.capacity, position: room.position }}
                    />
                    <RemoveItem
                      id={room.id}
                      name={room.name}
                      act={removeRoom}
                      text="A room that sessions were in stays."
                    />
                  </>
                ) : null
              }
            >
              <ul className="text-[0.8125rem]">
                {venue.uses
                  .filter((use) => use.roomId === room.id)
                  .slice(0, 5)
                  .map((use) => (
                    <li key={`${use.eventId} ${use.startsAt.getTime()} ${use.title}`}>
                      <span className="text-muted-foreground">
                        {formatRange(use.startsAt, use.endsAt, venue.zone)}:{" "}
                      </span>
                      <Link className="hover:underline" href={`/${slug}/events/${use.eventId}/schedule` as Route}>
                        {use.title ? `${use.title}, ${use.event}` : use.event}
                      </Link>
                    </li>
                  ))}
              </ul>
            </PlanRow>
          ))}
        </PlanList>
      )}
    </>
  );
}
const venueCrumbs = (slug: string, name: string) => [
  { label: "Venues", href: `/${slug}/events/venues` },
  { label: name },
];
