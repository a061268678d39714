import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { balances, post } from "#lib/payments/books.given";
import { ageing, openItemsAt } from "#lib/payments/receivables/ageing";
import { allocatePayment, saveDraft, saveParty } from "#lib/payments/receivables/commands";
import {
  daysAgo,
  draftOf,
  house,
  invoice,
  paid,
  stateOf,
  today,
  troubles,
} from "#lib/payments/receivables/receivables.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("ageing", () => {
  it("sorts what is open by how late it is, reads an earlier day as it was, and equals the ledger", async () => {
    const at = await house();
    for (const days of [5, 20, 50, 80, 120]) await invoice(at, {}, await daysAgo(at.org, days));
    const early = await invoice(at, {}, await daysAgo(at.org, 100));
    const id = await paid(at, { receivedOn: await daysAgo(at.org, 10) });
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: early.id, amount: "238.00" }] });
    const on = (day: string) => readAsTenant(at.finance, (tx) => ageing(tx, "invoice", day));
    const [now] = await on(await today(at.org));
    assert.deepEqual(
      [now?.current, now?.to_30, now?.to_60, now?.to_90, now?.over_90, now?.open, now?.differs],
      [23_800n, 23_800n, 23_800n, 23_800n, 23_800n, 119_000n, 0n],
    );
    const [then] = await on(await daysAgo(at.org, 11));
    assert.deepEqual([then?.open, then?.ledger], [119_000n, 119_000n], "before the payment, and before the youngest");
    const day = await today(at.org);
    const items = await readAsTenant(at.finance, (tx) => openItemsAt(tx, "invoice", day));
    assert.equal(
      items.reduce((sum, one) => sum + one.openMinor, 0n),
      now?.open,
    );
    assert.deepEqual(await readAsTenant((await house()).finance, (tx) => ageing(tx, "invoice", day)), []);
  });

  it("of bills counts what we owe, with the tax that is ours to deduct apart, and ends when they are paid", async () => {
    const at = await house();
    const { id: partyId } = await saveParty(at.finance, { kind: "vendor", name: "Light & Sound", country: "DE" });
    const lines = [{ description: "Lamps", quantity: "3", price: "50.00", account: "expenses:other", taxed: true }];
    const bill = await invoice(at, { kind: "bill", partyId, lines, reference: "LS-77" });
    assert.match(bill.number, /^BILL-\d{4}-0001$/);
    assert.deepEqual(await balances(at.org), {
      "expenses:other": 15_000,
      "liabilities:tax:de-vat": 2850,
      [`liabilities:payable:${partyId}`]: -17_850,
    });
    const [owed] = await readAsTenant(at.finance, async (tx) => ageing(tx, "bill", await today(at.org)));
    assert.deepEqual([owed?.open, owed?.ledger], [17_850n, 17_850n]);
    const id = await paid(at, { direction: "out", amount: "178.50", partyId, payer: "Light & Sound" });
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: bill.id, amount: "178.50" }] });
    assert.equal((await stateOf(bill.id)).state, "paid");
    assert.deepEqual(await troubles(at), []);
  });

  it("says by how much an account differs that somebody posted to by hand", async () => {
    const at = await house();
    await invoice(at);
    await post(at.org, [
      { account: `assets:receivable:${at.party}`, amount_minor: 500 },
      { account: "income:other", amount_minor: -500 },
    ]);
    const [row] = await readAsTenant(at.finance, async (tx) => ageing(tx, "invoice", await today(at.org)));
    assert.equal(row?.differs, 500n);
    assert.equal((await troubles(at)).length, 2);
    await assert.rejects(saveDraft(await given.person("viewer", at.org), draftOf(at)), { code: "forbidden" });
  });
});
