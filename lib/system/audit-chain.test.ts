import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import pg from "pg";
import { admin, given, type Organization } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { saveView, verifyAudit } from "#lib/system/commands";
import { auditProof } from "#lib/system/queries";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const view = { list: "events.events", name: "Mine", search: "", scope: "mine" as const };
const seal = (organization: Organization) => admin.query("select system.seal_audit_of($1, 1000)", [organization.id]);
const proof = (who: Actor) => readAsTenant(who, (tx) => auditProof(tx, who.organizationId));

/** As a superuser with a grudge would: triggers and foreign keys off. */
async function tamper(text: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("set session_replication_role = replica");
  const { rowCount } = await client.query(text, values);
  await client.end();
  assert.ok(rowCount, "the tampering touched nothing, so nothing would be proved");
}

async function fiveLines() {
  const organization = await given.organization();
  const who = await given.person("admin", organization);
  for (let n = 1; n <= 5; n++) await saveView(who, { ...view, name: `View ${n}` });
  await seal(organization);
  return { organization, who };
}
const sealed = async (organization: Organization) =>
  (
    await admin.query("select audit_id from system.audit_seals where organization_id = $1 order by n", [
      organization.id,
    ])
  ).rows as { audit_id: string }[];

test("nobody changes or removes a line, not even the database's administrator, short of switching triggers off", async () => {
  const { organization, who } = await fiveLines();
  for (const text of [
    "update system.audit_logs set command = 'system.nothing' where organization_id = $1",
    "update system.audit_logs set input = '{}' where organization_id = $1",
    "delete from system.audit_logs where organization_id = $1",
    "update system.audit_seals set leaf = '' where organization_id = $1",
    "delete from system.audit_seals where organization_id = $1",
  ])
    await assert.rejects(admin.query(text, [organization.id]), { code: "42501" }, text);
  await assert.rejects(asTenant(who, (tx) => tx.execute(sql`delete from system.audit_logs`)));
  assert.equal((await proof(who)).ok, true);
});

test("an untouched log proves whole, grows, and proves whole again", async () => {
  const { organization, who } = await fiveLines();
  assert.deepEqual(
    { ...(await proof(who)), detail: "" },
    { ok: true, checked: 5, firstBad: null, auditId: null, detail: "" },
  );
  await saveView(who, view);
  assert.equal((await proof(who)).checked, 5);
  await seal(organization);
  await seal(organization);
  assert.equal((await proof(who)).checked, 6);
  const answer = await verifyAudit(who, {});
  assert.match(answer.detail, /^whole up to 6, [0-9a-f]{16}$/);
});

const crimes: [string, string, number, RegExp][] = [
  ["a changed word", "update system.audit_logs set command = 'system.other' where id = $1", 3, /not what was sealed/],
  [
    "another actor",
    "update system.audit_logs set actor_id = gen_random_uuid() where id = $1",
    3,
    /not what was sealed/,
  ],
  [
    "a changed input",
    `update system.audit_logs set input = input || '{"x": 1}' where id = $1`,
    3,
    /not what was written/,
  ],
  ["a changed name", `update system.audit_logs set actor = '{"name": "Eve"}' where id = $1`, 3, /not what was written/],
  ["a line removed", "delete from system.audit_logs where id = $1", 3, /is gone/],
  [
    "a seal removed with its line",
    "with a as (delete from system.audit_logs where id = $1) delete from system.audit_seals where audit_id = $1",
    4,
    /missing before/,
  ],
  [
    "one bit of a seal's hash",
    "update system.audit_seals set hash = set_bit(hash, 7, 1 - get_bit(hash, 7)) where audit_id = $1",
    3,
    /chain is broken/,
  ],
];
for (const [crime, text, place, words] of crimes) {
  test(`${crime} by a superuser is found, and the place is named`, async () => {
    const { organization, who } = await fiveLines();
    const victim = (await sealed(organization))[2]?.audit_id;
    assert.equal((await proof(who)).ok, true);
    await tamper(text, [victim]);
    const found = await proof(who);
    assert.deepEqual([found.ok, found.firstBad], [false, place], found.detail);
    assert.match(found.detail, words);
  });
}

test("two lines that changed places are found, and the first place is named", async () => {
  const { organization, who } = await fiveLines();
  assert.equal((await proof(who)).ok, true);
  const move = "update system.audit_seals set n = $3 where organization_id = $1 and n = $2";
  for (const [from, to] of [
    [3, 99],
    [4, 3],
    [99, 4],
  ])
    await tamper(move, [organization.id, from, to]);
  const found = await proof(who);
  assert.deepEqual([found.ok, found.firstBad], [false, 3]);
  assert.match(found.detail, /chain is broken/);
});

test("the last lines cut off with their seals are missed", async () => {
  const { organization, who } = await fiveLines();
  await tamper("delete from system.audit_seals where organization_id = $1 and n > 3", [organization.id]);
  const found = await proof(who);
  assert.equal(found.ok, false);
  assert.match(found.detail, /missing at the end: 3 of 5/);
});

test("a line blanked in the name of an erasure that never was is found", async () => {
  const { organization, who } = await fiveLines();
  const [first, second] = await sealed(organization);
  await tamper("update system.audit_logs set input = '{}', salt = null, redacted_by = array[$2::uuid] where id = $1", [
    first?.audit_id,
    second?.audit_id,
  ]);
  const found = await proof(who);
  assert.equal(found.ok, false);
  assert.match(found.detail, /no erasure accounts for/);
});

test("one organization's broken log says nothing of another's, and outsiders cannot ask", async () => {
  const [ours, theirs] = [await fiveLines(), await fiveLines()];
  const victim = (await sealed(theirs.organization))[0]?.audit_id;
  await tamper("update system.audit_logs set command = 'x.y' where id = $1", [victim]);
  assert.deepEqual([(await proof(ours.who)).ok, (await proof(theirs.who)).ok], [true, false]);
  await assert.rejects(readAsTenant(ours.who, (tx) => auditProof(tx, theirs.organization.id)));
  const viewer = await given.person("viewer", ours.organization);
  await assert.rejects(verifyAudit(viewer, {}), { code: "forbidden" });
});
