import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { work } from "#lib/gateway/gateway.given";
import { refused } from "#lib/identity/people.given";
import { balances, platformAccount } from "#lib/payments/books.given";
import { allocatePayment, endRecurring, mailInvoice, repeatInvoice } from "#lib/payments/receivables/commands";
import { invoiceSecret } from "#lib/payments/receivables/link";
import {
  daysAgo,
  type House,
  house,
  invoice,
  paid,
  stateOf,
  today,
  troubles,
} from "#lib/payments/receivables/receivables.given";
import { settleInvoice } from "#lib/payments/receivables/visitor";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await admin.end();
  await closeDatabase();
});

const letters = async ({ org }: House) =>
  (
    await admin.query(
      "select payload -> 'data' ->> 'reminder' as reminder from system.outbox where organization_id = $1 and topic = 'messaging.send_email' order by id",
      [org.id],
    )
  ).rows.map((row) => row.reminder ?? "invoice");

/** A card payment of what is open, begun by whoever has the link. */
async function begin(at: House, invoiceId: string) {
  const { rows } = await admin.query("select payments.begin_card_payment($1) as begun", [invoiceSecret(invoiceId)]);
  const { id, amountMinor } = rows[0].begun as { id: string; amountMinor: string };
  const event = {
    ...{ id: `evt-${id}`, organizationId: at.org.id, orderId: id, paymentRef: `pay-${id}` },
    ...{ kind: "payment.succeeded" as const, amountMinor: BigInt(amountMinor), currency: "USD", feeMinor: 358n },
  };
  const settle = (changes: object = {}) =>
    asWorker(at.org.id, (tx) => settleInvoice(tx, "test", { ...event, ...changes }));
  return { id, amountMinor, settle };
}

describe("an invoice paid by card", () => {
  it("is paid once, however often and in whatever order the gateway says so, in both books", async () => {
    const at = await house();
    const due = await invoice(at);
    const payment = await begin(at, due.id);
    assert.equal((await begin(at, due.id)).id, payment.id, "an unfinished attempt is used again");
    const failed = { kind: "payment.failed" as const, reason: "Declined" };
    assert.equal(await payment.settle(failed), true);
    await Promise.all(Array.from({ length: 5 }, () => payment.settle()));
    await payment.settle(failed);
    assert.deepEqual(await stateOf(due.id), { state: "paid", settled: 23_800, credited: 0 });
    const stands = await balances(at.org);
    assert.deepEqual([stands["assets:wallet"], stands["expenses:processing-fees"]], [23_442, 358]);
    assert.equal(await platformAccount(at.org, "liabilities:owed"), -23_442);
    assert.deepEqual(await troubles(at), []);
  });

  it("when somebody transferred it meanwhile is the customer's credit; another amount is refused; an order is not ours", async () => {
    const at = await house();
    const due = await invoice(at);
    const payment = await begin(at, due.id);
    assert.match((await refused(payment.settle({ amountMinor: 1n }))).message, /asked for/);
    assert.equal(await payment.settle({ orderId: crypto.randomUUID() }), false);
    const id = await paid(at);
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: due.id, amount: "238.00" }] });
    await payment.settle();
    assert.equal((await balances(at.org))[`liabilities:deposits:${at.party}`], -23_800);
    assert.deepEqual(await troubles(at), []);
    const over = admin.query("select payments.begin_card_payment($1)", [invoiceSecret(due.id)]);
    assert.equal((await refused(over)).code, "P0S01");
    const nobody = admin.query("select payments.begin_card_payment($1)", ["nobody-has-this-secret-at-all-12345"]);
    assert.equal((await refused(nobody)).code, "P0002");
  });
});

describe("reminders", () => {
  it("go out once each, the latest that fits, and none for what is paid or was never sent", async () => {
    const at = await house();
    const [late, unsent, settled] = [
      await invoice(at, {}, await daysAgo(at.org, 22)),
      await invoice(at, {}, await daysAgo(at.org, 22)),
      await invoice(at, {}, await daysAgo(at.org, 22)),
    ];
    for (const { id } of [late, settled]) await mailInvoice(at.finance, { id });
    const id = await paid(at);
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: settled.id, amount: "238.00" }] });
    const remind = async () => {
      await admin.query("select payments.remind()");
      await work(at.org.id);
      return letters(at);
    };
    assert.deepEqual(await remind(), ["invoice", "invoice", "after_7"]);
    assert.deepEqual(await remind(), ["invoice", "invoice", "after_7"], "once");
    await admin.query(
      "update payments.invoices set issued_on = issued_on - 23, due_on = due_on - 23 where id = any ($1)",
      [[late.id, unsent.id]],
    );
    assert.deepEqual(await remind(), ["invoice", "invoice", "after_7", "after_30"], "two weeks late was skipped");
  });
});

describe("what a contract repeats", () => {
  it("is made, issued and sent on its day, on the 31st again after a short month, and ends", async () => {
    const at = await house();
    const first = await invoice(at);
    const { id } = await repeatInvoice(at.finance, {
      ...{ invoiceId: first.id, contract: "Season lease 7", every: "month", startsOn: await today(at.org) },
    });
    const raise = async () => {
      await admin.query("select payments.find_recurring()");
      await work(at.org.id);
    };
    await raise();
    await raise();
    const made = async () =>
      (
        await admin.query("select state, sent_at is not null as sent from payments.invoices where recurring_id = $1", [
          id,
        ])
      ).rows;
    assert.deepEqual(await made(), [{ state: "issued", sent: true }]);
    await admin.query(
      "update payments.recurring_invoices set starts_on = '2025-08-31', made = 0, next_on = '2025-08-31', ends_on = '2025-11-15' where id = $1",
      [id],
    );
    const next: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await raise();
      const { rows } = await admin.query(
        "select next_on::text as day, active from payments.recurring_invoices where id = $1",
        [id],
      );
      next.push(`${rows[0].day} ${rows[0].active}`);
    }
    assert.deepEqual(next, ["2025-09-30 true", "2025-10-31 true", "2025-11-30 false", "2025-11-30 false"]);
    assert.equal((await made()).length, 4);
    assert.equal((await refused(endRecurring(at.finance, { id }))).code, "P0S01");
    assert.deepEqual(await troubles(at), []);
  });
});
