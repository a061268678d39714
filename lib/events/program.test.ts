import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { problem } from "#lib/errors";
import { cancelEvent, updateEvent } from "#lib/events/commands";
import { changeSession, moveSession, placeSession } from "#lib/events/commands/program";
import { addAbsence, reserveRooms } from "#lib/events/commands/registry";
import { answerShift, assignShift, changeShift, moveAssignment } from "#lib/events/commands/staff";
import { event, one, plan, session, shift, somebody } from "#lib/events/planning.given";
import { EventChange } from "#lib/events/rules";
import { rehearse } from "#lib/events/saving";
import { closeSales, eventForm, venueIn } from "#lib/ticketing/ticketing.given";
import { toLocal } from "#lib/time";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const why = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    const { message, fields } = problem(error);
    return { message, field: Object.keys(fields ?? {})[0] };
  }
  throw new Error("It was allowed.");
};

test("two sessions share a room one after the other, never at once, and the one in the way is named", async () => {
  const at = await plan();
  const [hall, loft] = at.rooms;
  await session(at, [12, 14], { roomId: hall, title: "Opening" });
  assert.deepEqual(await why(session(at, [13, 15], { roomId: hall })), {
    message: "Great hall is taken by “Opening”, Fri 12 Jun 2037, 12:00 – 14:00. Choose another room or time.",
    field: "roomId",
  });
  await session(at, [13, 15], { roomId: loft });
  const next = await session(at, [14, 15], { roomId: hall, title: "Talk" });
  const earlier = { id: next.id, roomId: hall, startsAt: "2037-06-12T13:30" };
  assert.match((await why(placeSession(at.organizer, earlier))).message, /Opening/);
  await placeSession(at.organizer, { ...earlier, startsAt: "2037-06-12T16:00" });
});

test("of two people who give a room away in the same moment, one is refused", async () => {
  const at = await plan();
  const both = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => session(at, [12, 13], { roomId: at.rooms[0], title: `No. ${i}` })),
  );
  assert.equal(both.filter((one) => one.status === "fulfilled").length, 1);
  for (const lost of both)
    if (lost.status === "rejected") assert.match(problem(lost.reason).message, /taken|same moment/);
});

test("a second event in a room at the same time is refused with the first one's name, and accepted an hour later", async () => {
  const at = await plan({ name: "Lantern Night" });
  await reserveRooms(at.organizer, { id: at.eventId, rooms: [at.rooms[0]] });
  const second = await event(at, { name: "Harbour Fair" });
  const refusal = await why(reserveRooms(at.organizer, { id: second, rooms: [at.rooms[0]] }));
  assert.match(refusal.message, /^Great hall is taken by the event Lantern Night, Fri 12 Jun 2037, 10:00 – 23:00/);
  assert.match(
    (await why(session({ ...at, eventId: second }, [12, 13], { roomId: at.rooms[0] }))).message,
    /Lantern Night/,
  );
  await session(at, [12, 13], { roomId: at.rooms[0] });
  await reserveRooms(at.organizer, { id: second, rooms: [at.rooms[1]] });
  const night = await event(at, { name: "After Hours", startsAt: "2037-06-12T23:00", endsAt: "2037-06-13T04:00" });
  await reserveRooms(at.organizer, { id: night, rooms: [at.rooms[0]] });
  await cancelEvent(at.organizer, { id: at.eventId });
  await reserveRooms(at.organizer, { id: second, rooms: at.rooms });
});

test("nobody is on stage twice at once, nor while away; a cancelled session gives room and people back", async () => {
  const at = await plan();
  const ada = await somebody(at.organizer);
  const first = await session(at, [12, 14], { title: "Opening", roomId: at.rooms[0], talent: [ada] });
  const clash = await why(session(at, [13, 15], { roomId: at.rooms[1], talent: [ada] }));
  assert.match(clash.message, /^Ada Okafor is on stage in “Opening” of .* then, Fri 12 Jun 2037, 12:00 – 14:00\.$/);
  const away = { talentId: ada, startsAt: "2037-06-12T18:00", endsAt: "2037-06-12T20:00", reason: "train" };
  await addAbsence(at.organizer, away);
  assert.match(
    (await why(session(at, [19, 21], { talent: [ada] }))).message,
    /^Ada Okafor is away then, .*\(train\)\.$/,
  );
  assert.match(
    (await why(addAbsence(at.organizer, { ...away, startsAt: "2037-06-12T13:00" }))).message,
    /Opening|away/,
  );
  await moveSession(at.organizer, { id: first.id, to: "cancelled" });
  const instead = await session(at, [13, 15], { title: "Instead", roomId: at.rooms[0], talent: [ada] });
  const back = await why(moveSession(at.organizer, { id: first.id, to: "planned" }));
  assert.match(back.message, /Instead/);
  await changeSession(at.organizer, {
    ...{ id: instead.id, title: "Instead", startsAt: "2037-06-12T15:00", endsAt: "2037-06-12T16:00", talent: [ada] },
  });
  await moveSession(at.organizer, { id: first.id, to: "planned" });
});

test("a person has one shift at a time; who declines is free, and a moved shift is checked again", async () => {
  const at = await plan();
  const staff = await given.person("staff", at.org, { name: "Bo Lind" });
  const early = await shift(at, [10, 14], { role: "Door" });
  const late = await shift(at, [13, 18], { role: "Bar" });
  const mine = await assignShift(at.organizer, { id: early.id, userId: staff.userId });
  const refusal = await why(assignShift(at.organizer, { id: late.id, userId: staff.userId }));
  assert.match(refusal.message, /^Bo Lind works as Door at .* then, Fri 12 Jun 2037, 10:00 – 14:00\.$/);
  await answerShift(staff, { id: mine.id, answer: "declined" });
  await assignShift(at.organizer, { id: late.id, userId: staff.userId });
  assert.match((await why(answerShift(staff, { id: mine.id, answer: "confirmed" }))).message, /declined|Bar/);
  const moved = { id: early.id, role: "Door", needed: "1", startsAt: "2037-06-12T07:00", endsAt: "2037-06-12T11:00" };
  await changeShift(at.organizer, moved);
  await assignShift(at.organizer, { id: early.id, userId: staff.userId });
  const back = changeShift(at.organizer, { ...moved, startsAt: "2037-06-12T12:00", endsAt: "2037-06-12T14:00" });
  assert.match((await why(back)).message, /Bar/);
  const other = await given.person("staff", at.org);
  assert.match((await why(answerShift(other, { id: mine.id, answer: "confirmed" }))).message, /not here|not yours/);
  await moveAssignment(at.organizer, { id: mine.id, to: "withdrawn" });
});

test("whatever is asked for, in whatever order, no room is ever given twice and everything that fits is taken", async () => {
  const at = await plan();
  const wish = fc.record({ from: fc.integer({ min: 20, max: 44 }), long: fc.integer({ min: 1, max: 6 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 3, maxLength: 9 }), async (wishes) => {
      await admin.query("delete from events.event_schedules where organization_id = $1", [at.org.id]);
      const taken: [number, number][] = [];
      for (const { from, long } of wishes) {
        const [start, end] = [from / 2, (from + long) / 2].map((hour) => Math.min(hour, 23.5)) as [number, number];
        if (end <= start) continue;
        const free = taken.every(([a, b]) => end <= a || start >= b);
        const done = await session(at, [start, end], { roomId: at.rooms[0] }).then(
          () => true,
          () => false,
        );
        assert.equal(done, free, `${start} to ${end} beside ${JSON.stringify(taken)}`);
        if (free) taken.push([start, end]);
      }
    }),
    { numRuns: 8 },
  );
});

test("a venue in another zone, across a change of clocks: sessions keep their wall clock, and the preview says so first", async () => {
  const day = { startsAt: "2037-10-24T18:00", endsAt: "2037-10-25T06:00" };
  const at = await plan({ ...day, name: "Long Night" });
  const ada = await somebody(at.organizer);
  const late = { startsAt: "2037-10-25T01:00", endsAt: "2037-10-25T04:00", roomId: at.rooms[0], talent: [ada] };
  const { id } = await session(at, [12, 13], late);
  await session(at, [12, 13], { startsAt: "2037-10-24T20:00", endsAt: "2037-10-25T01:00", roomId: at.rooms[0] });
  const abroad = await venueIn(at.organizer, "America/New_York", "US");
  const { tiers: _, ...form } = eventForm([], {
    name: "Long Night",
    ...day,
    venueId: abroad,
    format: "in_person",
    zone: undefined,
  });
  const change = { ...form, id: at.eventId };
  const review = await rehearse(at.organizer, EventChange.parse(change));
  assert.match(
    review.notes.join(" "),
    /2 sessions and 0 shifts move with it, at the same wall clock\. Clocks change from Berlin/,
  );
  assert.match(review.notes.join(" "), /2 sessions lose their room/);
  const seen = () =>
    one<{ starts_at: Date; ends_at: Date }>("select * from events.event_schedules where id = $1", [id]);
  const before = await seen();
  assert.equal(toLocal(before.starts_at, "Europe/Berlin"), "2037-10-25T01:00", "a rehearsal leaves nothing");
  assert.equal((+before.ends_at - +before.starts_at) / 3_600_000, 4, "the night has an hour more in Berlin");
  await updateEvent(at.organizer, change);
  const moved = await seen();
  const shown = [moved.starts_at, moved.ends_at].map((time) => toLocal(time, "America/New_York"));
  assert.deepEqual(shown, ["2037-10-25T01:00", "2037-10-25T04:00"]);
  assert.equal((+moved.ends_at - +moved.starts_at) / 3_600_000, 3, "not in New York, that week");
});

test("a whole timetable moves over itself: an hour later, every session takes the place of the next", async () => {
  const at = await plan();
  const ada = await somebody(at.organizer);
  for (const hour of [12, 13, 14, 15]) await session(at, [hour, hour + 1], { roomId: at.rooms[0], talent: [ada] });
  const { tiers: _, ...form } = eventForm([], { venueId: at.venueId, format: "in_person", zone: undefined });
  const times = { startsAt: "2037-06-12T11:00", endsAt: "2037-06-13T00:00" };
  await updateEvent(at.organizer, { ...form, ...times, id: at.eventId });
  const { hours } = await one<{ hours: number[] }>(
    "select array_agg(extract(hour from starts_at at time zone 'Europe/Berlin')::int order by starts_at) as hours from events.event_schedules where event_id = $1",
    [at.eventId],
  );
  assert.deepEqual(hours, [13, 14, 15, 16]);
  assert.match((await why(session(at, [13, 14], { roomId: at.rooms[0] }))).message, /Great hall is taken/);
});
