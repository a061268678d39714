import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { admin, given, type Organization } from "#db/given";
import { fillRow, type TenantTable, tenantTables } from "#db/sample-rows";
import { type Actor, closeDatabase, signContext } from "#db/tenant";
import { grantableRoles } from "#lib/permissions";

/** One transaction holds a row of every table for two organizations; it is rolled back, so nobody else ever sees it. */
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
let ours: Organization;
let theirs: Organization;
let people: [string, Actor][];
let tables: TenantTable[];

before(async () => {
  [ours, theirs] = await Promise.all([given.organization(), given.organization()]);
  people = await Promise.all(
    grantableRoles.map(async (role): Promise<[string, Actor]> => [role, await given.person(role, ours)]),
  );
  await client.connect();
  await client.query("begin");
  await client.query("set local session_replication_role = replica");
  tables = await tenantTables(client);
  for (const table of tables) for (const organization of [ours, theirs]) await fillRow(client, table, organization.id);
  await client.query("set local session_replication_role = origin");
});

after(async () => {
  await client.query("rollback");
  await client.end();
  await admin.end();
  await closeDatabase();
});

/** What PostgreSQL answers `who`: the rows it let through, or the SQLSTATE of its refusal. Nothing of it stays. */
async function attempt(who: Actor, statement: string): Promise<number | string> {
  const { ctx, sig } = signContext({ sub: who.userId, org: who.organizationId, rid: "matrix" });
  await client.query("savepoint attempt");
  try {
    await client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
      [ctx, sig],
    );
    return (await client.query(statement)).rowCount ?? 0;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query("rollback to savepoint attempt");
  }
}

const nothing = [0, "42501"];

test("no role reads, changes, removes or plants a row of another organization, and somebody sees each table's own rows", async (t) => {
  assert.ok(tables.length > 20, `only ${tables.length} tables of organizations were found`);
  for (const table of tables) {
    await t.test(table.name, async () => {
      let seen = 0;
      for (const [role, who] of people) {
        const foreign = `organization_id = '${theirs.id}'`;
        const column = table.updatable[0];
        const set = column ? `"${column}" = "${column}"` : "organization_id = organization_id";
        assert.ok(
          nothing.includes(await attempt(who, `select 1 from ${table.name} where ${foreign}`)),
          `${role} reads`,
        );
        assert.ok(
          nothing.includes(await attempt(who, `update ${table.name} set ${set} where ${foreign}`)),
          `${role} changes`,
        );
        assert.ok(
          nothing.includes(await attempt(who, `delete from ${table.name} where ${foreign}`)),
          `${role} removes`,
        );
        const own = await attempt(who, `select 1 from ${table.name} where organization_id = '${ours.id}'`);
        if (typeof own === "number") seen = Math.max(seen, own);
      }
      if (table.readable) assert.ok(seen > 0, "nobody sees the organization's own rows, so the refusals prove nothing");
    });
  }
});

test("a row planted for another organization is refused wherever planting one's own is accepted", async (t) => {
  const admins = people.filter(([role]) => role === "admin");
  let tried = 0;
  for (const table of tables.filter((one) => one.insertable.length > 0)) {
    await t.test(table.name, async () => {
      for (const [, who] of admins) {
        const columns = table.insertable
          .filter((column) => column !== "organization_id" && column !== "id")
          .map((column) => `"${column}"`);
        const copy = (organizationId: string) =>
          `insert into ${table.name} (organization_id${columns.map((column) => `, ${column}`).join("")})
           select '${organizationId}'${columns.map((column) => (column === '"owner_id"' || column === '"actor_id"' ? `, '${who.userId}'` : `, ${column}`)).join("")}
           from ${table.name} where organization_id = '${ours.id}'`;
        const foreign = await attempt(who, copy(theirs.id));
        assert.ok(foreign === "42501", `planted: ${foreign}`);
        tried += 1;
      }
    });
  }
  assert.ok(tried > 5, "too few tables accept inserts");
});

test("no role but its own function's owner moves a state, a balance or a tenant", async () => {
  const guarded = [
    "organization_id",
    "id",
    "state",
    "held",
    "sold",
    "balance_minor",
    "debits_minor",
    "credits_minor",
    "amount_minor",
  ];
  for (const table of tables) {
    const open = table.updatable.filter((column) => guarded.includes(column));
    assert.deepEqual(open, [], `${table.name} lets a request write ${open.join(", ")}`);
  }
  assert.ok(
    tables.some((table) => table.updatable.length > 3),
    "some columns are writable",
  );
});
