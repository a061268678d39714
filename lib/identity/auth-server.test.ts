import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { env } from "#lib/env";
import { askAuthServer } from "#lib/identity/auth-answers";
import { authServer } from "#lib/identity/auth-server";
import { mountedAuth } from "#lib/identity/mounted";
import { paced } from "#lib/identity/pace";
import { mailboxLetter, mailboxLines } from "#lib/identity/queries";
import { verifyToken } from "#lib/identity/token";

after(async () => {
  await authServer().close();
  await admin.end();
  await closeDatabase();
});

const password = "correct horse battery";
const request = (path: string, body?: object, headers: Record<string, string> = {}) =>
  new Request(`${env().origin}/auth/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json", ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const ask = (path: string, body?: object, headers?: Record<string, string>) =>
  askAuthServer(request(path, body, headers));
const signUp = (email: string) => ask("/signup", { email, password, data: { name: "Ada" } });
const newEmail = () => `${randomUUID()}@example.com`;

/** The token of the link in the last letter to this address, once it is there. */
async function linkTo(email: string, count = 1): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const lines = await mailboxLines(email);
    const letter = lines.length >= count && lines[0] ? await mailboxLetter(lines[0].id) : null;
    if (letter) return new URL(/https?:\S+/.exec(letter.body)?.[0] ?? "none:").searchParams.get("token_hash") ?? "";
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`No letter for ${email}.`);
}

async function confirmed() {
  const email = newEmail();
  await signUp(email);
  const answer = await ask("/verify", { type: "signup", token_hash: await linkTo(email) });
  assert.equal(answer.status, 200);
  return { email, session: (await answer.json()) as { access_token: string; refresh_token: string } };
}

describe("the embedded auth server", () => {
  it("signs somebody up, confirms the link once, and opens a session that we can verify", async () => {
    const email = newEmail();
    const answer = await signUp(email);
    assert.equal(answer.status, 200);
    assert.equal("access_token" in (await answer.json()), false);
    const hash = await linkTo(email);
    assert.ok(hash.length >= 64);
    const opened = await ask("/verify", { type: "signup", token_hash: hash });
    const { access_token } = (await opened.json()) as { access_token: string };
    const claims = await verifyToken(access_token, env());
    assert.equal(claims?.email, email);
    const { rows } = await admin.query("select state, name from users.user_profiles where user_id = $1", [
      claims?.userId,
    ]);
    assert.deepEqual(rows, [{ state: "pending_approval", name: "Ada" }]);
    assert.notEqual((await ask("/verify", { type: "signup", token_hash: hash })).status, 200);
  });

  it("answers a second sign-up like the first, and writes to the owner instead", async () => {
    const { email } = await confirmed();
    const shape = async (answer: Response) => [answer.status, Object.keys(await answer.json()).sort()] as const;
    const [status, keys] = await shape(await signUp(email));
    const [freshStatus, freshKeys] = await shape(await signUp(newEmail()));
    assert.equal(status, freshStatus);
    assert.deepEqual(keys, freshKeys);
    await linkTo(email, 2);
    assert.equal((await mailboxLines(email))[0]?.subject, "You already have an account");
  });

  it("answers a wrong password, an unconfirmed address and an unknown one alike", async () => {
    const { email } = await confirmed();
    const waiting = newEmail();
    await signUp(waiting);
    const answers = [];
    for (const who of [
      { email, password: "wrong" },
      { email: waiting, password },
      { email: newEmail(), password },
    ]) {
      const answer = await ask("/token?grant_type=password", who);
      answers.push([answer.status, await answer.json()]);
    }
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
    assert.equal((await ask("/token?grant_type=password", { email, password })).status, 200);
  });

  it("sends a fresh confirmation, after which the earlier link is dead", async () => {
    const email = newEmail();
    await signUp(email);
    const first = await linkTo(email);
    assert.deepEqual(await (await ask("/resend", { type: "signup", email })).json(), {});
    assert.deepEqual(await (await ask("/resend", { type: "signup", email: newEmail() })).json(), {});
    const second = await linkTo(email, 2);
    assert.notEqual(second, first);
    assert.notEqual((await ask("/verify", { type: "signup", token_hash: first })).status, 200);
    assert.equal((await ask("/verify", { type: "signup", token_hash: second })).status, 200);
  });

  it("renews a session for several at once, and never after signing out", async () => {
    const { session } = await confirmed();
    const renew = () => ask("/token?grant_type=refresh_token", { refresh_token: session.refresh_token });
    const answers = await Promise.all([renew(), renew(), renew()]);
    const tokens = await Promise.all(answers.map((answer) => answer.json() as Promise<typeof session>));
    assert.equal(new Set(tokens.map((one) => one.refresh_token)).size, 1);
    const [latest] = tokens;
    const bearer = { authorization: `Bearer ${latest?.access_token}` };
    assert.equal((await ask("/user", undefined, bearer)).status, 200);
    assert.equal((await ask("/logout?scope=local", {}, bearer)).status, 204);
    assert.equal((await ask("/user", undefined, bearer)).status, 403);
    assert.notEqual(
      (await ask("/token?grant_type=refresh_token", { refresh_token: latest?.refresh_token })).status,
      200,
    );
  });

  it("moves an account to another address when that address says so; the former one is told, and cannot do it", async () => {
    const { email, session } = await confirmed();
    const wanted = newEmail();
    const change = new Request(`${env().origin}/auth/v1/user`, {
      method: "PUT",
      headers: { "content-type": "application/json", authorization: `Bearer ${session.access_token}` },
      body: JSON.stringify({ email: wanted }),
    });
    assert.equal((await askAuthServer(change)).status, 200);
    const hash = await linkTo(wanted);
    assert.ok(hash.length >= 64);
    assert.equal(await linkTo(email, 2), "");
    const addressOf = async () =>
      (await admin.query("select email from users.user_profiles where email = any ($1)", [[email, wanted]])).rows;
    assert.deepEqual(await addressOf(), [{ email }]);
    assert.notEqual((await ask("/verify", { type: "email_change", token_hash: `${hash}0` })).status, 200);
    assert.equal((await ask("/verify", { type: "email_change", token_hash: hash })).status, 200);
    assert.deepEqual(await addressOf(), [{ email: wanted }]);
  });

  it("ends every session of somebody who is suspended, and of nobody else", async () => {
    const [ada, eve] = [await confirmed(), await confirmed()];
    const become = (email: string, state: string) =>
      admin.query("update users.user_profiles set state = $2::users.profile_state where email = $1", [email, state]);
    await become(ada.email, "active");
    await become(ada.email, "suspended");
    await become(eve.email, "active");
    const renew = async ({ session }: typeof ada) =>
      (await ask("/token?grant_type=refresh_token", { refresh_token: session.refresh_token })).status;
    assert.equal(await renew(ada), 400);
    assert.equal(await renew(eve), 200);
  });

  it("keeps the ways closed that would confirm an address which nobody confirmed", async () => {
    const email = newEmail();
    for (const path of ["/otp", "/magiclink"]) assert.equal((await ask(path, { email })).status, 404, path);
    assert.equal((await ask("/verify?type=signup&token=x")).status, 404);
    const { rowCount } = await admin.query("select from auth.users where email = $1", [email]);
    assert.equal(rowCount, 0);
  });

  it("can reach its own tables and one function, and nothing of the house", async () => {
    const { rows } = await admin.query(`
      select c.oid::regclass::text as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v') and n.nspname not in ('pg_catalog', 'information_schema', 'auth')
        and has_schema_privilege('gr_auth', n.oid, 'usage') and has_table_privilege('gr_auth', c.oid, 'select, insert, update, delete')`);
    assert.deepEqual(rows, []);
    const own = await admin.query("select has_table_privilege('gr_auth', 'auth.users', 'select, update') as ok");
    assert.equal(own.rows[0].ok, true);
  });
});

describe("what of it is reachable from outside", () => {
  const outside = (path: string, body?: object) =>
    mountedAuth(request(path, body, { "x-visitor-address": "203.0.113.7" }));
  it("is health, signing in with limits, and the way to Google; not the rest", async () => {
    assert.equal((await outside("/health")).status, 200);
    for (const path of ["/admin/users", "/../../rest/v1/users", "/verify?type=signup&token=x", "/nonsense"])
      assert.equal((await outside(path)).status, 404, path);
    for (const path of ["/signup", "/recover", "/resend", "/otp", "/magiclink"])
      assert.equal((await outside(path, { email: newEmail(), password })).status, 404, path);
  });
  it("stops guessing at one account after ten tries", async () => {
    const { email } = await confirmed();
    const statuses = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await outside("/token?grant_type=password", { email, password: `wrong ${i}` })).status);
    assert.deepEqual(statuses, [...Array(10).fill(400), 429, 429]);
  });
});

describe("the pace of an answer", () => {
  it("is the same for a quick refusal and a slow one", async () => {
    const timed = async (work: () => Promise<unknown>) => {
      const begun = performance.now();
      await paced(work, 120).catch(() => null);
      return performance.now() - begun;
    };
    const quick = await timed(() => Promise.reject(new Error("unknown")));
    const slow = await timed(() => new Promise((done) => setTimeout(done, 60)));
    assert.ok(quick >= 118 && slow >= 118, `${quick} ${slow}`);
  });
});
