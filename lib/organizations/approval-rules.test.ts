import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { grantRole } from "#lib/identity/commands";
import { refused, row } from "#lib/identity/people.given";
import { approveRequest, setApprovalRule } from "#lib/organizations/commands";
import { approvalRules } from "#lib/organizations/queries/approvals";
import { closeSales } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await admin.end();
  await closeDatabase();
});

async function house() {
  const org = await given.organization();
  return { org, boss: await given.person("admin", org), second: await given.person("admin", org) };
}
const _stateOf = async (id: string) =>
  (await row<{ state: string }>("select state from organizations.approval_requests where id = $1", [id])).state;
const _key = () => `form-${crypto.randomUUID()}`;

describe("the rules themselves", () => {
  it("are tightened by one and loosened by two", async () => {
    const { org, boss, second } = await house();
    const rule = () =>
      row(
        "select active, threshold_minor::int as threshold from organizations.approval_rules where organization_id = $1",
        [org.id],
      );
    await setApprovalRule(boss, { act: "refund_above", active: true, threshold: "100", currency: "USD" });
    await setApprovalRule(boss, { act: "refund_above", active: true, threshold: "50", currency: "USD" });
    assert.deepEqual(await rule(), { active: true, threshold: 5000 });
    const loosened = await setApprovalRule(boss, {
      act: "refund_above",
      active: true,
      threshold: "500",
      currency: "USD",
    });
    const off = await setApprovalRule(boss, { act: "refund_above", active: false });
    assert.ok(loosened.requestId && off.requestId);
    assert.deepEqual(await rule(), { active: true, threshold: 5000 });
    assert.match((await refused(approveRequest(boss, { id: off.requestId }))).message, /yourself/);
    await approveRequest(second, { id: off.requestId });
    assert.equal((await rule()).active, false);
    const listed = await readAsTenant(boss, approvalRules);
    assert.equal(listed.find((one) => one.act === "refund_above")?.rule?.active, false);
    assert.equal(listed.find((one) => one.act === "payout")?.rule, null);
  });

  it("need a second person who exists, a currency for an amount, and the right to set them", async () => {
    const org = await given.organization();
    const boss = await given.person("admin", org);
    const wanted = { act: "role_grant", active: true };
    assert.equal((await refused(setApprovalRule(boss, wanted))).field, "approver");
    await given.person("admin", org);
    for (const bad of [
      { act: "refund_above", active: true, threshold: "10" },
      { act: "role_grant", active: true, threshold: "10", currency: "USD" },
      { act: "everything", active: true },
      { act: "refund_above", active: true, threshold: "10", currency: "XXQ" },
      { act: "refund_above", active: true, approver: "no:such" },
    ])
      await assert.rejects(setApprovalRule(boss, bad), { name: "ZodError" });
    await assert.rejects(
      setApprovalRule(boss, { act: "refund_above", active: true, threshold: "ten", currency: "USD" }),
      { code: "invalid" },
    );
    await assert.rejects(setApprovalRule(await given.person("finance", org), wanted), { code: "forbidden" });
    await setApprovalRule(boss, wanted);
  });

  it("and the requests are another organization's business to nobody, and written by functions alone", async () => {
    const { org, boss } = await house();
    const theirs = await house();
    const ana = await given.person("viewer", org);
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { requestId = "" } = await grantRole(boss, { userId: ana.userId, role: "finance" });
    assert.equal((await refused(approveRequest(theirs.boss, { id: requestId }))).code, "P0002");
    const seen = (who: typeof boss) =>
      readAsTenant(who, (tx) => tx.execute(sql`select from organizations.approval_requests`)).then((r) => r.rowCount);
    assert.deepEqual([await seen(boss), await seen(theirs.boss), await seen(ana)], [1, 0, 0]);
    for (const statement of [
      sql`update organizations.approval_requests set state = 'approved'`,
      sql`insert into organizations.approval_rules (organization_id, act, approver) values (${org.id}::uuid, 'payout', 'payments:approve')`,
      sql`update organizations.approval_rules set active = false`,
    ])
      assert.equal((await refused(asTenant(boss, (tx) => tx.execute(statement)))).code, "42501");
    const self = admin.query(
      "update organizations.approval_requests set state = 'approved', decided_by = requested_by where id = $1",
      [requestId],
    );
    assert.equal(
      (await refused(self)).code,
      "23514",
      "not even the database's administrator decides for the one who asked",
    );
  });
});
