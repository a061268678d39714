import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import pg from "pg";
import { actor, admin, given, type Organization } from "#db/given";
import { mapOf } from "#db/map";
import { type Actor, asTenant, closeDatabase, readAsTenant, signContext } from "#db/tenant";
import { grantableRoles, type Role } from "#lib/permissions";

let ours: Organization;
let theirs: Organization;
let people: Record<string, Actor>;

before(async () => {
  [ours, theirs] = await Promise.all([given.organization(), given.organization()]);
  people = Object.fromEntries(
    await Promise.all(grantableRoles.map(async (role) => [role, await given.person(role, ours)] as const)),
  );
});

after(async () => {
  await closeDatabase();
  await admin.end();
});

/** What PostgreSQL answers: rows it let through, or the SQLSTATE of its refusal. */
async function attempt(who: Actor, statement: string): Promise<number | string> {
  try {
    return await asTenant(who, async (tx) => {
      const result = await tx.execute(sql.raw(statement));
      const count = result.rowCount ?? 0;
      throw Object.assign(new Error("undo"), { count });
    });
  } catch (error) {
    if (error instanceof Error && "count" in error) return error.count as number;
    const cause = error instanceof Error ? (error.cause as { code?: string }) : undefined;
    if (!cause?.code) throw error;
    return cause.code;
  }
}

test("an insert for another organization is refused by the policy itself where inserting is granted at all", async () => {
  const who = people.admin as Actor;
  const view = (organizationId: string) =>
    `insert into system.saved_views (organization_id, list, name, search, owner_id) values ('${organizationId}', 'x.y', 'Mine', '', '${who.userId}')`;
  assert.equal(await attempt(who, view(theirs.id)), "42501");
  assert.equal(await attempt(who, view(ours.id)), 1);
});

test("a forged, expired, swapped or empty context shows nothing; the true one does", async () => {
  const who = people.admin as Actor;
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL });
  await client.connect();
  const count = async (ctx: string, sig: string) => {
    await client.query("begin");
    await client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
      [ctx, sig],
    );
    const result = await client.query("select count(*)::int as n from organizations.org_memberships");
    await client.query("rollback");
    return result.rows[0].n as number;
  };
  const claim = { sub: who.userId, org: ours.id, rid: "test" };
  const honest = signContext(claim);
  const other = signContext({ ...claim, org: theirs.id });
  assert.ok((await count(honest.ctx, honest.sig)) > 0);
  assert.equal(await count(other.ctx, other.sig), 0, "signed for an organization that they do not belong to");
  assert.equal(await count(other.ctx, honest.sig), 0, "the context of one with the signature of the other");
  assert.equal(await count(honest.ctx.replace(ours.id, theirs.id), honest.sig), 0, "organization rewritten");
  const stale = signContext(claim, process.env.CONTEXT_KEY, Date.now() - 120_000);
  assert.equal(await count(stale.ctx, stale.sig), 0, "expired");
  const forged = signContext(claim, Buffer.alloc(32, 1).toString("base64"));
  assert.equal(await count(forged.ctx, forged.sig), 0, "another key");
  assert.equal(await count("", ""), 0, "empty");
  const service = signContext({ org: theirs.id, svc: "worker", rid: "test" });
  assert.equal(await count(service.ctx, service.sig), 0, "a web login that calls itself the worker");
  await client.end();
});

test("SQL that was slipped into a transaction cannot move it to another organization", async () => {
  const who = people.admin as Actor;
  const before = await asTenant(who, (tx) => tx.execute(sql`select system.org_id() as id`));
  assert.equal(before.rows[0]?.id, ours.id);
  const claims = JSON.stringify({ sub: who.userId, org: theirs.id, exp: 9_999_999_999 });
  const moved = await asTenant(who, async (tx) => {
    await tx.execute(
      sql`select set_config('app.ctx', ${claims}, true), set_config('request.jwt.claims', ${claims}, true)`,
    );
    return tx.execute(
      sql`select system.org_id() as id, (select count(*) from organizations.org_memberships)::int as n`,
    );
  });
  assert.deepEqual(moved.rows[0], { id: null, n: 0 });
});

test("the web login reads nothing without becoming a tenant, and cannot become an owner", async () => {
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL });
  await client.connect();
  await assert.rejects(client.query("select * from events.events"), { code: "42501" });
  for (const role of ["gr_owner", "gr_definer", "gr_ledger", "gr_flow", "gr_worker"]) {
    await assert.rejects(client.query(`set role ${role}`), { code: "42501" }, role);
  }
  await client.query("set role authenticated");
  await assert.rejects(client.query("select * from system.context_keys"), { code: "42501" });
  await client.end();
});

test("somebody who was suspended or removed is out at the next statement", async () => {
  const who = await given.person("admin", ours);
  const count = () =>
    readAsTenant(who, (tx) => tx.execute(sql`select count(*)::int as n from organizations.org_memberships`)).then(
      (result) => Number(result.rows[0]?.n),
    );
  assert.ok((await count()) > 0);
  await admin.query("update users.user_profiles set state = 'suspended' where user_id = $1", [who.userId]);
  assert.equal(await count(), 0);
  await admin.query("update users.user_profiles set state = 'active' where user_id = $1", [who.userId]);
  assert.ok((await count()) > 0);
  await admin.query("update organizations.org_memberships set state = 'removed' where user_id = $1", [who.userId]);
  assert.equal(await count(), 0);
});

test("one connection serves two hundred interleaved organizations, with errors between, and none sees another's rows", async () => {
  const pool = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 1 });
  const tenants = await Promise.all(
    [ours, theirs].map(async (organization) => ({ organization, who: await given.person("admin", organization) })),
  );
  const visit = async (turn: number) => {
    const { organization, who } = tenants[turn % tenants.length] as (typeof tenants)[number];
    const client = await pool.connect();
    try {
      const { ctx, sig } = signContext({ sub: who.userId, org: organization.id, rid: String(turn) });
      await client.query("begin");
      await client.query(
        "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
        [ctx, sig],
      );
      const rows = await client.query("select organization_id from organizations.org_memberships");
      assert.ok(rows.rowCount && rows.rows.every((row) => row.organization_id === organization.id), `turn ${turn}`);
      if (turn % 3 === 0) await client.query("select 1 / 0").catch(() => {});
      if (turn % 5 === 0) await client.query("set local statement_timeout = 1; select pg_sleep(1)").catch(() => {});
      await client.query(turn % 2 ? "commit" : "rollback");
      const bare = await client.query("select current_user as role, current_setting('app.ctx', true) as ctx");
      assert.equal(bare.rows[0].role, "gr_app");
      assert.ok(!bare.rows[0].ctx, "the context outlived its transaction");
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: 200 }, (_, turn) => visit(turn)));
  await pool.end();
});

test("a grant for one station opens that station and nothing wider", async () => {
  const [mine, other] = [await given.station(ours, "North"), await given.station(ours, "South")];
  const who = await given.person("manager", ours, { stationId: mine });
  const answer = await readAsTenant(who, (tx) =>
    tx.execute(sql`select system.can('events:read') as everywhere, system.station_ids('events:read') as stations`),
  );
  assert.deepEqual(answer.rows[0], { everywhere: false, stations: [mine] });
  const event = (
    station: string,
  ) => `insert into events.events (organization_id, slug, name, station_id, category, capacity, starts_at, ends_at, zone, currency)
    values ('${ours.id}', 'supper-${station.slice(-12)}', 'Supper', '${station}', (select key from ref.event_categories limit 1), 20, now(), now() + interval '1 hour', 'Europe/Berlin', 'USD')`;
  assert.equal(await attempt(who, event(mine)), 1);
  assert.equal(await attempt(who, event(other)), "42501");
});

test("the catalog lints find no error", async () => {
  const schemas = await admin.query(
    "select string_agg(nspname, ',') as list from pg_namespace where pg_get_userbyid(nspowner) = 'gr_owner'",
  );
  const text = readFileSync(new URL("./checks/tenancy_lints.sql", import.meta.url), "utf8")
    .replaceAll(":schemas", `'${schemas.rows[0].list}'`)
    .replaceAll(":app_login", "'gr_app'")
    .replaceAll(":tenant_col", "'organization_id'");
  const results = (await admin.query(text)) as unknown as pg.QueryResult[];
  const findings = results.flatMap((result) => result.rows).filter((row) => row.lint);
  assert.ok(findings.length > 0, "the lints did not run: some warnings are expected");
  assert.deepEqual(
    findings.filter((row) => row.level === "ERROR"),
    [],
  );
});

test("the map of the database is the one that was committed", async () => {
  const committed = readFileSync(new URL("./MAP.md", import.meta.url), "utf8");
  assert.equal(await mapOf(admin), committed, "write it anew: node --conditions=react-server db/map.ts > db/MAP.md");
});

test("every role that people can have was tried", () => {
  assert.deepEqual(Object.keys(people).sort(), [...grantableRoles].sort() as Role[]);
  assert.equal(actor("u", "o", ["viewer"], { name: "", email: "" }).permissions.has("payments:post"), false);
});
