import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import { publishEvent, updateEvent } from "#lib/events/commands";
import { reserveRooms } from "#lib/events/commands/registry";
import { endSeries, repeatEvent } from "#lib/events/commands/series";
import { eventFormValues } from "#lib/events/form";
import { event, one, plan, session } from "#lib/events/planning.given";
import { eventById } from "#lib/events/queries";
import { seriesById } from "#lib/events/queries/registry";
import { EventChange } from "#lib/events/rules";
import { rehearse, saveEventChange } from "#lib/events/saving";
import { closeSales, sell } from "#lib/ticketing/ticketing.given";
import { toLocal } from "#lib/time";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** Six Fridays at eight, across the end of summer time on 25 October 2037. */
async function fridays() {
  const at = await plan({ name: "Friday Club", startsAt: "2037-10-09T20:00", endsAt: "2037-10-10T01:00" });
  const { seriesId } = await repeatEvent(at.organizer, { id: at.eventId, frequency: "WEEKLY", count: "6" });
  const events = async () => (await readAsTenant(at.organizer, (tx) => seriesById(tx, seriesId)))?.events ?? [];
  const wall = async () => (await events()).map((event) => toLocal(event.startsAt, event.zone).slice(5));
  const form = async (id: string) => {
    const event = await readAsTenant(at.organizer, (tx) => eventById(tx, id));
    assert.ok(event);
    const { seriesId: _, ...values } = eventFormValues(event);
    return values;
  };
  const nth = async (index: number) => (await events())[index]?.id ?? "";
  return { ...at, seriesId, events, wall, form, nth };
}

test("six Fridays keep eight in the evening when the clocks change, each a draft with its own tickets", async () => {
  const at = await fridays();
  assert.deepEqual(await at.wall(), [
    "10-09T20:00",
    "10-16T20:00",
    "10-23T20:00",
    "10-30T20:00",
    "11-06T20:00",
    "11-13T20:00",
  ]);
  const hours = (await at.events()).map((event) => event.startsAt.getUTCHours());
  assert.deepEqual(hours, [18, 18, 18, 19, 19, 19]);
  const { tiers } = await one<{ tiers: number }>(
    "select count(*)::int as tiers from ticketing.ticket_tiers t join events.events e on e.id = t.event_id where e.series_id = $1",
    [at.seriesId],
  );
  assert.equal(tiers, 6);
  const again = repeatEvent(at.organizer, { id: at.eventId, frequency: "DAILY", count: "3" });
  await assert.rejects(again, /belongs to a series already/);
});

test("a change is for one, for what follows, or for all; what was changed by itself is passed by", async () => {
  const at = await fridays();
  const alone = await at.nth(1);
  await updateEvent(at.organizer, { ...(await at.form(alone)), startsAt: "2037-10-16T18:00", scope: "one" });
  const third = await at.nth(2);
  const later = {
    ...(await at.form(third)),
    name: "Friday Club Late",
    startsAt: "2037-10-23T21:30",
    endsAt: "2037-10-24T03:00",
  };
  const review = await rehearse(at.organizer, EventChange.parse({ ...later, scope: "following" }));
  assert.deepEqual([review.events.length, review.holders], [4, 0]);
  await updateEvent(at.organizer, { ...later, scope: "following" });
  assert.deepEqual(await at.wall(), ["10-09T20:00", "10-16T18:00"], "the old series ends before the change");
  const split = await one<{ id: string; rule: string }>(
    "select id, rule from events.event_series where split_from_id = $1",
    [at.seriesId],
  );
  assert.equal(split.rule, "FREQ=WEEKLY;COUNT=4");
  const rest = (await readAsTenant(at.organizer, (tx) => seriesById(tx, split.id)))?.events ?? [];
  assert.deepEqual(
    rest.map((event) => [
      event.name,
      toLocal(event.startsAt, event.zone).slice(5),
      toLocal(event.endsAt, event.zone).slice(11),
    ]),
    ["10-23", "10-30", "11-06", "11-13"].map((day) => ["Friday Club Late", `${day}T21:30`, "03:00"]),
  );
  const old = await one<{ rule: string }>("select rule from events.event_series where id = $1", [at.seriesId]);
  assert.equal(old.rule, "FREQ=WEEKLY;UNTIL=20371016T200000");
  await updateEvent(at.organizer, {
    ...(await at.form(at.eventId)),
    startsAt: "2037-10-08T20:00",
    endsAt: "2037-10-09T01:00",
    scope: "all",
  });
  assert.deepEqual(await at.wall(), ["10-08T20:00", "10-16T18:00"], "the one changed by itself stays");
});

test("a whole series moves a week later over itself, with its rooms and sessions", async () => {
  const at = await fridays();
  for (const event of await at.events()) {
    await reserveRooms(at.organizer, { id: event.id, rooms: [at.rooms[0]] });
    const day = toLocal(event.startsAt, event.zone).slice(0, 10);
    await session({ ...at, eventId: event.id }, [12, 13], {
      startsAt: `${day}T21:00`,
      endsAt: `${day}T22:00`,
      roomId: at.rooms[0],
    });
  }
  const week = {
    ...(await at.form(at.eventId)),
    startsAt: "2037-10-16T20:00",
    endsAt: "2037-10-17T01:00",
    scope: "all",
  };
  await updateEvent(at.organizer, week);
  assert.deepEqual((await at.wall()).slice(0, 3), ["10-16T20:00", "10-23T20:00", "10-30T20:00"]);
  const { sessions } = await one<{ sessions: string[] }>(
    "select array_agg(to_char(s.starts_at at time zone 'Europe/Berlin', 'MM-DD HH24:MI') order by s.starts_at) as sessions from events.event_schedules s join events.events e on e.id = s.event_id where e.series_id = $1",
    [at.seriesId],
  );
  assert.deepEqual(
    sessions,
    ["10-16", "10-23", "10-30", "11-06", "11-13", "11-20"].map((day) => `${day} 21:00`),
  );
});

test("holders of tickets are counted before and written to once, and a change that nobody notices is simply made", async () => {
  const at = await fridays();
  const id = await at.nth(3);
  const form = await at.form(id);
  const quiet = await saveEventChange(at.organizer, { ...form, description: "New words" });
  assert.equal(quiet.review, undefined, "one event, same time, nobody told");
  await publishEvent(at.organizer, { id });
  const { slug } = await one<{ slug: string }>("select slug from events.events where id = $1", [id]);
  const tiers = (await admin.query("select id, name from ticketing.ticket_tiers where event_id = $1", [id])).rows;
  await sell({ ...at, eventId: id, slug, tiers }, 2);
  const change = { ...form, startsAt: "2037-10-30T19:00" };
  const looked = await saveEventChange(at.organizer, change);
  assert.ok(looked.review && looked.review.holders > 0);
  assert.equal(
    toLocal((await at.events())[3]?.startsAt ?? new Date(0), "Europe/Berlin").slice(11),
    "20:00",
    "only looked at",
  );
  await saveEventChange(at.organizer, { ...change, tell: "on", confirmed: "yes" });
  const letter = await one<{ subject: string; recipients: number; body: string }>(
    "select subject, recipients, body from events.event_updates where event_id = $1",
    [id],
  );
  assert.deepEqual([letter.subject, letter.recipients], ["Friday Club has a new time", looked.review.holders]);
  assert.match(letter.body, /New time: Fri, Oct 30, 2037, 7:00/);
});

test("a room that another event has on one of the days refuses the whole change and names it", async () => {
  const at = await fridays();
  for (const event of await at.events()) await reserveRooms(at.organizer, { id: event.id, rooms: [at.rooms[0]] });
  const blocking = await event(at, { name: "Choir", startsAt: "2037-11-07T02:00", endsAt: "2037-11-07T04:00" });
  await reserveRooms(at.organizer, { id: blocking, rooms: [at.rooms[0]] });
  const longer = { ...(await at.form(at.eventId)), endsAt: "2037-10-10T03:00", scope: "all" };
  const refusal = await updateEvent(at.organizer, longer).catch(problem);
  assert.match(
    "message" in refusal ? refusal.message : "",
    /^Great hall is taken by the event Choir, Sat 7 Nov 2037, 02:00/,
  );
  assert.equal(
    toLocal((await at.events())[0]?.endsAt ?? new Date(0), "Europe/Berlin").slice(11),
    "01:00",
    "nothing changed",
  );
  await updateEvent(at.organizer, { ...longer, endsAt: "2037-10-10T02:00" });
});

test("an ended series leaves its drafts as they are, each by itself", async () => {
  const at = await fridays();
  await publishEvent(at.organizer, { id: at.eventId });
  await endSeries(at.organizer, { id: at.seriesId });
  assert.deepEqual(
    (await at.events()).map((event) => event.id),
    [at.eventId],
  );
  await assert.rejects(endSeries(at.organizer, { id: at.seriesId }));
});
