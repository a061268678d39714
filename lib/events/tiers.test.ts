import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import { createEvent, updateEvent } from "#lib/events/commands";
import { eventById, tiersOf } from "#lib/events/queries";
import { addTier, removeTier, updateTier } from "#lib/ticketing/commands";
import { closeSales, eventForm, refused, sell, shop } from "#lib/ticketing/ticketing.given";

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

test("two people cannot sell more seats than there are, whichever way they try", async () => {
  const at = await shop([{ quota: 50 }], { capacity: 100 });
  const tier = { name: "More", price: "5", quota: "40", eventId: at.eventId };
  const both = await Promise.allSettled(["A", "B"].map((name) => addTier(at.organizer, { ...tier, name })));
  const lost = both.filter((one) => one.status === "rejected");
  assert.equal(lost.length, 1);
  assert.match(
    (await refused(Promise.reject(lost[0]?.reason))).message,
    /^The tiers have 130 tickets together, but only 100/,
  );
  const event = await readAsTenant(at.organizer, (tx) => eventById(tx, at.eventId));
  const { id, name } = event ?? {};
  const { tiers, ...form } = eventForm([], { name });
  const change = { ...form, id };
  const smaller = updateEvent(at.organizer, { ...change, capacity: 89 });
  assert.match((await refused(smaller)).message, /^The tiers have 90 tickets together/);
  await updateEvent(at.organizer, { ...change, capacity: 90 });
});

test("a tier that was sold stays, keeps its currency, and its quota does not fall below what is gone", async () => {
  const at = await shop([{ name: "Sold", quota: 5 }, { name: "Unsold" }]);
  await sell(at, 3);
  const [sold, unsold] = at.tiers;
  assert.match(
    (await refused(removeTier(at.organizer, { id: sold?.id }))).message,
    /^Somebody has bought or chosen Sold/,
  );
  await removeTier(at.organizer, { id: unsold?.id });
  const change = { id: sold?.id, name: "Sold", price: "25.00", quota: 2 };
  assert.deepEqual(await fieldsOf(updateTier(at.organizer, change)), {
    quota: ["3 are sold already, so it cannot be fewer."],
  });
  await updateTier(at.organizer, { ...change, quota: 3 });
  const { tiers: none, ...form } = eventForm([], { currency: "EUR" });
  const event = { ...form, id: at.eventId };
  assert.equal(
    (await refused(updateEvent(at.organizer, event))).message,
    "Tickets were sold in USD already, so the currency stays.",
  );
  const fresh = await shop();
  await updateEvent(fresh.organizer, { ...event, id: fresh.eventId });
  const tiers = await readAsTenant(fresh.organizer, (tx) => tiersOf(tx, fresh.eventId));
  assert.deepEqual(
    tiers.map((one) => one.currency),
    ["EUR"],
  );
});

test("a sale that ends before it starts, or as it starts, is refused at its field wherever it is said; a minute later it is taken", async () => {
  const at = await shop();
  const window = (saleEndsAt: string) => ({ saleStartsAt: "2037-05-01T10:00", saleEndsAt });
  const tier = { name: "Late", price: "5", quota: 10 };
  const sentence = "Sales must end after they start.";
  for (const end of ["2037-05-01T09:59", "2037-05-01T10:00"]) {
    const added = addTier(at.organizer, { ...tier, ...window(end), eventId: at.eventId });
    assert.deepEqual(await fieldsOf(added), { saleEndsAt: [sentence] });
    const changed = updateTier(at.organizer, { ...tier, ...window(end), id: at.tiers[0]?.id });
    assert.deepEqual(await fieldsOf(changed), { saleEndsAt: [sentence] });
    const made = createEvent(at.organizer, eventForm([{ ...window(end) }]));
    assert.deepEqual(await fieldsOf(made), { "tiers.0.saleEndsAt": [sentence] });
  }
  // Past every form, the table itself says no.
  const past = admin.query("update ticketing.ticket_tiers set sale_ends_at = sale_starts_at where id = $1", [
    at.tiers[0]?.id,
  ]);
  await assert.rejects(past, /sale_window/);
  const { id } = await addTier(at.organizer, { ...tier, ...window("2037-05-01T10:01"), eventId: at.eventId });
  await updateTier(at.organizer, { ...tier, ...window("2037-05-01T10:02"), id });
  await createEvent(at.organizer, eventForm([window("2037-05-01T10:01")]));
});
