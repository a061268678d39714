import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { lockFunds, openDispute, withdrawDispute } from "#lib/sponsorship/commands/orders";
import { Model } from "#lib/sponsorship/model.given";
import {
  agreed,
  balances,
  delivered,
  heldInBooks,
  milestonesOf,
  orderOf,
  paidByCard,
  refunded,
  released,
  type Stage,
  split,
  stage,
  troubles,
} from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const cents = fc.oneof(
  fc.integer({ min: 1, max: 60_000 }),
  fc.constantFrom(1, 40_000, 60_000),
  fc.constantFrom(40_000, 60_000, 100_000),
);
const act = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom({ do: "pay" as const }, { do: "lock" as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("deliver" as const), m: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("release" as const), m: fc.nat(1), x: cents }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("refund" as const, "return" as const, "disagree" as const), x: cents }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "withdraw" as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("split" as const), r: fc.nat(40_000), f: fc.nat(30_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("bank" as const), x: cents }) },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

test("any acts in any order leave state, figures and both books in agreement, and are refused exactly when a small model refuses them", async () => {
  const count = { done: 0, refused: 0, states: new Set<string>() };
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 6, maxLength: 16 }),
      fc.record({
        feePpm: fc.constantFrom(0, 25_000, 33_333),
        bearer: fc.constantFrom("platform" as const, "organization" as const),
        tax: fc.constantFrom("0", "19"),
      }),
      async (acts, { feePpm, bearer, tax }) => {
        const at = await stage({ own: true, feePpm, bearer });
        const id = await agreed(at, { taxPercent: tax, taxCode: "de-vat" });
        const parts = await milestonesOf(id);
        const model = new Model();
        for (const one of [{ do: "pay" as const }, { do: "lock" as const }, ...acts]) {
          const expected = told(model, one);
          const done = await played(at, id, parts, one).then(
            () => true,
            (error: Error) => known(error),
          );
          assert.equal(done, expected, JSON.stringify(one));
          count[done ? "done" : "refused"] += 1;
          const { state, held, frozen, released: out, refunded: back, returned } = await orderOf(id);
          assert.deepEqual(
            { state, held, frozen, released: out, refunded: back, returned },
            {
              state: model.state,
              held: model.held,
              frozen: model.frozen,
              released: model.released,
              refunded: model.refunded,
              returned: model.returned,
            },
          );
          assert.equal(await heldInBooks(id), model.held);
          count.states.add(state);
        }
        const spent = await balances(at.sponsorOrg as never);
        assert.equal(spent[`assets:prepaid:${id}`] ?? 0, model.held, "the sponsor's book is the mirror");
        assert.equal(spent["expenses:sponsorship"] ?? 0, model.released - model.returned);
        const own = await balances(at.org);
        const sum = Object.values(own).reduce((total, one) => total + one, 0);
        assert.equal(sum, 0);
        const kept = model.released - model.returned;
        const taxed = tax === "0" ? 0 : Math.round((kept * 15_966) / 100_000);
        assert.equal(0 - (own["income:sponsorship"] ?? 0), kept - taxed, "income is what was kept, less its tax");
        assert.equal(own["expenses:platform-fees"] ?? 0, Math.round(((kept - taxed) * feePpm) / 1e6));
        assert.deepEqual(await troubles(at), []);
      },
    ),
    { numRuns: 24, seed: 20_262, endOnFailure: true },
  );
  assert.ok(count.done > 60 && count.refused > 40, `${count.done} done, ${count.refused} refused`);
  assert.ok(
    ["locked", "disputed", "released", "refunded"].every((state) => count.states.has(state)),
    [...count.states].join(" "),
  );
});

function told(model: Model, one: Act): boolean {
  switch (one.do) {
    case "pay":
      return model.pay();
    case "lock":
      return model.lock();
    case "deliver":
      return model.deliver(one.m);
    case "release":
      return model.release(one.m, one.x);
    case "refund":
      return model.refund(one.x);
    case "return":
      return model.giveBack(one.x);
    case "disagree":
      return model.disagree(one.x);
    case "withdraw":
      return model.withdraw();
    case "split":
      return model.split(one.r, one.f);
    case "bank":
      return model.bank(one.x);
  }
}

const major = (x: number) => (x / 100).toFixed(2);
async function played(
  at: Stage,
  id: string,
  parts: Awaited<ReturnType<typeof milestonesOf>>,
  one: Act,
): Promise<unknown> {
  const part = "m" in one ? parts[one.m] : undefined;
  const dispute = async () =>
    (await admin.query("select id from sponsorship.sponsor_disputes where order_id = $1 and state = 'open'", [id]))
      .rows[0]?.id ?? id;
  switch (one.do) {
    case "pay":
      return paidByCard(at, id);
    case "lock":
      return lockFunds(at.organizer, { id });
    case "deliver":
      return delivered(at, part?.deliverable ?? "");
    case "release":
      return released(at, id, part?.id ?? "", major(one.x));
    case "refund":
      return refunded(at, id, major(one.x));
    case "return":
      return refunded(at, id, major(one.x), "released");
    case "disagree":
      if ((await dispute()) !== id) throw Object.assign(new Error("one dispute at a time, here"), { code: "P0S01" });
      return openDispute(at.sponsor, { id, currency: "USD", amount: major(one.x), reason: "Not as agreed." });
    case "withdraw":
      return withdrawDispute(at.sponsor, { id: await dispute(), reason: "It was corrected." });
    case "split":
      return split(at, id, await dispute(), major(one.r), major(one.f));
    case "bank":
      return chargedBack(at, id, one.x);
  }
}

async function chargedBack(at: Stage, id: string, amount: number) {
  const { rows } = await admin.query(
    "select f.id, f.payment_ref, (select count(*)::int from sponsorship.chargebacks c where c.order_id = f.order_id) as before from sponsorship.fundings f where f.order_id = $1 and f.state = 'succeeded'",
    [id],
  );
  if (!rows[0] || rows[0].before > 0) throw Object.assign(new Error("one at a time, here"), { code: "P0S01" });
  const p = {
    organization_id: at.org.id,
    order_id: rows[0].id,
    payment_ref: rows[0].payment_ref,
    gateway: "test",
    provider_id: id,
    state: "open",
    amount_minor: amount,
    fee_minor: 1500,
    currency: "USD",
  };
  await asWorker(at.org.id, (tx) => tx.execute(sql`select sponsorship.chargeback_news(${JSON.stringify(p)}::jsonb)`));
}

/** A refusal in the product's words; anything else is a fault. */
function known(error: Error): false {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    if ("code" in one && ["P0G01", "P0S01", "P0002", "invalid"].includes(String(one.code))) return false;
  }
  throw error;
}
