import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asPublic, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import {
  archiveEvent,
  cancelEvent,
  completeEvent,
  createEvent,
  createVenue,
  postponeEvent,
  publishEvent,
  restoreEvent,
  startEvent,
} from "#lib/events/commands";
import { eventById, publicEvent, publicEvents, tiersOf, venueChoices } from "#lib/events/queries";
import { slugOf } from "#lib/events/rules";
import { addTier } from "#lib/ticketing/commands";
import { closeSales, eventForm, hold, inDays, refused, row, sell, shop, venueIn } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const fieldsOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    return problem(error).fields;
  }
  throw new Error("It was allowed.");
};

test("an organizer plans an event in the venue's wall clock, publishes it, and a visitor sees it and its tickets", async () => {
  const org = await given.organization({ name: "Lantern Nights" });
  const organizer = await given.person("organizer", org);
  const venueId = await venueIn(organizer, "America/New_York", "US");
  const form = eventForm(
    [{ name: "Early bird", price: "20.50", quota: 10, saleEndsAt: "2037-06-30T12:00" }, { name: "Door" }],
    {
      name: "Été à Zürich",
      ...{ venueId, format: "in_person", startsAt: "2037-07-01T20:00", endsAt: "2037-07-01T23:30", zone: undefined },
    },
  );
  const { id, slug } = await createEvent(organizer, form);
  assert.match(slug, /^ete-a-zurich/);
  const page = () => asPublic((tx) => publicEvent(tx, org.slug, slug));
  assert.equal(await page(), null, "a draft is nobody's business");
  await publishEvent(organizer, { id });
  const seen = await page();
  assert.equal(seen?.startsAt.toISOString(), "2037-07-02T00:00:00.000Z", "20:00 in New York's summer");
  assert.deepEqual(
    [seen?.zone, seen?.organization.name, seen?.salesOpen],
    ["America/New_York", "Lantern Nights", true],
  );
  const [early, door] = seen?.tiers ?? [];
  assert.deepEqual([early?.priceMinor, early?.left, early?.sale, door?.name], [2050n, 10, "on_sale", "Door"]);
  assert.equal(early?.saleEndsAt.toISOString(), "2037-06-30T16:00:00.000Z");
  await hold({ org, slug, eventId: id, organizer, tiers: [{ id: early?.id ?? "", name: "" }] }, 4);
  assert.equal((await page())?.tiers[0]?.left, 6);
  const programme = await asPublic((tx) => publicEvents(tx, org.slug));
  assert.deepEqual(
    programme?.events.map((one) => [one.slug, one.fromMinor, one.left]),
    [[slug, 2000n, 106]],
  );
  assert.ok(
    !JSON.stringify(seen, (_, v) => (typeof v === "bigint" ? String(v) : v)).includes("quota"),
    "nothing private",
  );
});

test("what is missing for publishing is said in a sentence, and nothing else changes", async () => {
  const org = await given.organization();
  const organizer = await given.person("organizer", org);
  const why = async (form: Record<string, unknown>) => {
    const { id } = await createEvent(organizer, form);
    const { code, message } = await refused(publishEvent(organizer, { id }));
    assert.equal(code, "P0G01");
    assert.equal((await row<{ state: string }>("select state from events.events where id = $1", [id])).state, "draft");
    return message;
  };
  assert.match(await why(eventForm([])), /^Add at least one ticket tier/);
  assert.match(await why(eventForm([{}], { format: "in_person" })), /^Say where it happens/);
  const past = { startsAt: inDays(-3), endsAt: inDays(-2) };
  assert.match(await why(eventForm([{ saleStartsAt: inDays(-9) }], past)), /^This event is over already/);
  const begun = { startsAt: inDays(-1), endsAt: inDays(1) };
  assert.match(await why(eventForm([{ saleStartsAt: inDays(-9) }], begun)), /^This event has begun already/);
  const ended = [{ saleStartsAt: inDays(-9), saleEndsAt: inDays(-1) }];
  assert.match(await why(eventForm(ended)), /^Every ticket's sale has ended already/);
  await publishEvent(organizer, { id: (await createEvent(organizer, eventForm())).id });
});

test("wrong fields are named where they are, and nothing is kept of the event", async () => {
  const org = await given.organization({ currency: "JPY" });
  const organizer = await given.person("organizer", org);
  const make = (tiers: Record<string, string>[], fields = {}) =>
    createEvent(organizer, eventForm(tiers, { currency: "JPY", ...fields }));
  assert.deepEqual(Object.keys((await fieldsOf(make([{ price: "12" }, { price: "12.50" }]))) ?? {}), ["tiers.1.price"]);
  assert.deepEqual(Object.keys((await fieldsOf(make([{ price: "-1" }]))) ?? {}), ["tiers.0.price"]);
  assert.deepEqual(Object.keys((await fieldsOf(make([], { endsAt: inDays(29) }))) ?? {}), ["endsAt"]);
  assert.deepEqual(Object.keys((await fieldsOf(make([], { name: " ", capacity: "0" }))) ?? {}).sort(), [
    "capacity",
    "name",
  ]);
  assert.deepEqual(Object.keys((await fieldsOf(make([], { venueId: crypto.randomUUID() }))) ?? {}), ["venueId"]);
  await assert.rejects(make([], { state: "published" }), /state/, "unknown keys are refused");
  const events = await row("select count(*)::int from events.events where organization_id = $1", [org.id]);
  assert.deepEqual(events, { count: 0 });
  await make([{ price: "1200" }]);
});

test("an event goes from state to state as the plan says, and no other way", async () => {
  const at = await shop();
  const id = { id: at.eventId };
  for (const jump of [archiveEvent, completeEvent, publishEvent]) {
    assert.equal((await refused(jump(at.organizer, id))).code, "P0S01");
  }
  await postponeEvent(at.organizer, id);
  assert.match((await refused(hold(at))).message, /are not on sale\.$/);
  await publishEvent(at.organizer, id);
  await startEvent(at.organizer, id);
  await hold(at);
  await completeEvent(at.organizer, id);
  await archiveEvent(at.organizer, id);
  assert.equal((await refused(cancelEvent(at.organizer, id))).code, "P0S01");
  await restoreEvent(at.organizer, id);
  assert.equal((await refused(restoreEvent(at.organizer, id))).code, "P0S01");
  await archiveEvent(at.organizer, id);
  const written = await row(
    "select array_agg(changes ->> 'state' order by id) as states from system.audit_logs where subject_id = $1 and changes is not null",
    [at.eventId],
  );
  assert.deepEqual(written, {
    states: [
      ["draft", "published"],
      ["published", "postponed"],
      ["postponed", "published"],
      ["published", "live"],
      ["live", "completed"],
      ["completed", "archived"],
      ["archived", "completed"],
      ["completed", "archived"],
    ].map((change) => `["${change[0]}", "${change[1]}"]`),
  });
});

test("nobody publishes by hand or without the permission, and nobody sees or changes another organization's event", async () => {
  const at = await shop();
  const draft = await createEvent(at.organizer, eventForm());
  const byHand = sql`update events.events set state = 'published' where id = ${draft.id}`;
  assert.equal((await refused(asTenant(at.organizer, (tx) => tx.execute(byHand)))).code, "42501");
  const move = sql`select system.move('event', ${draft.id}::uuid, 'published')`;
  for (const role of ["staff", "viewer", "finance"] as const) {
    const who = await given.person(role, at.org);
    await assert.rejects(createEvent(who, eventForm()), { code: "forbidden" }, role);
    assert.equal((await refused(asTenant(who, (tx) => tx.execute(move)))).code, "42501", role);
    assert.equal((await readAsTenant(who, (tx) => eventById(tx, draft.id)))?.id, draft.id, `${role} may look`);
  }
  const stranger = await given.person("admin", await given.organization());
  assert.equal(await readAsTenant(stranger, (tx) => eventById(tx, draft.id)), undefined);
  assert.deepEqual(await readAsTenant(stranger, (tx) => tiersOf(tx, at.eventId)), []);
  assert.deepEqual(await readAsTenant(stranger, (tx) => venueChoices(tx)), []);
  assert.equal((await refused(publishEvent(stranger, { id: draft.id }))).code, "P0002");
  await assert.rejects(addTier(stranger, { eventId: at.eventId, name: "Mine", price: "1", quota: 1 }), {
    code: "missing",
  });
  await publishEvent(at.organizer, { id: draft.id });
});

test("somebody who works for one station sees and changes that station's events and sales, and no others", async () => {
  const org = await given.organization();
  const [mine, other] = [await given.station(org, "Harbour"), await given.station(org, "Hill")];
  const manager = await given.person("manager", org, { stationId: mine });
  const organizer = await given.person("organizer", org);
  const ours = await shop([{}], { org, organizer, stationId: mine });
  const theirs = await shop([{}], { org, organizer, stationId: other });
  await Promise.all([sell(ours), sell(theirs)]);
  for (const table of [
    "events.events",
    "ticketing.ticket_tiers",
    "ticketing.orders",
    "ticketing.order_items",
    "ticketing.tickets",
  ]) {
    const found = await readAsTenant(manager, (tx) => tx.execute(sql.raw(`select distinct station_id from ${table}`)));
    assert.deepEqual(found.rows, [{ station_id: mine }], table);
  }
  assert.equal((await refused(postponeEvent(manager, { id: theirs.eventId }))).code, "42501");
  await postponeEvent(manager, { id: ours.eventId });
});

test("private events are nobody's business, unlisted ones only of those who know the address", async () => {
  const org = await given.organization();
  const organizer = await given.person("organizer", org);
  const [hidden, unlisted, open] = [
    await shop([{}], { org, organizer, visibility: "private" }),
    await shop([{}], { org, organizer, visibility: "unlisted" }),
    await shop([{}], { org, organizer }),
  ];
  const page = (slug: string) => asPublic((tx) => publicEvent(tx, org.slug, slug));
  assert.equal(await page(hidden.slug), null);
  assert.equal((await page(unlisted.slug))?.visibility, "unlisted");
  const programme = await asPublic((tx) => publicEvents(tx, org.slug));
  assert.deepEqual(
    programme?.events.map((one) => one.slug),
    [open.slug],
  );
  assert.equal(await asPublic((tx) => publicEvents(tx, "no-such-house")), null);
});

test("an address is made of a name in any script, and is never taken twice", async () => {
  assert.deepEqual(["Été à Zürich!", "  Straßenfest -- 2030 ", "音楽祭", "A".repeat(200)].map(slugOf), [
    "ete-a-zurich",
    "strassenfest-2030",
    "event",
    "a".repeat(70),
  ]);
  const org = await given.organization();
  const organizer = await given.person("organizer", org);
  const made = [];
  for (let n = 0; n < 3; n += 1)
    made.push((await createEvent(organizer, eventForm([], { name: "Summer Night" }))).slug);
  assert.deepEqual(made, ["summer-night", "summer-night-2", "summer-night-3"]);
  const taken = await fieldsOf(createEvent(organizer, eventForm([], { slug: "summer-night" })));
  assert.deepEqual(Object.keys(taken ?? {}), ["slug"]);
  const venue = { name: "Hall", city: "Bern", country: "CH", zone: "Europe/Zurich" };
  await createVenue(organizer, venue);
  assert.deepEqual(Object.keys((await fieldsOf(createVenue(organizer, venue))) ?? {}), ["name"]);
});
