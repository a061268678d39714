import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { addSession, moveSession } from "#lib/events/commands/program";
import { addRoom } from "#lib/events/commands/registry";
import { event as eventAt, plan, somebody } from "#lib/events/planning.given";
import * as files from "#lib/events/program-files";
import { eventById } from "#lib/events/queries";
import { sessionsOf } from "#lib/events/queries/program";
import { commitImport } from "#lib/system/imports/commands";
import { checked, importOf, rowsOfImport, sent, worked } from "#lib/system/imports/imports.given";
import { closeSales, venueIn } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** A festival on the night when clocks go back, with words that every format has to keep. */
async function festival() {
  const at = await plan(
    {
      name: 'Night & "Day" <2>; one, two',
      summary: "Lights, and more",
      description: "First line\n\nSecond; with, signs \\ and ünïcode",
      capacity: "321",
      startsAt: "2037-10-24T20:00",
      endsAt: "2037-10-25T12:00",
    },
    "Europe/Berlin",
  );
  const [hall, loft] = at.rooms;
  const add = (title: string, startsAt: string, endsAt: string, fields = {}) =>
    addSession(at.organizer, { eventId: at.eventId, title, startsAt, endsAt, ...fields });
  const who = await somebody(at.organizer, "Ada <Okafor> & Co");
  await add("Opening & welcome", "2037-10-24T20:00", "2037-10-24T20:45", {
    roomId: hall,
    kind: "talk",
    track: "Main",
    abstract: "Why <we> are here.\n\nReally.",
  });
  await add("Through the change of clocks", "2037-10-25T01:00", "2037-10-25T04:00", {
    roomId: hall,
    kind: "performance",
    talent: [who],
  });
  await add("=SUM(lights)", "2037-10-24T21:00", "2037-10-24T22:30", { roomId: loft, kind: "workshop" });
  await add("Breakfast", "2037-10-25T09:00", "2037-10-25T10:00", { kind: "break" });
  const off = await add("Not this one", "2037-10-25T11:00", "2037-10-25T11:30");
  await moveSession(at.organizer, { id: off.id, to: "cancelled" });
  const told = await readAsTenant(at.organizer, async (tx) => {
    const found = await eventById(tx, at.eventId);
    return {
      ...(found as NonNullable<typeof found>),
      sessions: await sessionsOf(tx, at.eventId),
      address: "https://greenroom.test/e/a/b",
    };
  });
  return { at, told };
}

const programme = async (eventId: string) =>
  (
    await admin.query(
      `select regexp_replace(s.title, '^''', '') as title, s.kind, s.track, r.name as room, s.starts_at, s.ends_at, btrim(regexp_replace(s.abstract, '\\s*With .*$', '')) as abstract
       from events.event_schedules s left join events.rooms r on r.id = s.room_id where s.event_id = $1 and s.state <> 'cancelled' order by s.starts_at, s.title`,
      [eventId],
    )
  ).rows;

async function imported(
  who: Parameters<typeof sent>[0],
  kind: "events" | "sessions",
  text: string,
  eventId?: string,
  options = {},
) {
  const id = await sent(who, kind, text, eventId);
  const found = await checked(who, id, { places: "describe", ...options });
  assert.deepEqual([found.bad, found.duplicates], [0, 0], JSON.stringify(await rowsOfImport(id)));
  await commitImport(who, { importId: id, mode: "all" });
  await worked({ id: who.organizationId }, id);
  assert.equal((await importOf(id)).state, "committed");
}

for (const [form, write] of [
  ["conference schedule XML", files.scheduleOf],
  ["CSV", files.sessionsCsv],
  ["JSON", files.sessionsJson],
] as const)
  test(`a programme exported as ${form} and imported again is the same programme`, async () => {
    const { at, told } = await festival();
    const org = await given.organization({ zone: "America/New_York" });
    const organizer = await given.person("organizer", org);
    const venueId = await venueIn(organizer, "Europe/Berlin", "DE");
    for (const name of ["Great hall", "Loft"]) await addRoom(organizer, { venueId, name });
    const copy = await eventAt({ organizer, venueId }, { startsAt: "2037-10-24T20:00", endsAt: "2037-10-25T12:00" });
    await imported(organizer, "sessions", write(told), copy);
    const [first, second] = [await programme(at.eventId), await programme(copy)];
    assert.equal(first.length, 4);
    assert.deepEqual(second, first);
  });

for (const [form, write] of [
  ["iCalendar", files.calendarOf],
  ["schema.org JSON-LD", files.linkedOf],
  ["CSV", files.eventCsv],
  ["JSON", files.eventJson],
] as const)
  test(`an event exported as ${form} and imported again is the same event`, async () => {
    const { at, told } = await festival();
    const org = await given.organization({ zone: "America/New_York" });
    const organizer = await given.person("organizer", org);
    await imported(organizer, "events", write(told), undefined, {
      zone: "Europe/Berlin",
      category: "concert",
      capacity: "321",
    });
    const { rows } = await admin.query(
      "select name, zone, starts_at, ends_at, capacity, description from events.events where organization_id = $1 order by ends_at - starts_at desc, name",
      [org.id],
    );
    const { name, zone, startsAt, endsAt, capacity, description } = told;
    const { description: kept, ...same } = rows[0];
    assert.deepEqual(same, { name, zone, starts_at: startsAt, ends_at: endsAt, capacity });
    assert.ok(kept.startsWith(description), kept);
    // A calendar has the sessions as entries of its own.
    if (form !== "iCalendar") return assert.equal(rows.length, 1);
    assert.deepEqual(
      rows
        .slice(1)
        .map((one) => [one.name, one.starts_at.toISOString(), one.ends_at.toISOString()])
        .toSorted(),
      (await programme(at.eventId))
        .map((one) => [one.title, one.starts_at.toISOString(), one.ends_at.toISOString()])
        .toSorted(),
    );
  });
