import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import { archiveStation, createStation, grantRole, restoreStation, updateStation } from "#lib/identity/commands";
import { stationList } from "#lib/identity/lists";
import { house, liveRoles, refused, row, withOwnRole } from "#lib/identity/people.given";
import { openStations, stationById, stationPeople } from "#lib/identity/queries/stations";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const fields = (changes: Record<string, unknown> = {}) => ({
  name: "Harbour Kitchen",
  address: "Pier 4",
  postalCode: "20457",
  city: "Hamburg",
  country: "DE",
  zone: "Europe/Berlin",
  openingHours: {
    mon: [
      { opens: "09:00", closes: "12:00" },
      { opens: "13:00", closes: "24:00" },
    ],
    tue: [{ opens: "", closes: "" }],
  },
  ...changes,
});

describe("a station", () => {
  it("has an address, a zone and opening hours, and is found in the list", async () => {
    const { org, boss } = await house();
    const { id } = await createStation(boss, fields());
    const made = await readAsTenant(boss, (tx) => stationById(tx, id));
    assert.deepEqual(
      [made?.slug, made?.openingHours],
      [
        "harbour-kitchen",
        {
          mon: [
            ["09:00", "12:00"],
            ["13:00", "24:00"],
          ],
        },
      ],
    );
    await updateStation(boss, { id, ...fields({ city: "Altona", openingHours: {} }) });
    const page = await readAsTenant(boss, (tx) =>
      listPage(tx, stationList, parseListState(stationList.spec, { q: "altona" }), {
        slug: org.slug,
        zone: "UTC",
        currency: "USD",
      }),
    );
    assert.deepEqual(
      page.rows.map((one) => [one.name, one.place, one.people, one.state]),
      [["Harbour Kitchen", "Pier 4, 20457 Altona, DE", 0, "open"]],
    );
    const twice = await createStation(boss, fields()).catch(problem);
    assert.ok("fields" in twice && twice.fields?.slug);
  });

  it("refuses hours, zones and names that cannot be, in the form and in the database", async () => {
    const { boss } = await house();
    const span = (opens: string, closes: string) => ({ openingHours: { mon: [{ opens, closes }] } });
    const overlap = {
      openingHours: {
        mon: [
          ["09:00", "12:00"],
          ["11:00", "13:00"],
        ],
      },
    };
    for (const bad of [
      span("17:00", "09:00"),
      span("25:00", "26:00"),
      span("9", "10"),
      overlap,
      { openingHours: { noday: [] } },
      { zone: "Atlantis/Centre" },
      { name: "" },
      { name: "x".repeat(10_000) },
      { slug: "No Slug" },
      { archivedAt: "2020-01-01" },
    ])
      await assert.rejects(createStation(boss, fields(bad)), { name: "ZodError" }, JSON.stringify(bad).slice(0, 60));
    const { id } = await createStation(boss, fields());
    for (const hours of [
      '{"mon": [["12:00", "09:00"]]}',
      '{"noday": []}',
      "[]",
      '{"mon": [["09:00", "12:00"], ["12:00", "13:00"]]}',
    ])
      assert.equal(
        (
          await refused(
            asTenant(boss, (tx) =>
              tx.execute(sql`update identity.stations set opening_hours = ${hours}::jsonb where id = ${id}::uuid`),
            ),
          )
        ).field,
        "openingHours",
      );
    assert.equal(
      (await refused(asTenant(boss, (tx) => tx.execute(sql`update identity.stations set archived_at = now()`)))).code,
      "42501",
    );
  });

  it("shows its people, and its manager only their own", async () => {
    const { org, boss } = await house();
    const [{ id: mine }, { id: other }] = [
      await createStation(boss, fields()),
      await createStation(boss, fields({ name: "Hill Kitchen" })),
    ];
    const [ana, leo] = [await given.person("sponsor", org), await given.person("sponsor", org)];
    await grantRole(boss, { userId: leo.userId, role: "staff", stationId: mine });
    await grantRole(boss, { userId: ana.userId, role: "manager", stationId: mine });
    const people = await readAsTenant(boss, (tx) => stationPeople(tx, mine));
    assert.deepEqual(
      people.map((one) => [one.userId, one.role]),
      [
        [ana.userId, "manager"],
        [leo.userId, "staff"],
      ],
    );
    const manager = await given.person("manager", org, { stationId: mine });
    assert.deepEqual(
      (await readAsTenant(manager, openStations)).map((one) => one.id),
      [mine],
    );
    assert.equal((await readAsTenant(manager, (tx) => stationPeople(tx, mine))).length, 3);
    assert.deepEqual(await readAsTenant(manager, (tx) => stationPeople(tx, other)), []);
    assert.equal(await readAsTenant(manager, (tx) => stationById(tx, other)), undefined);
    const keeper = await withOwnRole(org, ["identity:stations", "organizations:read"], { stationId: mine });
    const rename = (id: string) =>
      asTenant(keeper, (tx) => tx.execute(sql`update identity.stations set name = 'Mine' where id = ${id}::uuid`));
    assert.equal((await rename(other)).rowCount, 0);
    assert.equal((await rename(mine)).rowCount, 1);
  });

  it("closes when nothing is to come, ends the roles of its people there, and opens again", async () => {
    const [{ org, boss }, theirs] = [await house(), await house()];
    const { id } = await createStation(boss, fields());
    const ana = await given.person("viewer", org);
    await grantRole(boss, { userId: ana.userId, role: "staff", stationId: id });
    const event = await given.event(org);
    await admin.query("update events.events set station_id = $2 where id = $1", [event.id, id]);
    assert.match((await refused(archiveStation(boss, { id }))).message, /One event is still to come/);
    await admin.query("update events.events set state = 'cancelled' where id = $1", [event.id]);
    assert.equal((await refused(archiveStation(theirs.boss, { id }))).code, "P0002");
    await archiveStation(boss, { id });
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["viewer"]);
    const placed = await row("select count(*)::int as n from identity.station_users where station_id = $1", [id]);
    assert.equal(placed.n, 0);
    assert.deepEqual(await readAsTenant(boss, openStations), []);
    const draft = await given.event(org, { state: "draft" });
    assert.equal(
      (await refused(admin.query("update events.events set station_id = $2 where id = $1", [draft.id, id]))).field,
      "stationId",
    );
    await restoreStation(boss, { id });
    await admin.query("update events.events set station_id = $2 where id = $1", [draft.id, id]);
    await assert.rejects(createStation(await given.person("manager", org), fields({ name: "New" })), {
      code: "forbidden",
    });
  });
});
