import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { admin, given, password } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { saveView } from "#lib/system/commands";
import { auditProof } from "#lib/system/queries";
import * as commands from "#lib/users/commands";
import { whereIs } from "#lib/users/erasure.given";
import type { Person } from "#lib/users/personal";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const letters = (n: number) => [...randomBytes(n)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
const personal = (who: Actor): Person => ({ userId: who.userId, email: who.snapshot.email, requestId: who.requestId });
const erase = async (userId: string) =>
  Number((await admin.query("select users.erase_person($1) as lines", [userId])).rows[0].lines);

/** A member of two organizations who bought, was written to, invited, watched, and is spoken of in all kinds of rows. */
async function somebodyKnown() {
  const name = `${letters(7)} "O'${letters(6)}`;
  const [home, other] = [await given.organization(), await given.organization()];
  const who = await given.person("finance", home, { name });
  const owner = await given.person("admin", home);
  await given.person("admin", other);
  await admin.query("select organizations.add_member($1, $2, 'viewer')", [other.id, who.userId]);
  const email = who.snapshot.email;
  await saveView(who, { list: "events.events", name: `Views of ${name}`, search: "", scope: "mine" });
  await saveView(
    { ...who, organizationId: other.id },
    { list: "events.events", name: "Mine", search: "", scope: "mine" },
  );
  const event = await given.event(home);
  await admin.query(
    `insert into system.outbox (organization_id, topic, payload) values ($1, 'messaging.send_email', $2), ($1, 'test.none', $2)`,
    [home.id, JSON.stringify({ to: email, data: { name } })],
  );
  await admin.query("insert into system.mailbox (recipient, subject, html, body) values ($1, 'Hello', $2, $2)", [
    email,
    `Dear ${name}`,
  ]);
  await admin.query(
    `insert into system.audit_logs (organization_id, actor_id, actor, command, input, changes, request_id) values ($1, $2, '{}', 'ticketing.correct_attendee', $3, $4, 'x')`,
    [
      home.id,
      owner.userId,
      JSON.stringify({ email: email.toUpperCase() }),
      JSON.stringify({ attendee_name: ["Nobody", name], email: [null, email] }),
    ],
  );
  await admin.query("update auth.users set raw_user_meta_data = $2 where id = $1", [
    who.userId,
    JSON.stringify({ name, email }),
  ]);
  await commands.exportMyData(personal(who), {});
  return { name, email, home, other, who, owner, event };
}

/** Both houses' books as one figure; other tests post to theirs meanwhile. */
const ledger = async (...houses: { id: string }[]) =>
  (
    await admin.query(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from (
        select x::text as t from payments.transactions x where x.organization_id = any ($1::uuid[])
        union all select x::text from payments.entries x where x.organization_id = any ($1::uuid[])
        union all select x::text from payments.balances x where x.organization_id = any ($1::uuid[])) t`,
      [houses.map((house) => house.id)],
    )
  ).rows[0] as { rows: number; sum: string };

test("after erasure no word of the person is in any column, the ledger is as it was, and both audit chains hold", async () => {
  const { name, email, home, other, who, owner } = await somebodyKnown();
  await admin.query("select system.seal_audit_of($1, 10000), system.seal_audit_of($2, 10000)", [home.id, other.id]);
  const words = [email, name.split(" ")[0] as string];
  const before = await whereIs(words);
  for (const place of [
    "auth.users.email",
    "users.user_profiles.name",
    "system.audit_logs.actor",
    "system.audit_logs.changes",
    "system.mailbox.body",
    "system.outbox.payload",
    "system.saved_views.name",
  ])
    assert.ok(before.includes(place), `${place} was not filled, so nothing would be proved: ${before}`);
  const books = await ledger(home, other);
  assert.ok(books.rows > 0, "there is no book to compare");
  assert.ok((await erase(who.userId)) >= 4);
  assert.deepEqual(await whereIs(words), []);
  assert.deepEqual(await ledger(home, other), books);
  for (const [id, reader] of [
    [home.id, owner],
    [other.id, await given.person("admin", other)],
  ] as const) {
    await admin.query("select system.seal_audit_of($1, 10000)", [id]);
    const proof = await readAsTenant(reader, (tx) => auditProof(tx, id));
    assert.equal(proof.ok, true, proof.detail);
  }
  const { rows } = await admin.query(
    "select actor ->> 'name' as name, roles from system.audit_logs where organization_id = $1 and actor_id = $2 and command = 'system.save_view'",
    [home.id, who.userId],
  );
  assert.deepEqual(rows, [{ name: "Somebody who left", roles: ["finance"] }]);
});

test("a second erasure of the same person changes nothing, and one of another in the same lines still proves", async () => {
  const { who, home, owner, name, email } = await somebodyKnown();
  const colleague = await given.person("viewer", home);
  await admin.query(
    `insert into system.audit_logs (organization_id, actor_id, actor, command, input, request_id) values ($1, $2, '{}', 'events.update_event', $3, 'x')`,
    [home.id, owner.userId, JSON.stringify({ note: `${email} and ${colleague.snapshot.email}` })],
  );
  await admin.query("select system.seal_audit_of($1, 10000)", [home.id]);
  await erase(who.userId);
  assert.equal(await erase(who.userId), 0);
  await erase(colleague.userId);
  assert.deepEqual(await whereIs([email, colleague.snapshot.email, name.split(" ")[0] as string]), []);
  const proof = await readAsTenant(owner, (tx) => auditProof(tx, home.id));
  assert.equal(proof.ok, true, proof.detail);
});

test("somebody else of the same name keeps it", async () => {
  const home = await given.organization();
  const name = `Ada ${letters(8)}`;
  await given.person("admin", home);
  const [one, two] = [await given.person("viewer", home, { name }), await given.person("viewer", home, { name })];
  await saveView(two, { list: "events.events", name: `Views of ${name}`, search: "", scope: "mine" });
  await erase(one.userId);
  const { rows } = await admin.query("select name from users.user_profiles where user_id = any ($1)", [
    [one.userId, two.userId],
  ]);
  assert.deepEqual(rows.map((row) => row.name).sort(), ["", name]);
  const views = await admin.query("select name from system.saved_views where owner_id = $1", [two.userId]);
  assert.equal(views.rows[0].name, `Views of ${name}`);
});

test("they are out: no sign-in, no membership, no role", async () => {
  const { who } = await somebodyKnown();
  const able = async () =>
    (
      await admin.query(
        `select exists (select from auth.users where id = $1 and encrypted_password = extensions.crypt($2, encrypted_password) and encrypted_password <> '') as door,
           (select count(*)::int from organizations.org_memberships where user_id = $1 and state = 'active') as houses,
           (select count(*)::int from identity.user_roles where user_id = $1 and (ends_at is null or ends_at > now())) as roles,
           (select state from users.user_profiles where user_id = $1) as state`,
        [who.userId, password],
      )
    ).rows[0];
  assert.deepEqual(await able(), { door: true, houses: 2, roles: 2, state: "active" });
  await erase(who.userId);
  assert.deepEqual(await able(), { door: false, houses: 0, roles: 0, state: "deactivated" });
});

test("a person asks, may change their mind, and is erased when the fortnight is over, not before", async () => {
  const { who, email } = await somebodyKnown();
  const { dueAt } = await commands.askErasure(personal(who), {});
  assert.ok(Math.abs(dueAt.getTime() - Date.now() - 14 * 86_400_000) < 60_000);
  assert.equal((await commands.askErasure(personal(who), {})).dueAt.getTime(), dueAt.getTime());
  const due = () => admin.query("select users.erase_due()");
  await due();
  assert.notDeepEqual(await whereIs([email]), []);
  await commands.withdrawErasure(personal(who), {});
  await assert.rejects(commands.withdrawErasure(personal(who), {}), { code: "missing" });
  await admin.query("update users.erasures set due_at = now() - interval '1 day' where user_id = $1", [who.userId]);
  await due();
  assert.notDeepEqual(await whereIs([email]), []);
  await commands.askErasure(personal(who), {});
  await admin.query("update users.erasures set due_at = now() - interval '1 day' where user_id = $1", [who.userId]);
  await due();
  assert.deepEqual(await whereIs([email]), []);
});

test("the last administrator of an organization is asked for another one first", async () => {
  const home = await given.organization();
  const last = await given.person("admin", home);
  const words = (error: Error) => /last administrator/.test(String((error.cause as Error)?.message ?? error.message));
  await assert.rejects(commands.askErasure(personal(last), {}), words);
  await assert.rejects(erase(last.userId), words);
  await given.person("admin", home);
  await commands.askErasure(personal(last), {});
});

test("nobody erases anybody through the web", async () => {
  const { who, owner } = await somebodyKnown();
  const { sql } = await import("drizzle-orm");
  const { asTenant } = await import("#db/tenant");
  await assert.rejects(asTenant(owner, (tx) => tx.execute(sql`select users.erase_person(${who.userId}::uuid)`)));
});
