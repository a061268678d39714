import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { grantRole } from "#lib/identity/commands";
import { house, lettersTo, liveRoles, newcomer, refused, row } from "#lib/identity/people.given";
import { SendEmail } from "#lib/messaging/rules";
import { approveRequest, rejectRequest, setApprovalRule, withdrawRequest } from "#lib/organizations/commands";
import { approvalRequest, requestsToDecide } from "#lib/organizations/queries/approvals";
import { waitingFor } from "#lib/system/waiting";
import { askToJoin, savePreference } from "#lib/users/commands";
import type { Person } from "#lib/users/personal";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const noticesTo = async (email: string) =>
  (await lettersTo(email)).filter((one) => one.template === "request_notice").map((one) => one.data);
const self = (who: { userId: string; requestId: string; snapshot: { email: string } }): Person => ({
  userId: who.userId,
  email: who.snapshot.email,
  requestId: who.requestId,
});

/** An organization whose roles need two people, and a request that waits. */
async function waiting() {
  const { org, boss } = await house();
  const second = await given.person("admin", org);
  const ana = await given.person("viewer", org);
  await setApprovalRule(boss, { act: "role_grant", active: true });
  const ask = (role: string) =>
    grantRole(boss, { userId: ana.userId, role, reason: "She keeps the books" }).then((made) => made.requestId ?? "");
  return { org, boss, second, ana, ask };
}

describe("a request", () => {
  it("is told to everybody who may decide it but whoever asked, and its outcome to whoever asked", async () => {
    const { org, boss, second, ana, ask } = await waiting();
    const id = await ask("finance");
    assert.deepEqual(
      [(await noticesTo(boss.snapshot.email)).length, (await noticesTo(ana.snapshot.email)).length],
      [0, 0],
    );
    const [asked] = await noticesTo(second.snapshot.email);
    assert.deepEqual(
      [asked?.what, asked?.act, asked?.asker, asked?.reason, asked?.link],
      [
        "requested",
        "role_grant",
        boss.snapshot.name,
        "She keeps the books",
        `/${org.slug}/organizations/requests/${id}`,
      ],
    );
    const payload = { template: "request_notice", to: second.snapshot.email, data: asked };
    assert.equal(SendEmail.safeParse(payload).success, true);
    await approveRequest(second, { id });
    assert.deepEqual(
      (await noticesTo(boss.snapshot.email)).map(({ what, decider }) => [what, decider]),
      [["approved", second.snapshot.name]],
    );
    await rejectRequest(second, { id: await ask("staff"), note: "She has too many already." });
    const told = (await noticesTo(boss.snapshot.email)).at(-1);
    assert.deepEqual([told?.what, told?.reason], ["rejected", "She has too many already."]);
  });

  it("is not told to somebody who wants no such letters", async () => {
    const { second, ask } = await waiting();
    await savePreference(self(second), { topic: "approvals", channel: "email", wanted: false });
    await ask("finance");
    assert.deepEqual(await noticesTo(second.snapshot.email), []);
    await savePreference(self(second), { topic: "approvals", channel: "email", wanted: true });
    await ask("staff");
    assert.equal((await noticesTo(second.snapshot.email)).length, 1);
  });

  it("is taken back by whoever asked and by nobody else, and then cannot be decided; it can be asked for again", async () => {
    const { org, boss, second, ana, ask } = await waiting();
    const id = await ask("finance");
    assert.match((await refused(withdrawRequest(second, { id }))).message, /Only whoever asked/);
    const stranger = (await house()).boss;
    assert.equal((await refused(withdrawRequest(stranger, { id }))).code, "P0002");
    assert.equal(await readAsTenant(second, requestsToDecide), 1);
    await withdrawRequest(boss, { id });
    assert.equal((await readAsTenant(boss, (tx) => approvalRequest(tx, id)))?.state, "withdrawn");
    assert.equal(await readAsTenant(second, requestsToDecide), 0);
    assert.match((await refused(approveRequest(second, { id }))).message, /withdrawn already/);
    assert.match((await refused(withdrawRequest(boss, { id }))).message, /withdrawn already/);
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["viewer"]);
    await approveRequest(second, { id: await ask("finance") });
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["finance", "viewer"]);
  });
});

it("whoever has an account asks to join, waits in the queue, and those who may let them in are told once", async () => {
  const { org, boss } = await house();
  const guest = await given.person("viewer", await given.organization());
  const ask = (organization: string) => askToJoin(self(guest), { organization });
  assert.match((await refused(ask("nobody-is-called-so"))).message, /No organization has this address/);
  assert.deepEqual(await ask(`https://greenroom.example/e/${org.slug}/some-night?x=1`), { name: org.name });
  assert.match((await refused(ask(org.slug))).message, /You asked already/);
  assert.equal(
    (
      await row<{ state: string }>(
        "select state from organizations.org_memberships where organization_id = $1 and user_id = $2",
        [org.id, guest.userId],
      )
    ).state,
    "pending",
  );
  const letters = await noticesTo(boss.snapshot.email);
  assert.deepEqual(
    letters.map(({ act, asker }) => [act, asker]),
    [["join", guest.snapshot.name]],
  );
  const home = await house();
  assert.match(
    (await refused(askToJoin(self(home.boss), { organization: home.org.slug }))).message,
    /belong to it already/,
  );
  for (let n = 0; n < 2; n++) await ask((await given.organization()).slug);
  assert.match((await refused(ask((await given.organization()).slug))).message, /have not answered you yet/);
});

it("the numbers in the navigation count what this person can decide, and are left out when nothing waits", async () => {
  const { org, boss, second, ana, ask } = await waiting();
  assert.deepEqual(await waitingFor(boss), {});
  await newcomer({ organization: org });
  await ask("finance");
  assert.deepEqual(await waitingFor(boss), { approvals: 1 });
  assert.deepEqual(await waitingFor(second), { approvals: 1, requests: 1 });
  assert.deepEqual(await waitingFor(ana), {});
});

it("a request that nobody decided in time is told to whoever asked", async () => {
  const { boss, ask } = await waiting();
  const id = await ask("finance");
  await admin.query(
    "update organizations.approval_requests set expires_at = now() - interval '1 minute' where id = $1",
    [id],
  );
  await admin.query("select organizations.expire_requests()");
  assert.deepEqual(
    (await noticesTo(boss.snapshot.email)).map(({ what }) => what),
    ["expired"],
  );
});
