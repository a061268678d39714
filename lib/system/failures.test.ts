import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, platform } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { problem, type WithReporter } from "#lib/errors";
import { settleError } from "#lib/system/desk/commands";
import { errorById } from "#lib/system/desk/queries";
import { readAsPlatform } from "#lib/system/desk/read";
import { failureOf, framesOf, keepFailure, withoutValues } from "#lib/system/failures";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const letters = () => [...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
const shown = () => randomBytes(4).toString("hex");
const boss = async () => given.person("super_admin", await platform());
const found = async (shownId: string) => {
  const who = await boss();
  return readAsPlatform(who, { what: "errors" }, (tx) => errorById(tx, shownId));
};

test("what people typed is not kept with a failure, and the same failure reads the same", () => {
  const one = 'duplicate key value "ada@example.test" =(12, x) for 0192aaaa-1111-7000-8000-000000000001';
  const two = 'duplicate key value "eve@example.test" =(99, y) for 0192bbbb-2222-7000-8000-000000000002';
  assert.equal(withoutValues(one), withoutValues(two));
  assert.doesNotMatch(withoutValues(one), /ada|0192|12/);
  assert.equal(withoutValues("Failed query: select $1\nparams: Ada Stone,77"), "Failed query: select $<n>\nparams: …");
  assert.notEqual(withoutValues("cannot open the box"), withoutValues("cannot open the door"));
});

test("of a stack the frames stay, without the machine's folders and the message", () => {
  const stack =
    "Error: secret words\n    at open (file:///somewhere/deep/lib/box/open.ts:3:7)\n    at node:internal/x:1:1";
  assert.equal(framesOf(stack), "at open (lib/box/open.ts:3:7)");
});

test("the id that a person was shown finds what broke, and the second time counts as the same", async () => {
  const what = `cannot open the ${letters()}`;
  const [first, second] = [shown(), shown()];
  const stack = "Error\n    at open (lib/box/open.ts:3:7)";
  const failure = {
    source: "web",
    message: what,
    stack,
    path: "/lantern/events?x=1",
    organization: "lantern",
  } as const;
  assert.equal(await keepFailure({ ...failure, shownId: first }), true);
  await keepFailure({ ...failure, shownId: second });
  const [one, two] = [await found(first), await found(second)];
  assert.equal(one?.id, two?.id);
  assert.deepEqual([one?.seen, one?.message, one?.state], [2, what, "open"]);
  assert.deepEqual([one?.sightings.length, one?.sightings[0]?.path], [2, "/lantern/events"]);
  assert.equal(await found(shown()), null);
});

test("a bug that a command throws is kept under the id that its answer shows; a refusal is not", async () => {
  const kept: [string, unknown][] = [];
  (globalThis as WithReporter).greenroomReport = (error, id) => kept.push([id, error]);
  const broken = problem(new Error("a wheel came off"));
  problem(new (await import("#lib/errors")).Refusal("missing", "Not here."));
  assert.deepEqual(
    kept.map(([id]) => id),
    [broken.id],
  );
  assert.deepEqual(failureOf(new Error("outer", { cause: new TypeError("inner") })).message, "TypeError: inner");
  (globalThis as WithReporter).greenroomReport = undefined;
});

test("what was resolved opens again when it is seen again; what is ignored stays ignored", async () => {
  const who = await boss();
  const shownId = shown();
  const failure = { shownId, source: "worker", message: `stuck at ${letters()}`, stack: "" } as const;
  const again = () =>
    admin.query("select system.record_error($1, $2, $3, $4)", [shownId, failure.source, failure.message, ""]);
  await again();
  const { id } = (await found(shownId)) as { id: string };
  await settleError(who, { id, becomes: "resolved" });
  assert.equal((await found(shownId))?.state, "resolved");
  await again();
  assert.equal((await found(shownId))?.state, "open");
  await settleError(who, { id, becomes: "ignored" });
  await again();
  assert.equal((await found(shownId))?.state, "ignored");
});

test("an organization's administrator neither reads nor settles errors", async () => {
  const who = await given.person("admin", await given.organization());
  const shownId = shown();
  await admin.query("select system.record_error($1, 'web', $2, '')", [shownId, `closed to ${letters()}`]);
  const { id } = (await found(shownId)) as { id: string };
  await assert.rejects(settleError(who, { id, becomes: "resolved" }), { code: "forbidden" });
  await assert.rejects(asTenant(who, (tx) => tx.execute(sql`select system.settle_error(${id}::uuid, 'resolved')`)));
  await assert.rejects(readAsPlatform(who, { what: "errors" }, (tx) => errorById(tx, shownId)));
  const seen = await asTenant(who, (tx) => tx.execute(sql`select from system.error_logs`));
  assert.equal(seen.rowCount, 0);
});

test("a flood of failures fills no disk", async () => {
  const source = "browser";
  await admin.query("delete from system.rate_limits where key = 'errors:browser'");
  const { rows } = await admin.query(
    `select system.record_error('flood', $1, 'the same again and again', '') as kept from generate_series(1, 230)`,
    [source],
  );
  assert.equal(rows.filter((row) => row.kept).length, 200);
  await admin.query("delete from system.rate_limits where key = 'errors:browser'");
});
