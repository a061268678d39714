import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { setApprovalRule } from "#lib/organizations/commands";
import { balances } from "#lib/payments/books.given";
import {
  allocatePayment,
  recordPayment,
  rejectPayment,
  releaseAllocation,
  reversePayment,
  verifyPayment,
} from "#lib/payments/receivables/commands";
import { suggestionsFor } from "#lib/payments/receivables/matching";
import { allocationsOf } from "#lib/payments/receivables/queries";
import { house, invoice, paid, paymentOf, stateOf, troubles } from "#lib/payments/receivables/receivables.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const paymentState = async (id: string) =>
  (await admin.query("select state from payments.manual_payments where id = $1", [id])).rows[0].state;

describe("a payment by hand", () => {
  it("is in the books once it is verified, in clearing, and the payer's credit until it is matched", async () => {
    const at = await house();
    const { id } = await recordPayment(at.finance, await paymentOf(at, { partyId: at.party }));
    assert.deepEqual(await balances(at.org), {}, "written down is not booked");
    await verifyPayment(at.finance, { id });
    assert.deepEqual(await balances(at.org), {
      "assets:clearing:zelle": 23_800,
      [`liabilities:deposits:${at.party}`]: -23_800,
    });
    const { id: due } = await invoice(at);
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: due, amount: "238.00" }] });
    const stands = await balances(at.org);
    assert.equal(stands["assets:clearing:zelle"], 23_800);
    assert.equal(stands[`assets:receivable:${at.party}`], undefined);
    assert.deepEqual(await stateOf(due), { state: "paid", settled: 23_800, credited: 0 });
    assert.deepEqual(await troubles(at), []);
  });

  it("recorded twice with one form is one payment, and another payment with that form is refused", async () => {
    const at = await house();
    const wanted = await paymentOf(at);
    const [one, two] = await Promise.all([recordPayment(at.finance, wanted), recordPayment(at.finance, wanted)]);
    assert.equal(one.id, two.id);
    assert.match((await refused(recordPayment(at.finance, { ...wanted, amount: "1.00" }))).message, /another payment/);
  });

  it("is verified by somebody else above the limit, and by whoever recorded it below", async () => {
    const at = await house();
    await setApprovalRule(at.other, { act: "manual_payment", active: true, threshold: "200", currency: "USD" });
    const small = await recordPayment(at.finance, await paymentOf(at, { amount: "200.00" }));
    const large = await recordPayment(at.finance, await paymentOf(at, { amount: "200.01" }));
    const foreign = await recordPayment(at.finance, await paymentOf(at, { amount: "1.00", currency: "EUR" }));
    await verifyPayment(at.finance, small);
    for (const { id } of [large, foreign])
      assert.match((await refused(verifyPayment(at.finance, { id }))).message, /yourself/);
    assert.equal(await paymentState(large.id), "pending");
    await verifyPayment(at.other, { id: large.id });
    assert.equal(await paymentState(large.id), "verified");
    assert.equal((await refused(verifyPayment(at.other, { id: large.id }))).code, "P0S01");
  });

  it("verified by two at once is booked once", async () => {
    const at = await house();
    const { id } = await recordPayment(at.finance, await paymentOf(at));
    const tries = await Promise.allSettled([verifyPayment(at.finance, { id }), verifyPayment(at.other, { id })]);
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    assert.equal((await balances(at.org))["assets:clearing:zelle"], 23_800);
  });

  it("is split over several invoices, part of one stays open, and what is left stays the payer's", async () => {
    const at = await house();
    const [a, b, c] = [await invoice(at), await invoice(at), await invoice(at)];
    const id = await paid(at, { amount: "500.00", partyId: at.party });
    const targets = [
      { invoiceId: a.id, amount: "238.00" },
      { invoiceId: b.id, amount: "100.00" },
      { invoiceId: c.id, amount: "" },
    ];
    await allocatePayment(at.finance, { id, currency: "USD", targets });
    const states = await Promise.all([a, b, c].map(({ id }) => stateOf(id)));
    assert.deepEqual(
      states.map(({ state }) => state),
      ["paid", "partly_paid", "issued"],
    );
    assert.equal((await balances(at.org))[`liabilities:deposits:${at.party}`], -16_200);
    const more = (amount: string, invoiceId = b.id) =>
      refused(allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId, amount }] }));
    assert.match((await more("138.01")).message, /USD 138\.00 are open/, "more than is open");
    assert.match((await more("162.01", c.id)).message, /USD 162\.00 are left/, "more than is left");
    assert.equal((await more("1.00", a.id)).code, "P0S01", "an invoice that is paid");
    assert.deepEqual(await troubles(at), []);
  });

  it("matched by ten at once never pays more than there is", async () => {
    const at = await house();
    const invoices = await Promise.all(Array.from({ length: 10 }, () => invoice(at)));
    const id = await paid(at, { amount: "476.00" });
    const tries = await Promise.allSettled(
      invoices.map((due) =>
        allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: due.id, amount: "238.00" }] }),
      ),
    );
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 2);
    assert.deepEqual(await troubles(at), []);
  });

  it("in another currency pays no invoice", async () => {
    const at = await house();
    const { id: invoiceId } = await invoice(at);
    const id = await paid(at, { currency: "EUR" });
    const tried = await refused(
      allocatePayment(at.finance, { id, currency: "EUR", targets: [{ invoiceId, amount: "10.00" }] }),
    );
    assert.match(tried.message, /in EUR and INV-\d{4}-0001 in USD/);
    assert.equal(tried.field, "targets.0.amount");
  });

  it("rejected never reaches the books; reversed leaves them as they were, and its invoice open", async () => {
    const at = await house();
    const wrong = await recordPayment(at.finance, await paymentOf(at));
    await assert.rejects(rejectPayment(at.finance, { id: wrong.id, reason: "" }), { name: "ZodError" });
    await rejectPayment(at.finance, { id: wrong.id, reason: "Not on the statement" });
    assert.equal((await refused(verifyPayment(at.other, { id: wrong.id }))).code, "P0S01");
    const due = await invoice(at);
    const before = await balances(at.org);
    const id = await paid(at);
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: due.id, amount: "238.00" }] });
    await reversePayment(at.finance, { id, reason: "The cheque bounced" });
    assert.deepEqual(await balances(at.org), before);
    assert.deepEqual(await stateOf(due.id), { state: "issued", settled: 0, credited: 0 });
    assert.equal((await refused(reversePayment(at.finance, { id, reason: "Again, please" }))).code, "P0S01");
    assert.deepEqual(await troubles(at), []);
  });

  it("matched wrongly is taken back, and used for the right one", async () => {
    const at = await house();
    const [wrong, right] = [await invoice(at), await invoice(at)];
    const id = await paid(at);
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: wrong.id, amount: "238.00" }] });
    const [used] = await readAsTenant(at.finance, (tx) => allocationsOf(tx, id));
    await releaseAllocation(at.finance, { allocationId: used?.id, reason: "It was for the other one" });
    assert.equal((await stateOf(wrong.id)).state, "issued");
    assert.equal(
      (await refused(releaseAllocation(at.finance, { allocationId: used?.id, reason: "Twice" }))).code,
      "P0S01",
    );
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: right.id, amount: "238.00" }] });
    assert.equal((await stateOf(right.id)).state, "paid");
    assert.deepEqual(await troubles(at), []);
  });

  it("finds its invoice by number, amount and name, and says when the name is another's", async () => {
    const at = await house();
    const [first, second] = [await invoice(at), await invoice(at)];
    const id = await paid(at, {
      payer: "M. Lopez",
      reference: `thx! ${second.number.toLowerCase().replace("-", " ")}`,
    });
    const found = await readAsTenant(at.finance, (tx) => suggestionsFor(tx, id));
    assert.equal(found[0]?.number, second.number);
    assert.deepEqual(found[0]?.reasons, [
      `The reference names ${second.number}`,
      "Exactly what is open",
      "But paid in the name of M. Lopez",
    ]);
    const named = await paid(at, { amount: "238.00" });
    const byName = await readAsTenant(at.finance, (tx) => suggestionsFor(tx, named));
    assert.deepEqual(byName.map((one) => one.number).sort(), [first.number, second.number].sort());
    assert.ok(byName[0]?.reasons.includes("The payer's name is like theirs"));
  });

  it("cash goes into the drawer of its station; money out pays a vendor, a tax or a cost", async () => {
    const at = await house();
    const stationId = await given.station(at.org);
    await paid(at, { method: "cash", amount: "20.00", stationId });
    await paid(at, {
      direction: "out",
      method: "bank_transfer",
      amount: "5.00",
      payer: "Tax office",
      counterAccount: "liabilities:tax:de-vat",
    });
    const stands = await balances(at.org);
    assert.equal(stands[`assets:cash-drawer:${stationId}`], 2000);
    assert.deepEqual([stands["liabilities:tax:de-vat"], stands["assets:clearing:bank-transfer"]], [500, -500]);
    const nowhere = recordPayment(at.finance, await paymentOf(at, { direction: "out" }));
    assert.equal((await refused(nowhere)).field, "partyId");
    const equity = recordPayment(at.finance, await paymentOf(at, { counterAccount: "equity:opening" }));
    assert.equal((await refused(equity)).field, "counterAccount");
  });
});
