import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, platform } from "#db/given";
import { asPerson, asPublic, closeDatabase } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { forgive, limit } from "#lib/identity/limits";
import { me } from "#lib/identity/queries";
import { rolePermissions } from "#lib/permissions";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const become = (userId: string, state: string) =>
  admin.query("update users.user_profiles set state = $2::users.profile_state where user_id = $1", [userId, state]);

/** Somebody who signed up just now, under this name. */
async function newcomer(name: string) {
  const id = randomUUID();
  await admin.query("insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, $3)", [
    id,
    `${id}@example.com`,
    { name },
  ]);
  return id;
}

describe("what a person is told about themselves", () => {
  it("names their own organizations and what they may do in the open one", async () => {
    const [harbour, kitchen] = [await given.organization(), await given.organization()];
    const ada = await given.person("finance", harbour);
    const eve = await given.person("admin", kitchen);
    const mine = await me(ada.userId, harbour.slug);
    assert.deepEqual(
      mine?.organizations.map(({ slug, roles }) => ({ slug, roles })),
      [{ slug: harbour.slug, roles: ["finance"] }],
    );
    assert.equal(mine?.organization?.id, harbour.id);
    assert.deepEqual([...(mine?.permissions ?? [])].sort(), [...rolePermissions.finance].sort());
    assert.equal(mine?.platformAdmin, false);
    const foreign = await me(ada.userId, kitchen.slug);
    assert.deepEqual([foreign?.organization, foreign?.permissions], [null, []]);
    assert.deepEqual(foreign, await me(ada.userId, `no-such-${randomUUID()}`), "like one that does not exist");
    assert.equal((await me(eve.userId, kitchen.slug))?.organization?.id, kitchen.id);
  });
  it("counts a grant for one station, which the row policies narrow down", async () => {
    const harbour = await given.organization();
    const ada = await given.person("staff", harbour, { stationId: await given.station(harbour) });
    assert.ok((await me(ada.userId, harbour.slug))?.permissions.includes("ticketing:scan"));
  });
  it("tells somebody who waits, or was suspended, of no organization at all", async () => {
    const { id, slug } = await given.organization();
    for (const state of ["pending_approval", "suspended"] as const) {
      const { userId } = await given.person("admin", { id, slug, name: "", currency: "", zone: "" });
      await become(userId, state);
      const mine = await me(userId, slug);
      assert.equal(mine?.person?.state, state);
      assert.deepEqual([mine?.organizations, mine?.organization, mine?.permissions], [[], null, []]);
      await become(userId, "active");
      assert.equal((await me(userId, slug))?.organization?.id, id, "the same person, approved");
    }
  });
  it("forgets a membership and a grant the moment they end", async () => {
    const harbour = await given.organization();
    const [ada, eve] = [await given.person("admin", harbour), await given.person("admin", harbour)];
    assert.ok((await me(ada.userId, harbour.slug))?.permissions.includes("identity:grant"));
    assert.ok((await me(eve.userId, harbour.slug))?.permissions.includes("identity:grant"));
    await admin.query("update organizations.org_memberships set state = 'removed' where user_id = $1", [ada.userId]);
    await admin.query("update identity.user_roles set ends_at = now() where user_id = $1", [eve.userId]);
    assert.equal((await me(ada.userId, harbour.slug))?.organization, null);
    assert.deepEqual((await me(eve.userId, harbour.slug))?.permissions, []);
  });
  it("knows a platform administrator by the platform's own organization", async () => {
    const ada = await given.person("super_admin", await platform());
    const eve = await given.person("super_admin", await given.organization());
    assert.equal((await me(ada.userId, null))?.platformAdmin, true);
    assert.equal((await me(eve.userId, null))?.platformAdmin, false);
  });
  it("believes nobody who cannot sign", async () => {
    const { userId } = await given.person();
    const forged = await asPublic(async (tx) => {
      const ctx = JSON.stringify({ sub: userId, rid: "x", exp: Math.floor(Date.now() / 1000) + 60 });
      await tx.execute(
        sql`select set_config('app.ctx', ${ctx}, true), set_config('app.sig', ${"0".repeat(64)}, true), set_config('role', 'authenticated', true)`,
      );
      return (await tx.execute<{ me: unknown }>(sql`select identity.me() as me`)).rows[0]?.me;
    });
    assert.equal(forged, null);
    assert.ok(await me(userId, null), "the same question, signed");
  });
  it("shows a person their own profile and nobody else's, and lets them change their name only", async () => {
    const [ada, eve] = [await given.person(), await given.person()];
    const seen = await asPerson(ada.userId, (tx) =>
      tx.execute<{ user_id: string }>(sql`select user_id from users.user_profiles`),
    );
    assert.deepEqual(
      seen.rows.map((row) => row.user_id),
      [ada.userId],
    );
    const rename = (id: string) =>
      asPerson(
        ada.userId,
        (tx) => tx.execute(sql`update users.user_profiles set name = 'Mine' where user_id = ${id}::uuid`),
        "read write",
      );
    assert.equal((await rename(ada.userId)).rowCount, 1);
    assert.equal((await rename(eve.userId)).rowCount, 0);
    await assert.rejects(
      asPerson(ada.userId, (tx) => tx.execute(sql`update users.user_profiles set state = 'active'`), "read write"),
      (error: Error) => (error.cause as { code?: string }).code === "42501",
    );
  });
});

describe("a new user of the auth server", () => {
  it("gets a profile that waits, with a name cut to size and nothing else believed", async () => {
    const id = await newcomer(`Ada\u0007\n<script>${"x".repeat(300)}`);
    const { rows } = await admin.query("select name, state, email from users.user_profiles where user_id = $1", [id]);
    assert.equal(rows[0].state, "pending_approval");
    assert.equal(rows[0].name.length, 120);
    assert.match(rows[0].name, /^Ada <script>x/);
    await admin.query("update auth.users set email = $2 where id = $1", [id, `New.${id}@Example.com`]);
    const changed = await admin.query("select email from users.user_profiles where user_id = $1", [id]);
    assert.equal(changed.rows[0].email, `new.${id}@example.com`);
  });
});

describe("the limiter", () => {
  it("lets exactly ten of fifty at once through, for one e-mail and not for another", async () => {
    const who = { address: "127.0.0.1", email: `${randomUUID()}@example.com` };
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => limit("sign-in", who)));
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 10);
    const refusal = tries.find((one) => one.status === "rejected")?.reason;
    assert.ok(refusal instanceof Refusal && refusal.code === "busy", String(refusal));
    await limit("sign-in", { ...who, email: `${randomUUID()}@example.com` });
    await forgive("sign-in", who);
    await limit("sign-in", who);
  });
  it("counts an address across e-mails, and an IPv6 network as one address", async () => {
    const net = `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}`;
    const tries = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        limit("reset", { address: `${net}::${i + 1}`, email: `${randomUUID()}@example.com` }),
      ),
    );
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 30);
  });
  it("begins a new window when the old one is over, and keeps no address in the open", async () => {
    const email = `${randomUUID()}@example.com`;
    const again = () => limit("sign-up", { address: "127.0.0.1", email });
    for (let i = 0; i < 5; i++) await again();
    await assert.rejects(again(), Refusal);
    const { rows } = await admin.query("select key from system.rate_limits");
    assert.ok(rows.length > 0 && rows.every(({ key }) => !key.includes("@")));
    await admin.query("update system.rate_limits set resets_at = now() where key like 'sign-up:%'");
    await again();
  });
});
