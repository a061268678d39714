import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { recordPayment, reversePayment, verifyPayment } from "#lib/payments/receivables/commands";
import { fundFromPayment, openDispute, refundSentByHand, withdrawDispute } from "#lib/sponsorship/commands/orders";
import {
  agreed,
  balances,
  delivered,
  locked,
  milestonesOf,
  orderOf,
  paidByCard,
  refunded,
  released,
  type Stage,
  settle,
  stage,
  troubles,
} from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("money of a sponsor", () => {
  it("comes by bank transfer out of a verified payment, and is gone again when that bounces", async () => {
    const at = await stage();
    const id = await agreed(at);
    const payment = await transfer(at, "1200.00");
    await fundFromPayment(at.finance, { id, paymentId: payment });
    const book = await balances(at.org);
    assert.deepEqual([book[`liabilities:held:${id}`], book["liabilities:deposits"]], [-100_000, -20_000]);
    await reversePayment(at.finance, { id: payment, reason: "The bank returned it" });
    assert.deepEqual((await orderOf(id)).state, "refunded");
    assert.deepEqual(await balances(at.org), {});
    assert.deepEqual(await troubles(at), []);
  });

  it("that came by transfer goes back by transfer, when somebody says that it was sent", async () => {
    const at = await stage();
    const id = await agreed(at);
    await fundFromPayment(at.finance, { id, paymentId: await transfer(at, "1000.00") });
    await refunded(at, id, "1000.00");
    assert.equal((await balances(at.org))["liabilities:refunds-in-transit"], -100_000);
    const refund = (await admin.query("select id from sponsorship.sponsor_refunds where order_id = $1", [id])).rows[0]
      .id;
    await refundSentByHand(at.finance, { id: refund });
    assert.equal((await balances(at.org))["liabilities:refunds-in-transit"], undefined);
    assert.equal((await refused(refundSentByHand(at.finance, { id: refund }))).code, "P0S01");
    assert.deepEqual(await troubles(at), []);
  });

  it("taken back by the sponsor's bank is frozen, returns when it is won, and has left when it is lost", async () => {
    for (const outcome of ["won", "lost"] as const) {
      const at = await stage({ own: true, feePpm: 0 });
      const id = await locked(at);
      const [one] = await milestonesOf(id);
      if (!one) throw new Error("No milestones.");
      await delivered(at, one.deliverable);
      await released(at, id, one.id);
      const news = async (state: string) => {
        const { rows } = await admin.query("select id, payment_ref from sponsorship.fundings where order_id = $1", [
          id,
        ]);
        const p = {
          organization_id: at.org.id,
          order_id: rows[0].id,
          payment_ref: rows[0].payment_ref,
          gateway: "test",
          provider_id: `dp-${id}`,
          state,
          amount_minor: "100000",
          fee_minor: "1500",
          currency: "USD",
          reason: "fraudulent",
        };
        return asWorker(at.org.id, (tx) =>
          tx.execute<{ ours: boolean }>(sql`select sponsorship.chargeback_news(${JSON.stringify(p)}::jsonb) as ours`),
        );
      };
      assert.equal((await news("open")).rows[0]?.ours, true);
      await news("open");
      assert.deepEqual(await orderOf(id), {
        state: "disputed",
        held: 60_000,
        frozen: 60_000,
        released: 40_000,
        refunded: 0,
        returned: 0,
      });
      await news(outcome);
      await news(outcome);
      assert.deepEqual(
        await orderOf(id),
        outcome === "won"
          ? { state: "locked", held: 60_000, frozen: 0, released: 40_000, refunded: 0, returned: 0 }
          : { state: "released", held: 0, frozen: 0, released: 40_000, refunded: 60_000, returned: 40_000 },
      );
      assert.deepEqual(await troubles(at), []);
    }
  });

  it("of a dispute that is withdrawn is held as before", async () => {
    const at = await stage();
    const id = await locked(at);
    const { id: dispute } = await openDispute(at.sponsor, {
      id,
      currency: "USD",
      amount: "1.00",
      reason: "A misprint.",
    });
    assert.equal(
      (await refused(withdrawDispute(at.organizer, { id: dispute, reason: "Not ours to take back" }))).code,
      "P0G01",
    );
    await withdrawDispute(at.sponsor, { id: dispute, reason: "It was corrected." });
    assert.deepEqual(await orderOf(id), {
      state: "locked",
      held: 100_000,
      frozen: 0,
      released: 0,
      refunded: 0,
      returned: 0,
    });
  });

  it("in another currency or of another amount than was agreed is not taken", async () => {
    const at = await stage();
    const id = await agreed(at);
    const begin = paidByCard(at, id, { currency: "EUR" });
    assert.equal((await refused(begin)).code, "P0G01");
    assert.equal((await refused(paidByCard(at, id, { amount_minor: "99999" }))).code, "P0G01");
    assert.equal(
      await settle(at, { reference: (await given.organization()).id, amount_minor: "1", currency: "USD" }),
      false,
    );
    await paidByCard(at, id);
    assert.equal((await orderOf(id)).state, "funded");
    const euros = await agreed(at);
    const payment = await transfer(at, "1000.00", "EUR");
    assert.equal((await refused(fundFromPayment(at.finance, { id: euros, paymentId: payment }))).field, "payment");
  });
});

async function transfer(at: Stage, amount: string, currency = at.org.currency): Promise<string> {
  const { rows } = await admin.query("select payments.today($1)::text as day", [at.org.id]);
  const { id } = await recordPayment(at.finance, {
    key: crypto.randomUUID(),
    method: "bank_transfer",
    amount,
    currency,
    payer: "Harbour Brewery GmbH",
    receivedOn: rows[0].day,
  });
  await verifyPayment(at.finance, { id });
  return id;
}
