import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { updateEvent } from "#lib/events/commands";
import { repeatEvent } from "#lib/events/commands/series";
import { eventFormValues } from "#lib/events/form";
import { plan } from "#lib/events/planning.given";
import { eventById } from "#lib/events/queries";
import { saveEventChange } from "#lib/events/saving";
import { addTier } from "#lib/ticketing/commands";
import { toLocal } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

/** A Friday in October 2037 with an early bird, a regular ticket and one whose sale has ended. */
async function friday() {
  const at = await plan({ name: "Friday Club", startsAt: "2037-10-09T20:00", endsAt: "2037-10-10T01:00" });
  await addTier(at.organizer, {
    ...{ eventId: at.eventId, name: "Last call", price: "30", quota: "10" },
    ...{ saleStartsAt: "2037-10-01T09:00", saleEndsAt: "2037-10-09T22:00" },
  });
  const ended = await addTier(at.organizer, { eventId: at.eventId, name: "Over", price: "10", quota: "10" });
  await admin.query(
    "update ticketing.ticket_tiers set sale_starts_at = now() - interval '2 days', sale_ends_at = now() - interval '1 day' where id = $1",
    [ended.id],
  );
  const form = async (id = at.eventId) => {
    const event = await readAsTenant(at.organizer, (tx) => eventById(tx, id));
    assert.ok(event);
    const { seriesId: _, ...values } = eventFormValues(event);
    return values;
  };
  const windows = async () => {
    const { rows } = await admin.query(
      `select e.starts_at, t.name, t.sale_starts_at, t.sale_ends_at, e.zone, t.sale_starts_at > now() as ahead from ticketing.ticket_tiers t
       join events.events e on e.id = t.event_id where e.organization_id = $1 and t.sale_ends_at > now() order by e.starts_at, t.position`,
      [at.org.id],
    );
    return rows.map(
      (row) =>
        `${row.name}: ${row.ahead ? toLocal(row.sale_starts_at, row.zone).slice(5) : "begun"} to ${toLocal(row.sale_ends_at, row.zone).slice(5)}`,
    );
  };
  return { ...at, form, windows };
}

const later = { startsAt: "2037-10-30T19:00", endsAt: "2037-10-31T00:00" };

test("an event that moves three weeks and an hour takes its sales along, through the change of clocks; the preview says so first", async () => {
  const at = await friday();
  assert.deepEqual(await at.windows(), ["Tier 0: begun to 10-09T20:00", "Last call: 10-01T09:00 to 10-09T22:00"]);
  const first = await saveEventChange(at.organizer, { ...(await at.form()), ...later });
  assert.equal(first.review?.sales?.tiers, 2);
  assert.deepEqual(
    first.review?.sales?.windows.map(({ tier }) => tier),
    ["Tier 0", "Last call"],
  );
  assert.match(first.review?.sales?.windows[1]?.after ?? "", /Oct 22.*8:00.*Oct 30.*9:00|22 Oct.*30 Oct/);
  assert.deepEqual((await at.windows())[0], "Tier 0: begun to 10-09T20:00", "a rehearsal moves nothing");
  await saveEventChange(at.organizer, { ...(await at.form()), ...later, confirmed: "yes", sales: "move" });
  assert.deepEqual(await at.windows(), ["Tier 0: begun to 10-30T19:00", "Last call: 10-22T08:00 to 10-30T21:00"]);
});

test("who wants it so leaves the sales as they are", async () => {
  const at = await friday();
  const before = await at.windows();
  await updateEvent(at.organizer, { ...(await at.form()), ...later, sales: "keep" });
  assert.deepEqual(await at.windows(), before);
  // A new name alone moves nothing and asks nothing.
  const renamed = await saveEventChange(at.organizer, { ...(await at.form()), name: "Friday Club Late" });
  assert.equal(renamed.review, undefined);
});

test("a change for all that follow in a series moves the sale of each with its own event", async () => {
  const at = await friday();
  await repeatEvent(at.organizer, { id: at.eventId, frequency: "WEEKLY", count: "3" });
  const change = { ...(await at.form()), startsAt: "2037-10-10T18:00", endsAt: "2037-10-10T23:00", scope: "following" };
  const { review } = await saveEventChange(at.organizer, change);
  assert.deepEqual([review?.sales?.events, review?.events.length], [3, 3]);
  await saveEventChange(at.organizer, { ...change, confirmed: "yes" });
  const ends = (await at.windows()).filter((line) => line.startsWith("Tier 0"));
  assert.deepEqual(
    ends,
    ["10-10T18:00", "10-17T18:00", "10-24T18:00"].map((end) => `Tier 0: begun to ${end}`),
  );
});
