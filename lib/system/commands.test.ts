import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { deleteView, exportList, renameView, saveView } from "#lib/system/commands";
import { viewsOf } from "#lib/system/queries";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const view = { list: "events.events", name: "Mine", search: "f.state=draft", scope: "mine" as const };
const linesOf = async (organizationId: string) =>
  (
    await admin.query(
      "select command, outcome, actor_id, subject_id from system.audit_logs where organization_id = $1 order by created_at",
      [organizationId],
    )
  ).rows;

test("a write leaves its line in the audit log in the same transaction, and a failed one leaves none", async () => {
  const org = await given.organization();
  const who = await given.person("viewer", org);
  const { id } = await saveView(who, view);
  assert.deepEqual(await linesOf(org.id), [
    { command: "system.save_view", outcome: "done", actor_id: who.userId, subject_id: id },
  ]);
  await assert.rejects(saveView(who, { ...view, name: "" }), { name: "ZodError" });
  await assert.rejects(saveView(who, { ...view, surprise: 1 }), { name: "ZodError" });
  await assert.rejects(deleteView(who, { id: "01900000-0000-7000-8000-000000000000" }), { code: "missing" });
  assert.equal((await linesOf(org.id)).length, 1);
});

test("somebody without the permission is refused, and the refusal is on record", async () => {
  const org = await given.organization();
  const [viewer, organizer] = [await given.person("sponsor", org), await given.person("organizer", org)];
  await assert.rejects(exportList(viewer, { list: "events.events", search: "" }), { code: "forbidden" });
  await exportList(organizer, { list: "events.events", search: "" });
  assert.deepEqual(
    (await linesOf(org.id)).map((line) => line.outcome),
    ["refused", "done"],
  );
});

test("my view is mine, a shared one is everybody's, and only administrators share", async () => {
  const org = await given.organization();
  const [one, two, boss] = [
    await given.person("viewer", org),
    await given.person("viewer", org),
    await given.person("admin", org),
  ];
  const { id } = await saveView(one, view);
  await saveView(boss, { ...view, name: "Ours", scope: "organization" });
  await assert.rejects(saveView(one, { ...view, name: "Pushed", scope: "organization" }), (error: Error) =>
    /42501/.test(String((error.cause as { code: string }).code)),
  );
  const names = async (who: typeof one) =>
    (await readAsTenant(who, (tx) => viewsOf(tx, "events.events"))).map((each) => `${each.scope}: ${each.name}`);
  assert.deepEqual(await names(one), ["mine: Mine", "organization: Ours"]);
  assert.deepEqual(await names(two), ["organization: Ours"]);
  await assert.rejects(renameView(two, { id, name: "Taken" }), { code: "missing" });
  await renameView(one, { id, name: "Drafts" });
  assert.deepEqual(await names(one), ["mine: Drafts", "organization: Ours"]);
  await deleteView(one, { id });
  assert.deepEqual(await names(one), ["organization: Ours"]);
});
