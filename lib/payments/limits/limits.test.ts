import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refused, row } from "#lib/identity/people.given";
import { approveRequest, setApprovalRule } from "#lib/organizations/commands";
import { removeLimit, setLimit } from "#lib/payments/limits/commands";

after(async () => {
  await admin.end();
  await closeDatabase();
});

type Org = Awaited<ReturnType<typeof given.organization>>;
const check = (org: Org, person: { userId: string }, act: string, amount: number | null, currency = "USD") =>
  admin.query("select payments.check_limit($1, $2, $3, $4, $5)", [org.id, person.userId, act, amount, currency]);

async function house() {
  const org = await given.organization();
  return {
    org,
    boss: await given.person("admin", org),
    second: await given.person("admin", org),
    finance: await given.person("finance", org),
    organizer: await given.person("organizer", org),
  };
}

describe("limits of acts", () => {
  it("let everybody do what their permission says until there is one; then only who has one, up to it", async () => {
    const { org, boss, finance, organizer } = await house();
    await check(org, organizer, "refund", 1_000_000);
    await setLimit(boss, { act: "refund", holder: "role:finance", currency: "USD", actMost: "500" });
    await check(org, finance, "refund", 50_000);
    const above = await refused(check(org, finance, "refund", 50_001));
    assert.match(above.message, /at most USD 500\.00 at once, and this is USD 500\.01/);
    assert.equal(above.code, "P0G01");
    assert.match((await refused(check(org, organizer, "refund", 1))).message, /lets only some roles/);
    assert.match((await refused(check(org, finance, "refund", 1, "EUR"))).message, /no limit in that currency/);
    await check(org, organizer, "write_off", 1);
  });

  it("give whoever matches several the largest of each", async () => {
    const { org, boss, finance } = await house();
    await setLimit(boss, {
      act: "write_off",
      holder: "role:finance",
      currency: "USD",
      actMost: "10",
      dayMost: "1000",
    });
    await setLimit(boss, {
      act: "write_off",
      holder: "permission:payments:post",
      currency: "USD",
      actMost: "100",
      dayMost: "150",
    });
    await check(org, finance, "write_off", 10_000);
    await check(org, finance, "write_off", 10_000);
    await refused(check(org, finance, "write_off", 10_001));
  });

  it("of a day hold when fifty ask at once", async () => {
    const { org, boss, finance } = await house();
    await setLimit(boss, { act: "refund", holder: "role:finance", currency: "USD", dayMost: "10" });
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => check(org, finance, "refund", 100)));
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 10);
    const { used } = await row<{ used: number }>(
      "select sum(amount_minor)::int as used from payments.act_uses where organization_id = $1",
      [org.id],
    );
    assert.equal(used, 1000);
  });

  it("are lowered by one person and raised by two where a rule says so", async () => {
    const { org, boss, second, finance } = await house();
    await setApprovalRule(boss, { act: "limit", active: true });
    const limit = { act: "refund", holder: "role:finance", currency: "USD" };
    await setLimit(boss, { ...limit, actMost: "100" });
    await setLimit(boss, { ...limit, actMost: "50" });
    const { requestId = "" } = await setLimit(boss, { ...limit, actMost: "500", reason: "Festival week" });
    await refused(check(org, finance, "refund", 5_001));
    assert.match((await refused(approveRequest(boss, { id: requestId }))).message, /yourself/);
    await approveRequest(second, { id: requestId });
    await check(org, finance, "refund", 50_000);
    const gone = await removeLimit(boss, { act: "refund", holder: "role:finance", currency: "USD" });
    assert.ok(gone.requestId, "taking the last limit away lets everybody do more");
  });

  it("are set by nobody without the right, for nobody who is not there, and never in another organization", async () => {
    const { org, boss, finance } = await house();
    const theirs = await house();
    const limit = { act: "refund", holder: "role:finance", currency: "USD", actMost: "100" };
    await assert.rejects(setLimit(finance, limit), { code: "forbidden" });
    assert.match((await refused(setLimit(boss, { ...limit, holder: "role:king" }))).message, /Choose a role/);
    await setLimit(boss, limit);
    await check(theirs.org, theirs.finance, "refund", 1_000_000);
    await refused(check(org, finance, "refund", 1_000_000));
  });
});
