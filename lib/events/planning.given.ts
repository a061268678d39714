import { admin, given, type Organization } from "#db/given";
import type { Actor } from "#db/tenant";
import { createEvent } from "#lib/events/commands";
import { addSession } from "#lib/events/commands/program";
import { addRoom, addTalent } from "#lib/events/commands/registry";
import { addShift } from "#lib/events/commands/staff";
import { eventForm, venueIn } from "#lib/ticketing/ticketing.given";

/** What tests of an event's plan start from: a house with an organizer, a venue with two rooms, and an event on a summer day. */
export type Plan = { org: Organization; organizer: Actor; venueId: string; rooms: string[]; eventId: string };

export async function plan(fields: Record<string, unknown> = {}, zone = "Europe/Berlin"): Promise<Plan> {
  const org = await given.organization({ zone });
  const organizer = await given.person("organizer", org);
  const venueId = await venueIn(organizer, zone, "DE");
  const rooms = [];
  for (const name of ["Great hall", "Loft"])
    rooms.push((await addRoom(organizer, { venueId, name, capacity: "200" })).id);
  const eventId = await event({ organizer, venueId }, fields);
  return { org, organizer, venueId, rooms, eventId };
}

/** An event of that venue, ten in the morning to eleven at night unless told otherwise. */
export async function event({ organizer, venueId }: Pick<Plan, "organizer" | "venueId">, fields = {}): Promise<string> {
  const times = { startsAt: "2037-06-12T10:00", endsAt: "2037-06-12T23:00", format: "in_person" };
  const { id } = await createEvent(organizer, eventForm([{}], { ...times, venueId, zone: undefined, ...fields }));
  return id;
}

const at = (hour: number) => `2037-06-12T${String(Math.floor(hour)).padStart(2, "0")}:${hour % 1 ? "30" : "00"}`;

export const session = (
  { organizer, eventId }: Pick<Plan, "organizer" | "eventId">,
  [from, to]: [number, number],
  fields = {},
) => addSession(organizer, { eventId, title: "A session", startsAt: at(from), endsAt: at(to), ...fields });

export const shift = (
  { organizer, eventId }: Pick<Plan, "organizer" | "eventId">,
  [from, to]: [number, number],
  fields = {},
) => addShift(organizer, { eventId, role: "Door", needed: "1", startsAt: at(from), endsAt: at(to), ...fields });

export const somebody = async (organizer: Actor, name = "Ada Okafor") =>
  (await addTalent(organizer, { kind: "speaker", name })).id;

/** One row as an administrator of the database sees it. */
export async function one<T>(text: string, values: unknown[] = []): Promise<T> {
  return (await admin.query(text, values)).rows[0];
}
