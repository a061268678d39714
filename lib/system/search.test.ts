import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, type Organization } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { found } from "#lib/system/search";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const buyers = [
  ["7HARBOUR", "Mira Fischer", "mira@example.test"],
  ["8LANTERN", "Ada 100% Byron", "ada@example.test"],
  ["9WINTERS", "Sami Moreau", "fischer@example.test"],
] as const;

async function houseWithOrders(): Promise<Organization> {
  const org = await given.organization();
  const event = await given.event(org);
  for (const [at, [number, name, email]] of buyers.entries()) {
    await admin.query(
      `insert into ticketing.orders (organization_id, number, event_id, buyer_name, buyer_email, quantity, total_minor, currency, token_hash, created_at)
       values ($1, $2, $3, $4, $5, 1, 2500, 'USD', encode(sha256(gen_random_uuid()::text::bytea), 'hex'), now() - $6 * interval '1 hour')`,
      [org.id, number, event.id, name, email, at],
    );
  }
  return org;
}

const ordersFor = (actor: Actor, words: string) =>
  readAsTenant(actor, async (tx) =>
    (await found(tx, actor, "house", words)).filter(({ kind }) => kind === "Orders").map(({ label }) => label),
  );

test("the palette finds an order by a part of its number, its buyer or the e-mail, the newest first", async () => {
  const org = await houseWithOrders();
  const actor = await given.person("organizer", org);
  assert.deepEqual(await ordersFor(actor, "7harbour"), ["7HARBOUR · Mira Fischer"]);
  assert.deepEqual(await ordersFor(actor, "FISCHER"), ["7HARBOUR · Mira Fischer", "9WINTERS · Sami Moreau"]);
  assert.deepEqual(await ordersFor(actor, "ada@example"), ["8LANTERN · Ada 100% Byron"]);
  assert.deepEqual(await ordersFor(actor, "100%"), ["8LANTERN · Ada 100% Byron"]);
  assert.deepEqual(await ordersFor(actor, "1_0%"), [], "what stands for any letter elsewhere is a letter here");
});

test("another organization, and somebody who may not see orders, find none of them", async () => {
  const org = await houseWithOrders();
  const stranger = await given.person("organizer", await given.organization());
  assert.deepEqual(await ordersFor(stranger, "fischer"), []);
  const sponsor = await given.person("sponsor", org);
  const told = (actor: Actor) =>
    readAsTenant(actor, async (tx) => (await tx.execute(sql`select ticketing.orders_with('fischer', 5)`)).rows.length);
  assert.equal(await told(sponsor), 0);
  assert.equal(await told(stranger), 0);
  assert.equal(await told(await given.person("organizer", org)), 2);
});

test("somebody who works for one station finds the orders of its events alone", async () => {
  const org = await houseWithOrders();
  const stationId = await given.station(org);
  const manager = await given.person("manager", org, { stationId });
  assert.deepEqual(await ordersFor(manager, "fischer"), []);
  await admin.query("update ticketing.orders set station_id = $2 where organization_id = $1 and number = '9WINTERS'", [
    org.id,
    stationId,
  ]);
  assert.deepEqual(await ordersFor(manager, "fischer"), ["9WINTERS · Sami Moreau"]);
});
