import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { approvePerson, endGrant, grantRole, saveRole } from "#lib/identity/commands";
import { grantOf, liveRoles, newcomer, profileOf, refused, row } from "#lib/identity/people.given";
import { approveRequest, rejectRequest, setApprovalRule } from "#lib/organizations/commands";
import { requestList } from "#lib/organizations/lists";
import { approvalRequest, requestsToDecide } from "#lib/organizations/queries/approvals";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";
import { refundOrder } from "#lib/ticketing/commands";
import { closeSales, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await admin.end();
  await closeDatabase();
});

async function house() {
  const org = await given.organization();
  return { org, boss: await given.person("admin", org), second: await given.person("admin", org) };
}
const stateOf = async (id: string) =>
  (await row<{ state: string }>("select state from organizations.approval_requests where id = $1", [id])).state;
const key = () => `form-${crypto.randomUUID()}`;

describe("a role that needs two people", () => {
  it("is given when somebody else approves, and not before", async () => {
    const { org, boss, second } = await house();
    const ana = await given.person("viewer", org);
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { requestId = "", grantId } = await grantRole(boss, {
      userId: ana.userId,
      role: "finance",
      reason: "She keeps the books",
    });
    assert.equal(grantId, undefined);
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["viewer"]);
    assert.match((await refused(approveRequest(boss, { id: requestId }))).message, /You asked for this yourself/);
    assert.match(
      (await refused(grantRole(boss, { userId: ana.userId, role: "finance", reason: "She keeps the books" }))).message,
      /asked for already/,
    );
    assert.deepEqual(await Promise.all([boss, second].map((who) => readAsTenant(who, requestsToDecide))), [0, 1]);
    const seen = await readAsTenant(second, (tx) => approvalRequest(tx, requestId));
    assert.deepEqual([seen?.mayDecide, seen?.reason, seen?.about], [true, "She keeps the books", ana.snapshot.name]);
    await approveRequest(second, { id: requestId });
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["finance", "viewer"]);
    const grant = await row("select assigned_by from identity.user_roles where user_id = $1 and role = 'finance'", [
      ana.userId,
    ]);
    assert.equal(grant.assigned_by, boss.userId);
    assert.match((await refused(approveRequest(second, { id: requestId }))).message, /approved already/);
  });

  it("approved by two at once is given once; rejected, with a reason, never", async () => {
    const { org, boss, second } = await house();
    const third = await given.person("admin", org);
    const [ana, leo] = [await given.person("viewer", org), await given.person("viewer", org)];
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { requestId: one = "" } = await grantRole(boss, { userId: ana.userId, role: "finance" });
    const tries = await Promise.allSettled([second, third].map((who) => approveRequest(who, { id: one })));
    assert.equal(tries.filter((try_) => try_.status === "fulfilled").length, 1);
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["finance", "viewer"]);
    const { requestId: other = "" } = await grantRole(boss, { userId: leo.userId, role: "finance" });
    await assert.rejects(rejectRequest(second, { id: other, note: "" }));
    await rejectRequest(second, { id: other, note: "Not this year" });
    assert.deepEqual([await stateOf(other), await liveRoles(org.id, leo.userId)], ["rejected", ["viewer"]]);
  });

  it("is looked at again when it is approved: who asked must still be allowed, and nobody approves their own", async () => {
    const { org, boss, second } = await house();
    const third = await given.person("admin", org);
    const ana = await given.person("viewer", org);
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { requestId: mine = "" } = await grantRole(boss, { userId: second.userId, role: "finance" });
    assert.match((await refused(approveRequest(second, { id: mine }))).message, /for themselves/);
    await approveRequest(third, { id: mine });
    const { requestId = "" } = await grantRole(boss, { userId: ana.userId, role: "finance" });
    await endGrant(second, { id: await grantOf(org.id, boss.userId) });
    assert.match((await refused(approveRequest(third, { id: requestId }))).message, /may not give it any more/);
    assert.equal(await stateOf(requestId), "requested", "nothing half-done");
  });

  it("older than a week has to be asked for again", async () => {
    const { org, boss, second } = await house();
    const ana = await given.person("viewer", org);
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { requestId = "" } = await grantRole(boss, { userId: ana.userId, role: "finance" });
    await admin.query(
      "update organizations.approval_requests set expires_at = now() - interval '1 second' where id = $1",
      [requestId],
    );
    assert.match((await refused(approveRequest(second, { id: requestId }))).message, /asked for again/);
    await admin.query("select organizations.expire_requests()");
    assert.equal(await stateOf(requestId), "expired");
    const { requestId: again = "" } = await grantRole(boss, { userId: ana.userId, role: "finance" });
    await approveRequest(second, { id: again });
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["finance", "viewer"]);
  });

  it("is wanted of an approval of a person and of more for a role that somebody has, too", async () => {
    const { org, boss, second } = await house();
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { id } = await newcomer({ organization: org });
    const { requestId = "" } = await approvePerson(boss, { id, role: "viewer" });
    assert.deepEqual([(await profileOf(id)).state, await liveRoles(org.id, id)], ["active", []]);
    await approveRequest(second, { id: requestId });
    assert.deepEqual(await liveRoles(org.id, id), ["viewer"]);
    const { id: role = "" } = await saveRole(boss, { name: "Ushers", permissions: ["events:read"] });
    const { requestId: given_ = "" } = await grantRole(boss, { userId: id, role });
    await approveRequest(second, { id: given_ });
    const { requestId: more = "" } = await saveRole(boss, {
      id: role,
      name: "Ushers",
      permissions: ["events:read", "payments:read"],
    });
    const held = () => row("select count(*)::int as n from identity.role_permissions where role_id = $1", [role]);
    assert.deepEqual(await held(), { n: 1 });
    await approveRequest(second, { id: more });
    assert.deepEqual(await held(), { n: 2 });
  });
});

describe("a refund above the limit", () => {
  it("moves nothing until somebody else approves; one below it goes at once", async () => {
    const at = await shop([{ price: "100.00" }]);
    const [boss, finance] = [await given.person("admin", at.org), await given.person("finance", at.org)];
    await setApprovalRule(boss, { act: "refund_above", active: true, threshold: "50.00", currency: "USD" });
    const order = await sell(at);
    const refunds = () =>
      row(
        "select count(*)::int as n, coalesce(sum(amount_minor), 0)::int as sum from ticketing.refunds where order_id = $1",
        [order.orderId],
      );
    const small = await refundOrder(finance, {
      orderId: order.orderId,
      amount: "50.00",
      reason: "Half of it",
      key: key(),
    });
    assert.ok(small.refundId);
    const form = key();
    const ask = () =>
      refundOrder(finance, { orderId: order.orderId, amount: "0.01", reason: "A cent too much", key: form });
    const [first, again] = [await ask(), await ask()];
    assert.equal(first.refundId, null, "small ones add up");
    assert.equal(first.requestId, again.requestId, "a form sent twice asks once");
    assert.deepEqual(await refunds(), { n: 1, sum: 5000 });
    assert.match((await refused(approveRequest(finance, { id: first.requestId }))).message, /yourself/);
    assert.equal((await refused(approveRequest(at.organizer, { id: first.requestId }))).code, "42501");
    const page = await readAsTenant(boss, (tx) =>
      listPage(tx, requestList, parseListState(requestList.spec, {}), {
        slug: at.org.slug,
        zone: "UTC",
        currency: "USD",
      }),
    );
    assert.deepEqual(page.rows[0]?.amount, { minor: "1", currency: "USD", digits: 2 });
    await approveRequest(boss, { id: first.requestId });
    assert.deepEqual(await refunds(), { n: 2, sum: 5001 });
    const by = await row("select requested_by from ticketing.refunds where order_id = $1 and amount_minor = 1", [
      order.orderId,
    ]);
    assert.equal(by.requested_by, finance.userId);
  });

  it("is refused when it does not fit any more, and without a rule nobody else is asked", async () => {
    const at = await shop([{ price: "100.00" }]);
    const [boss, finance] = [await given.person("admin", at.org), await given.person("finance", at.org)];
    const free = await sell(at);
    assert.ok((await refundOrder(finance, { orderId: free.orderId, reason: "No rule yet", key: key() })).refundId);
    await setApprovalRule(boss, { act: "refund_above", active: true });
    const order = await sell(at);
    const both = await Promise.all(
      ["60.00", "70.00"].map((amount) =>
        refundOrder(finance, { orderId: order.orderId, amount, reason: "Twice", key: key() }),
      ),
    );
    await approveRequest(boss, { id: both[0]?.requestId });
    assert.match((await refused(approveRequest(boss, { id: both[1]?.requestId }))).message, /At most USD 40.00/);
  });
});
