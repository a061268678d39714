import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, platform } from "#db/given";
import { type Actor, asTenant, asWorker, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import {
  allocatePayment,
  creditInvoice,
  recordPayment,
  reversePayment,
  verifyPayment,
} from "#lib/payments/receivables/commands";
import { invoiceSecret } from "#lib/payments/receivables/link";
import { issueOrderInvoice } from "#lib/sponsorship/commands/invoices";
import { fundFromPayment, lockFunds } from "#lib/sponsorship/commands/orders";
import { orderFacts } from "#lib/sponsorship/queries/order";
import {
  agreed,
  balances,
  delivered,
  milestonesOf,
  orderOf,
  paidByCard,
  refunded,
  released,
  type Stage,
  stage,
  troubles,
} from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const invoiceOf = async (orderId: string): Promise<string | null> =>
  (await admin.query("select invoice_id from sponsorship.sponsorship_orders where id = $1", [orderId])).rows[0]
    .invoice_id;
/** A transfer of the sponsor's that somebody else verified. */
async function transfer(at: Stage, amount: string): Promise<string> {
  const { id } = await recordPayment(at.finance, {
    key: randomUUID(),
    method: "bank_transfer",
    amount,
    currency: at.org.currency,
    payer: "Harbour Brewery",
    reference: "SP-0001",
    receivedOn: new Date().toISOString().slice(0, 10),
  });
  await verifyPayment(at.finance, { id });
  return id;
}
async function pay(at: Stage, invoiceId: string, amount: string): Promise<string> {
  const payment = await transfer(at, amount);
  const targets = [{ invoiceId, amount }];
  await allocatePayment(at.finance, { id: payment, currency: at.org.currency, targets });
  return payment;
}
const attach = (who: Actor, orderId: string, invoiceId: string) =>
  asTenant(who, (tx) => tx.execute(sql`select sponsorship.attach_invoice(${orderId}::uuid, ${invoiceId}::uuid)`));
/** An issued invoice of one deposit line that pays no order yet. */
async function loose(at: Stage, amountMinor: number, currency = at.org.currency, account = "deposits") {
  const id = randomUUID();
  await admin.query(
    `with p as (insert into payments.parties (organization_id, kind, name, country) values ($1, 'customer', $2::text, 'US') returning id),
       d as (select payments.write_draft($1, jsonb_build_object('id', $2::text, 'secret', $2::text, 'kind', 'invoice', 'partyId', p.id, 'currency', $3::text, 'country', 'US',
         'lines', jsonb_build_array(jsonb_build_object('description', 'Sponsoring', 'quantityMillis', 1000, 'unitPriceMinor', $4::bigint, 'account', 'income:sponsorship', 'taxed', false))), null) from p)
     select * from d`,
    [at.org.id, id, currency, amountMinor],
  );
  if (account === "deposits")
    await admin.query(
      "update payments.invoice_lines l set account = 'liabilities:deposits:' || i.party_id from payments.invoices i where i.id = l.invoice_id and i.id = $1",
      [id],
    );
  await admin.query("select payments.issue_for($1, $2, null)", [at.org.id, id]);
  return id;
}

/** Whoever has the invoice's link pays it by card; answers what the gateway calls the payment. */
async function payByCard(at: Stage, invoiceId: string): Promise<string> {
  const begun = await admin.query("select payments.begin_card_payment($1) as c", [invoiceSecret(invoiceId)]);
  const { id, amountMinor, currency } = begun.rows[0].c;
  const p = { organization_id: at.org.id, reference: id, gateway: "test", payment_ref: `pay-${id}` };
  const news = { ...p, amount_minor: amountMinor, currency, processing_fee_minor: "1425" };
  for (const _ of ["once", "and again"])
    await asWorker(at.org.id, (tx) =>
      tx.execute(sql`select payments.settle_card_payment(${JSON.stringify(news)}::jsonb)`),
    );
  return id;
}

describe("an order that is paid by invoice", () => {
  for (const own of [false, true])
    it(`is held when the invoice is paid, and returned when that bounces: ${own ? "with a book of the sponsor's own" : "without one"}`, async () => {
      const at = await stage({ own });
      const id = await agreed(at);
      const { invoiceId, number } = await issueOrderInvoice(at.finance, { id });
      const facts = await asTenant(at.sponsor, (tx) => orderFacts(tx, id));
      assert.deepEqual([facts?.invoice?.number, facts?.invoice?.openMinor], [number, 100_000n]);
      assert.deepEqual((await orderOf(id)).state, "pending");
      const income = async () => (await balances(at.org))["income:sponsorship"];
      assert.equal(await income(), undefined, "an invoice of held funds is no income");
      const part = await pay(at, invoiceId, "400.00");
      assert.equal((await orderOf(id)).state, "pending", "held whole or not at all");
      await pay(at, invoiceId, "600.00");
      assert.deepEqual([(await orderOf(id)).state, (await orderOf(id)).held], ["funded", 100_000]);
      assert.equal((await balances(at.org))[`liabilities:held:${id}`], -100_000);
      assert.equal(await income(), undefined);
      assert.deepEqual(await troubles(at), []);
      await reversePayment(at.finance, { id: part, reason: "The bank returned it" });
      assert.equal((await orderOf(id)).state, "refunded");
      assert.deepEqual(await troubles(at), []);
    });

  it("goes back by transfer when it is refunded", async () => {
    const at = await stage();
    const id = await agreed(at);
    const { invoiceId } = await issueOrderInvoice(at.finance, { id });
    await pay(at, invoiceId, "1000.00");
    await refunded(at, id, "250.00");
    assert.equal((await balances(at.org))["liabilities:refunds-in-transit"], -25_000);
    assert.deepEqual(await troubles(at), []);
  });

  for (const bearer of ["platform", "organization"] as const)
    it(`is held by the platform when the invoice is paid by card, released and returned as if the order had been: the ${bearer} bears the processor's fee`, async () => {
      const at = await stage({ own: true, bearer, feePpm: 50_000 });
      const id = await agreed(at);
      const { invoiceId } = await issueOrderInvoice(at.finance, { id });
      const reference = await payByCard(at, invoiceId);
      assert.deepEqual([(await orderOf(id)).state, (await orderOf(id)).held], ["funded", 100_000]);
      assert.deepEqual(await balances(at.org), {}, "nothing of it is the organizer's");
      assert.equal((await balances(await platform()))[`liabilities:held:${id}`], -100_000);
      assert.deepEqual(await troubles(at), []);
      const other = await agreed(at);
      await paidByCard(at, other);
      for (const order of [id, other]) {
        await lockFunds(at.organizer, { id: order });
        const [one] = await milestonesOf(order);
        if (!one) throw new Error("No milestones.");
        await delivered(at, one.deliverable);
        const before = (await balances(at.org))["assets:wallet"] ?? 0;
        await released(at, order, one.id);
        const kept = bearer === "platform" ? 38_000 : 37_430;
        assert.equal(((await balances(at.org))["assets:wallet"] ?? 0) - before, kept, "however it came");
      }
      await refunded(at, id, "100.00");
      const { rows } = await admin.query(
        "select f.id, f.payment_ref as ref from sponsorship.sponsor_refunds r join sponsorship.fundings f on f.id = r.funding_id where r.order_id = $1",
        [id],
      );
      assert.deepEqual(rows, [{ id: reference, ref: `pay-${reference}` }], "the processor knows it by this name");
      assert.deepEqual(await troubles(at), []);
    });

  it("is paid by card whole or not at all", async () => {
    const at = await stage();
    const id = await agreed(at);
    const { invoiceId } = await issueOrderInvoice(at.finance, { id });
    await pay(at, invoiceId, "400.00");
    await assert.rejects(payByCard(at, invoiceId), /A part of this was paid by bank transfer/);
    await pay(at, invoiceId, "600.00");
    assert.equal((await orderOf(id)).state, "funded");
  });

  it("has one invoice at a time; a credited one makes room for the next, and the sponsor's party is kept", async () => {
    const at = await stage();
    const id = await agreed(at);
    const first = await issueOrderInvoice(at.finance, { id });
    assert.match((await refused(issueOrderInvoice(at.finance, { id }))).message, /has an invoice already/);
    await creditInvoice(at.finance, {
      invoiceId: first.invoiceId,
      id: randomUUID(),
      currency: at.org.currency,
      reason: "Wrong address",
    });
    assert.equal(await invoiceOf(id), null);
    const next = await issueOrderInvoice(at.finance, { id });
    assert.equal(await invoiceOf(id), next.invoiceId);
    const { rows } = await admin.query("select distinct party_id as party from payments.invoices where id = any ($1)", [
      [first.invoiceId, next.invoiceId],
    ]);
    assert.equal(rows.length, 1);
    assert.deepEqual(await troubles(at), []);
  });

  it("is not invoiced once it is paid or cancelled, by another house, or by who may not", async () => {
    const [at, other] = [await stage(), await stage()];
    const id = await agreed(at);
    assert.equal((await refused(issueOrderInvoice(other.finance, { id }))).code, "P0002");
    assert.equal((await refused(issueOrderInvoice(at.sponsor, { id }))).code, "forbidden");
    await paidByCard(at, id);
    assert.equal((await refused(issueOrderInvoice(at.finance, { id }))).code, "P0S01");
    const open = await agreed(at);
    const { invoiceId } = await issueOrderInvoice(at.finance, { id: open });
    assert.match((await refused(paidByCard(at, open))).message, /Pay that one/);
    const paymentId = await transfer(at, "1000.00");
    assert.match((await refused(fundFromPayment(at.finance, { id: open, paymentId }))).message, /for that one/);
    await pay(at, invoiceId, "1000.00");
    assert.equal((await orderOf(open)).state, "funded");
  });

  it("takes no invoice of another amount, currency, order or house, none that is income, and none that is paid", async () => {
    const [at, other] = [await stage(), await stage()];
    const [id, second] = [await agreed(at), await agreed(at)];
    const no = async (invoice: string, words: RegExp) =>
      assert.match((await refused(attach(at.finance, id, invoice))).message, words);
    await no(await loose(at, 99_999), /paid whole/);
    await no(randomUUID(), /not here/);
    await no(await loose(at, 100_000, "EUR"), /and invoice .* in EUR/);
    await no(await loose(at, 100_000, at.org.currency, "income"), /counts as income/);
    await no(await loose(other, 100_000), /not here/);
    const { invoiceId } = await issueOrderInvoice(at.finance, { id: second });
    await no(invoiceId, /pays another order/);
    const paid = await loose(at, 100_000);
    await pay(at, paid, "1000.00");
    await no(paid, /is paid/);
    assert.equal((await refused(attach(at.sponsor, id, await loose(at, 100_000)))).code, "42501");
    const right = await loose(at, 100_000);
    await attach(at.finance, id, right);
    assert.equal(await invoiceOf(id), right);
    await pay(at, right, "1000.00");
    assert.equal((await orderOf(id)).state, "funded");
  });
});
