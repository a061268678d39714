import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given, platform } from "#db/given";
import { machines } from "#db/states";
import { closeDatabase } from "#db/tenant";
import { faults, house, order, refund, sell, uniqueKey } from "#lib/payments/books.given";
import {
  approve,
  cancel,
  configure,
  disputed,
  payingHouse,
  refused,
  request,
  settle,
  soldMinor,
  submit,
  today,
  usableAccount,
  wallet,
} from "#lib/payments/payouts/payouts.given";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("no payout reaches a state that the machine does not know, nor one without its postings", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 4 });
  const reach: Record<string, (id: string) => Promise<unknown>> = {
    draft: async () => {},
    approved: (id) => approve(approver, id),
    submitted: async (id) => [await approve(approver, id), await submit(org, id)],
    paid: async (id) => [await approve(approver, id), await submit(org, id), await settle(org, id, "paid")],
    returned: async (id) => [
      await approve(approver, id),
      await submit(org, id),
      await settle(org, id, "paid"),
      await settle(org, id, "returned"),
    ],
    failed: async (id) => [await approve(approver, id), await submit(org, id), await settle(org, id, "failed")],
    cancelled: (id) => cancel(asker, id),
  };
  const silent = new Set(["draft cancelled", "approved submitted"]);
  for (const [from, edges] of Object.entries(machines.payout.states)) {
    const { id } = await request(asker, { accountId, amountMinor: "100" });
    await reach[from]?.(id);
    for (const to of Object.keys(machines.payout.states)) {
      const forced = admin.query(
        "begin; update payments.payouts set state = '" +
          to +
          "' where id = '" +
          id +
          "'; set constraints all immediate; rollback",
      );
      if (!(to in edges)) await assert.rejects(forced, refused("P0S01", /cannot become/), `${from} → ${to}`);
      else if (silent.has(`${from} ${to}`)) await forced;
      else await assert.rejects(forced, /the books say otherwise|check constraint/, `${from} → ${to}`);
      await admin.query("rollback");
    }
  }
  assert.deepEqual(await faults(org), []);
});

test("postings of a payout without its state are refused at commit", async () => {
  const { org, asker, accountId } = await payingHouse();
  const { id } = await request(asker, { accountId, amountMinor: "100" });
  const book = await platform();
  const head = { kind: "payout", currency: "USD", effective_on: await today(org), key: uniqueKey() };
  const documents = [
    {
      ...head,
      organization_id: org.id,
      payout_id: id,
      lines: [
        { account: "assets:payouts-in-transit", amount_minor: 100 },
        { account: "assets:wallet", amount_minor: -100 },
      ],
    },
    {
      ...head,
      organization_id: book.id,
      lines: [
        { account: `liabilities:owed:${org.id}`, amount_minor: 100 },
        { account: `liabilities:payouts-in-transit:${org.id}`, amount_minor: -100 },
      ],
    },
  ];
  await assert.rejects(
    admin.query("select payments.post_group($1::jsonb)", [JSON.stringify(documents)]),
    /the books say otherwise/,
  );
  assert.equal((await wallet(org)).posted, soldMinor);
});

test("a reserve stays, a shortfall stays, and after a refund the rest is not enough any more", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  await configure(org, { reserve_minor: 500, reserve_ppm: 100_000, reserve_days: 30 });
  const kept = 500 + 855;
  assert.deepEqual(await wallet(org), {
    posted: soldMinor,
    shortfall: 0,
    requested: 0,
    reserve: kept,
    disputed: 0,
    transit: 0,
    available: soldMinor - kept,
  });
  const paid = await order(org);
  await sell(org, { order_id: paid });
  const { id, amountMinor } = await request(asker, { accountId });
  assert.equal(Number(amountMinor), soldMinor * 2 - 500 - 1710);
  await refund(org, paid, 10_000);
  await assert.rejects(approve(approver, id), refused("P0G01", /^Only USD .* of it is available now/));
  await cancel(approver, id);
  assert.equal((await approve(approver, (await request(asker, { accountId })).id)).state, "approved");
});

test("what buyers' banks dispute stays in the wallet until it is decided, and a payout names it", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const paid = await order(org);
  await sell(org, { order_id: paid });
  const waiting = await request(asker, { accountId });
  const dispute = await disputed(org, paid, 3_000);
  const { disputed: held, available, requested } = await wallet(org);
  assert.deepEqual([held, requested, available], [3_000, soldMinor * 2, 0]);
  await assert.rejects(approve(approver, waiting.id), refused("P0G01", /^Only USD 141\.00 of it is available now/));
  await cancel(approver, waiting.id);
  const { id, amountMinor } = await request(asker, { accountId });
  assert.equal(Number(amountMinor), soldMinor * 2 - 3_000);
  await assert.rejects(request(asker, { accountId }), refused("P0G01", /waits in other payouts/));
  await approve(approver, id);
  await assert.rejects(request(asker, { accountId }), refused("P0G01", /USD 30\.00 is held back for disputes/));
  const { rows } = await admin.query(
    "select disputed_minor::int as disputed, left_minor::int as rest from payments.payouts where id = $1",
    [id],
  );
  assert.deepEqual(rows, [{ disputed: 3_000, rest: 0 }]);
  await admin.query("update payments.disputes set state = 'won', closed_at = now() where id = $1", [dispute]);
  assert.equal((await wallet(org)).available, 3_000);
  assert.deepEqual(await faults(org), []);
});

test("a dispute over a sale of one's own processor holds nothing back at the platform", async () => {
  const { org } = await payingHouse();
  const paid = await order(org);
  await admin.query("update organizations.organizations set settlement = 'direct' where id = $1", [org.id]);
  await sell(org, { order_id: paid });
  await disputed(org, paid, 3_000);
  assert.equal((await wallet(org)).disputed, 0);
});

test("a payout that comes back has the alerts looked at", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const { id } = await request(asker, { accountId });
  await approve(approver, id);
  await submit(org, id);
  await settle(org, id, "paid");
  const looks = async () =>
    (
      await admin.query(
        "select count(*)::int as n from system.outbox where organization_id = $1 and topic = 'payments.check_alerts'",
        [org.id],
      )
    ).rows[0].n;
  assert.equal(await looks(), 0);
  await settle(org, id, "returned");
  assert.equal(await looks(), 1);
});

test("what an organization owes the platform is carried, explained and never paid out", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 0 });
  const paid = await order(org);
  await sell(org, { order_id: paid });
  await approve(approver, (await request(asker, { accountId })).id);
  await refund(org, paid, 10_000);
  const owing = await wallet(org);
  assert.equal(owing.posted, 0);
  assert.ok(owing.shortfall > 0);
  await assert.rejects(request(asker, { accountId }), refused("P0G01", /^Nothing is available in USD\.$/));
  await sell(org, { gross_minor: 100_000 });
  assert.equal((await wallet(org)).shortfall, 0);
  assert.deepEqual(await faults(org), []);
});

test("one person's payout is nothing to a house that collects by itself, nor to the platform", async () => {
  const direct = await house({ settlement: "direct" });
  const asker = await given.person("organizer", direct);
  await assert.rejects(
    request(asker, { accountId: await usableAccount(direct, asker) }),
    refused("P0G01", /keeps no money/),
  );
});

test("a day in a closed period, one to come, or one without a reason is refused when the bank's answer is entered", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const { id } = await request(asker, { accountId });
  await approve(approver, id);
  await submit(org, id);
  await admin.query("update payments.books set locked_through = payments.today($1) - 1 where organization_id = $1", [
    org.id,
  ]);
  await assert.rejects(settle(org, id, "paid", { on: "2026-01-02" }), refused("P0G01", /closed period/));
  await assert.rejects(settle(org, id, "paid", { on: "2999-01-01" }), refused("P0G01", /not one to come/));
  await assert.rejects(settle(org, id, "failed", { reason: " " }), refused("P0G01", /Say what the bank said/));
  await assert.rejects(settle(org, id, "returned"), refused("P0S01", /submitted and cannot become returned/));
  assert.equal((await settle(org, id, "paid")).state, "paid");
});
