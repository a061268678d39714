import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { problem } from "#lib/errors";
import { updateOrganization } from "#lib/organizations/commands";
import { isZone } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("every column that names a zone refuses one that no clock knows, and takes those of the list", async () => {
  const { rows } = await admin.query<{ tables: number; guarded: number }>(
    `select count(*)::int as tables, (count(*) filter (where exists (select from pg_trigger t where t.tgrelid = k.oid and t.tgname = 'known_zone')))::int as guarded
     from pg_attribute a join pg_class k on k.oid = a.attrelid and k.relkind in ('r', 'p') and not k.relispartition join pg_namespace n on n.oid = k.relnamespace
     where a.attname = 'zone' and not a.attisdropped and pg_get_userbyid(n.nspowner) = 'gr_owner'`,
  );
  assert.ok((rows[0]?.tables ?? 0) >= 6);
  assert.equal(rows[0]?.guarded, rows[0]?.tables);
  const org = await given.organization();
  const set = (zone: string) =>
    admin.query("update organizations.organizations set zone = $2 where id = $1", [org.id, zone]);
  for (const zone of ["Nowhere/Never", "+02:00", "europe/berlin", ""])
    await assert.rejects(set(zone), (error) => problem(error).fields?.zone !== undefined, zone);
  for (const zone of ["Asia/Kathmandu", "UTC", "Europe/Kiev"]) await set(zone);
});

test("a form says it beside the field", async () => {
  const org = await given.organization();
  const admins = await given.person("admin", org);
  const change = (zone: string) => updateOrganization(admins, { name: org.name, zone, accent: "#0f766e" });
  for (const zone of ["Nowhere/Never", "+02:00", "US/Nowhere"])
    assert.ok(problem(await change(zone).catch((error) => error)).fields?.zone, zone);
  await change("America/St_Johns");
});

test("whatever the list has, a clock knows", async () => {
  const { rows } = await admin.query<{ name: string }>("select name from ref.timezones");
  assert.ok(rows.length > 400);
  assert.deepEqual(
    rows.map((one) => one.name).filter((name) => !isZone(name)),
    [],
  );
});
