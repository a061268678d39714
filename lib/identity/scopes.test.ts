import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type TenantTable, tenantTables } from "#db/sample-rows";
import { type Actor, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { grantRole } from "#lib/identity/commands";
import { refused } from "#lib/identity/people.given";
import { explain, whoCan } from "#lib/identity/queries/explain";
import { type Permission, permissionWords } from "#lib/permissions";
import { refundOrder } from "#lib/ticketing/commands";
import { closeSales, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await admin.end();
  await closeDatabase();
});

/** Tables that have a station, and that a person can read: their rows seen, by station. */
async function stationTables(): Promise<TenantTable[]> {
  const client = await admin.connect();
  try {
    return (await tenantTables(client)).filter(
      (table) => table.readable && table.columns.some((column) => column.name === "station_id"),
    );
  } finally {
    client.release();
  }
}
const stationsSeen = (who: Actor, table: string) =>
  readAsTenant(who, async (tx) =>
    (await tx.execute<{ s: string | null }>(sql`select distinct station_id as s from ${sql.raw(table)}`)).rows.map(
      (one) => one.s,
    ),
  );

async function twoStations() {
  const first = await shop();
  const second = await shop([{}], { org: first.org, organizer: first.organizer });
  const [mine, other] = [await given.station(first.org, "Harbour"), await given.station(first.org, "Hill")];
  const place = (eventId: string, station: string) =>
    admin.query("update events.events set station_id = $2 where id = $1", [eventId, station]);
  await place(first.eventId, mine);
  await place(second.eventId, other);
  const orders = [await sell(first), await sell(second)] as const;
  for (const [at, order] of [
    [first, orders[0]],
    [second, orders[1]],
  ] as const)
    await refundOrder(first.organizer, {
      orderId: order.orderId,
      amount: "1.00",
      reason: "A small mistake",
      key: `key-${at.eventId}`,
    });
  return { org: first.org, organizer: first.organizer, first, second, mine, other, orders };
}

describe("a station manager", () => {
  it("sees the rows of their stations and no others, in every table that has a station", async () => {
    const { org, mine, other } = await twoStations();
    const manager = await given.person("manager", org, { stationId: mine });
    const boss = await given.person("admin", org);
    await given.person("staff", org, { stationId: other });
    let compared = 0;
    for (const { name } of await stationTables()) {
      const seen = await stationsSeen(manager, name);
      assert.deepEqual(
        seen.filter((one) => one !== mine),
        [],
        `${name} shows another station`,
      );
      if (seen.length > 0) {
        const all = await stationsSeen(boss, name);
        assert.ok(all.includes(other), `${name} has rows of the other station, so hiding them means something`);
        compared += 1;
      }
    }
    assert.ok(compared >= 5, `only ${compared} tables were compared`);
    const people = await readAsTenant(manager, (tx) =>
      tx.execute<{ user_id: string }>(sql`select user_id from organizations.org_memberships`),
    );
    assert.deepEqual(
      people.rows.map((one) => one.user_id),
      [manager.userId],
    );
    const stations = await readAsTenant(manager, (tx) =>
      tx.execute<{ id: string }>(sql`select id from identity.stations`),
    );
    assert.deepEqual(
      stations.rows.map((one) => one.id),
      [mine],
    );
  });
});

describe("somebody with a role for one event", () => {
  it("sees its tickets, orders, lines and refunds and those of no other event, and writes to no other", async () => {
    const { org, first, second, orders } = await twoStations();
    const boss = await given.person("admin", org);
    const ana = await given.person("sponsor", org);
    await grantRole(boss, { userId: ana.userId, role: "organizer", eventId: first.eventId });
    const scanner: Actor = { ...ana, permissions: new Set(Object.keys(permissionWords) as Permission[]) };
    for (const table of ["tickets", "orders", "order_items", "refunds", "ticket_tiers"]) {
      const seen = await readAsTenant(scanner, (tx) =>
        tx
          .execute<{ e: string }>(sql`select distinct event_id as e from ticketing.${sql.raw(table)}`)
          .then(({ rows }) => rows.map((one) => one.e)),
      );
      assert.deepEqual(seen, [first.eventId], table);
    }
    const events = await readAsTenant(scanner, (tx) => tx.execute<{ id: string }>(sql`select id from events.events`));
    assert.deepEqual(
      events.rows.map((one) => one.id),
      [first.eventId],
    );
    const rename = (id: string) =>
      asTenant(scanner, (tx) => tx.execute(sql`update events.events set summary = 'Mine' where id = ${id}::uuid`));
    assert.equal((await rename(first.eventId)).rowCount, 1);
    assert.equal((await rename(second.eventId)).rowCount, 0);
    const move = (id: string) =>
      asTenant(scanner, (tx) => tx.execute(sql`select system.move('event', ${id}::uuid, 'cancelled')`));
    assert.equal((await refused(move(second.eventId))).code, "42501");
    await move(first.eventId);
    const refund = (orderId: string) =>
      asTenant(scanner, (tx) =>
        tx.execute(sql`select ticketing.refund_order(${orderId}::uuid, 100, 'Their event', ${`event-${orderId}`})`),
      );
    assert.equal((await refused(refund(orders[1].orderId))).code, "42501");
    await refund(orders[0].orderId);
  });
});

describe("the explainer", () => {
  it("says the same as the database for every permission, role and place", async () => {
    const org = await given.organization();
    const [station, other] = [await given.station(org), await given.station(org)];
    const event = await given.event(org);
    await admin.query("update events.events set station_id = $2 where id = $1", [event.id, station]);
    const boss = await given.person("admin", org);
    const people = [
      boss,
      await given.person("finance", org),
      await given.person("manager", org, { stationId: station }),
      await given.person("viewer", org),
    ];
    const scanner = await given.person("sponsor", org);
    await grantRole(boss, { userId: scanner.userId, role: "staff", eventId: event.id });
    // One of each kind: what all have, few have, and nobody but an administrator has.
    const asked = ["organizations:read", "identity:grant", "events:write", "ticketing:scan", "payments:post"] as const;
    let yes = 0;
    let no = 0;
    for (const who of [...people, scanner]) {
      for (const permission of asked) {
        for (const place of [{}, { stationId: station }, { stationId: other }, { eventId: event.id }]) {
          const verdict = await readAsTenant(boss, (tx) => explain(tx, { userId: who.userId, permission, ...place }));
          const truth = await readAsTenant(who, async (tx) => {
            const { rows } = await tx.execute<{ truth: boolean }>(sql`select system.can(${permission})
              or coalesce(${place.stationId ?? null}::uuid = any (system.station_ids(${permission})), false)
              or coalesce(${place.eventId ?? null}::uuid = any (system.event_ids(${permission})), false)
              or coalesce(${place.eventId ? station : null}::uuid = any (system.station_ids(${permission})), false) as truth`);
            return rows[0]?.truth;
          });
          assert.equal(
            verdict.allowed,
            truth,
            `${who.snapshot.roles} ${permission} ${JSON.stringify(place)}: ${verdict.sentence}`,
          );
          if (truth) yes += 1;
          else no += 1;
        }
      }
    }
    assert.ok(yes > 30 && no > 30, `${yes} yes, ${no} no`);
  });

  it("gives the grant, or the reason: state, no role, other place, not begun, ended", async () => {
    const org = await given.organization();
    const boss = await given.person("admin", org);
    const station = await given.station(org);
    const ana = await given.person("manager", org, { stationId: station });
    const ask = (permission: Permission, place = {}) =>
      readAsTenant(boss, (tx) => explain(tx, { userId: ana.userId, permission, ...place }));
    const yes = await ask("events:write", { stationId: station });
    assert.deepEqual([yes.allowed, yes.sentence], [true, "Yes: Station manager at Harbour Kitchen."]);
    assert.equal((await ask("events:write")).sentence, "Not here: only Harbour Kitchen.");
    assert.match((await ask("payments:post")).sentence, /none of .+ roles includes this/);
    await grantRole(boss, { userId: ana.userId, role: "finance", startsOn: "2035-01-01" });
    assert.match((await ask("payments:post")).sentence, /Not yet: the role Finance has not begun/);
    await admin.query(
      "update identity.user_roles set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where user_id = $1 and role = 'finance'",
      [ana.userId],
    );
    assert.match((await ask("payments:post")).sentence, /Not any more: the role Finance has ended/);
    await admin.query("update users.user_profiles set state = 'suspended' where user_id = $1", [ana.userId]);
    assert.match((await ask("events:write", { stationId: station })).sentence, /is suspended/);
    const stranger = await given.person("admin", await given.organization());
    const unknown = await readAsTenant(boss, (tx) =>
      explain(tx, { userId: stranger.userId, permission: "events:read" }),
    );
    assert.match(unknown.sentence, /does not belong/);
  });

  it("names everybody who can, at a place or everywhere", async () => {
    const org = await given.organization();
    const boss = await given.person("admin", org);
    const station = await given.station(org);
    const ana = await given.person("manager", org, { stationId: station });
    await given.person("viewer", org);
    const names = async (place = {}) =>
      (await readAsTenant(boss, (tx) => whoCan(tx, { permission: "events:publish", ...place })))
        .map((one) => one.userId)
        .sort();
    assert.deepEqual(await names(), [boss.userId]);
    assert.deepEqual(await names({ stationId: station }), [boss.userId, ana.userId].sort());
  });
});
