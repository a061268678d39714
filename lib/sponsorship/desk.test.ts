import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { approve, payingHouse, request, settle, submit } from "#lib/payments/payouts/payouts.given";
import { releaseDesk } from "#lib/sponsorship/queries/desk";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("the release desk shows the payouts that have not arrived, to whoever may see them", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const queue = async (who: Actor) => {
    const { payouts } = await readAsTenant(who, (tx) => releaseDesk(tx, "2026-11-20"));
    return payouts?.map(({ state, amountMinor, currency }) => `${state} ${amountMinor} ${currency}`);
  };
  assert.deepEqual(await queue(approver), []);
  const { id } = await request(asker, { accountId, amountMinor: "5000" });
  assert.deepEqual(await queue(approver), [`draft 5000 ${org.currency}`]);
  const viewer = await given.person("viewer", org);
  assert.equal(await queue(viewer), undefined);
  await approve(approver, id);
  await submit(org, id);
  assert.deepEqual(await queue(approver), [`submitted 5000 ${org.currency}`]);
  await settle(org, id, "paid");
  assert.deepEqual(await queue(approver), []);
  const other = await given.person("finance", await given.organization());
  assert.deepEqual(await queue(other), []);
});
