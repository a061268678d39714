import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { admin, given } from "#db/given";
import { savedViews } from "#db/schema/system";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { command } from "#lib/command";
import { changesBetween } from "#lib/system/changes";
import { exportList, saveView, verifyAudit } from "#lib/system/commands";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";
import { auditList, stationActivity } from "#lib/system/lists";
import { auditLine, historyOf } from "#lib/system/queries";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const view = { list: "events.events", name: "Mine", search: "", scope: "mine" as const };
const one = async (text: string, values: unknown[] = []) => (await admin.query(text, values)).rows[0];
test("the database says who it was, in which role, session and station, whatever the caller says", async () => {
  const organization = await given.organization();
  const stationId = await given.station(organization);
  const who = { ...(await given.person("manager", organization, { stationId, name: "Ada Stone" })), sessionId: "s-1" };
  await saveView({ ...who, snapshot: { name: "Somebody Else", email: "x@example.test", roles: ["admin"] } }, view);
  const line = await one("select * from system.audit_logs where organization_id = $1", [organization.id]);
  assert.deepEqual(
    [line.actor.name, line.roles, line.kind, line.session_id, line.station_id],
    ["Ada Stone", ["manager"], "CREATE", "s-1", stationId],
  );
});

test("each kind of deed is named, and what is refused is a denial", async () => {
  const organization = await given.organization();
  const [boss, guest] = [await given.person("admin", organization), await given.person("sponsor", organization)];
  await saveView(boss, view);
  await exportList(boss, { list: "events.events", search: "" });
  await verifyAudit(boss, {});
  await assert.rejects(exportList(guest, { list: "events.events", search: "" }), { code: "forbidden" });
  await assert.rejects(saveView(guest, { ...view, scope: "organization" }));
  const { rows } = await admin.query(
    "select kind, command from system.audit_logs where organization_id = $1 order by id",
    [organization.id],
  );
  assert.deepEqual(
    rows.map((row) => `${row.kind} ${row.command}`),
    [
      "CREATE system.save_view",
      "EXPORT system.export_list",
      "VIEW system.verify_audit",
      "DENY system.export_list",
      "DENY system.save_view",
    ],
  );
});

const Rename = z.strictObject({ id: z.uuid(), name: z.string() });
const rename = command({
  name: "system.rename_watched",
  needs: "organizations:read",
  input: Rename,
  async run({ tx, input, watch }) {
    await watch(savedViews, input.id);
    await tx.execute(sql`update system.saved_views set name = ${input.name} where id = ${input.id}::uuid`);
  },
});

test("a watched record's line says field by field what was and what is, and its history reads it", async () => {
  const organization = await given.organization();
  const who = await given.person("admin", organization);
  const { id } = await saveView(who, view);
  await rename(who, { id, name: "Drafts" });
  const [line] = await readAsTenant(who, (tx) => historyOf(tx, { subject: "system.saved_views", subjectId: id }));
  assert.deepEqual(line?.changes, [{ field: "name", before: "Mine", after: "Drafts" }]);
  assert.equal(line?.what, "renamed the watched");
  const whole = await readAsTenant(who, (tx) => auditLine(tx, line?.id ?? ""));
  assert.deepEqual([whole?.who.email, whole?.erased], [who.snapshot.email, false]);
  const other = await given.person("admin", await given.organization());
  assert.equal(await readAsTenant(other, (tx) => auditLine(tx, line?.id ?? "")), null);
});

test("a difference is one of content, not of the order of keys, and nothing is not a change to nothing", () => {
  assert.deepEqual(changesBetween({ a: { x: 1, y: 2 }, b: null, c: 1 }, { a: { y: 2, x: 1 }, c: 2 }), { c: [1, 2] });
  assert.deepEqual(changesBetween(null, { id: "1", name: "New" }), { name: [null, "New"] });
  assert.deepEqual(changesBetween({ name: "Old" }, null), { name: ["Old", null] });
});

const scope = { slug: "x", zone: "Europe/Berlin", currency: "USD" };
const page = (who: Actor, list: typeof auditList, search = "") =>
  readAsTenant(who, (tx) => listPage(tx, list, parseListState(list.spec, new URLSearchParams(search)), scope));

test("the log is narrowed by kind, role, station and record", async () => {
  const organization = await given.organization();
  const stationId = await given.station(organization, "North Pier");
  const boss = await given.person("admin", organization);
  const manager = await given.person("manager", organization, { stationId });
  const { id } = await saveView(boss, view);
  await saveView(manager, view);
  await exportList(boss, { list: "events.events", search: "" });
  const count = async (search: string) => (await page(boss, auditList, search)).rows.length;
  assert.deepEqual(
    await Promise.all(
      ["", "f.kind=EXPORT", "f.roles=manager", "f.station=north", `f.record=${id}`, "f.kind=DELETE", "q=save_view"].map(
        count,
      ),
    ),
    [3, 1, 1, 1, 1, 0, 2],
  );
});

test("a station's manager reads that station's activity and nothing else of the log", async () => {
  const organization = await given.organization();
  const [north, south] = [await given.station(organization, "North"), await given.station(organization, "South")];
  const [mine, other] = await Promise.all(
    [north, south].map((stationId) => given.person("manager", organization, { stationId })),
  );
  await saveView(mine as Actor, view);
  await saveView(other as Actor, view);
  await saveView(await given.person("admin", organization), view);
  assert.equal((await page(mine as Actor, stationActivity(north))).rows.length, 1);
  assert.equal((await page(mine as Actor, stationActivity(south))).rows.length, 0);
  assert.equal((await page(mine as Actor, auditList)).rows.length, 1);
  const staff = await given.person("staff", organization, { stationId: north });
  assert.equal((await page(staff, stationActivity(north))).rows.length, 0);
});
