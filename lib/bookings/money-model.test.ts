import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { at, booked } from "#lib/bookings/bookings.given";
import { cancelBooking, stepBooking } from "#lib/bookings/commands/bookings";
import { refundBooking } from "#lib/bookings/commands/money";
import { byHand, card, due, figures, match, returned, type Till, till, troubles } from "#lib/bookings/money.given";
import { releaseAllocation } from "#lib/payments/receivables/commands";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

type Step = { act: string; cents: number };
const acts = ["card", "balance", "again", "hand", "release", "refund", "byHand", "fail", "succeed"] as const;
const states = ["confirmed", "in_progress", "completed", "cancelled", "no_show"] as const;
const anyStep = fc.record({
  act: fc.constantFrom(...acts, ...states, "card", "hand"),
  cents: fc.integer({ min: 1, max: 70_000 }),
});

/** Do one step; a refusal in words is as good as a success, because what is refused must leave the books alone. */
async function take(house: Till, bookingId: string, { act, cents }: Step, open: Awaited<ReturnType<typeof card>>[]) {
  const amount = (cents / 100).toFixed(2);
  const row = async (text: string) => (await admin.query(text, [bookingId])).rows[0]?.id as string | undefined;
  const refund = { key: crypto.randomUUID(), bookingId, amount, currency: "USD", reason: "Any reason" };
  switch (act) {
    case "card":
    case "balance": {
      const payment = await card(house, bookingId, act === "card" ? "deposit" : "balance");
      open.push(payment);
      return cents % 3 === 0 ? undefined : payment.settle();
    }
    case "again":
      return open.at(-1)?.settle();
    case "hand":
      return match(house, await byHand(house, bookingId, amount), [bookingId, amount]);
    case "release": {
      const id = await row(
        "select id from payments.allocations where booking_id = $1 and kind = 'payment' order by random() limit 1",
      );
      return id && releaseAllocation(house.other, { allocationId: id, reason: "Taken back" });
    }
    case "refund":
      return refundBooking(house.finance, refund);
    case "byHand":
      return refundBooking(house.finance, { ...refund, method: "zelle" });
    case "fail":
    case "succeed": {
      const id = await row(
        "select id from bookings.refunds where booking_id = $1 and card_payment_id is not null order by random() limit 1",
      );
      return id && returned(house, id, act === "fail" ? "Closed" : undefined);
    }
    case "cancelled":
    case "no_show":
      return cancelBooking(house.manager, { bookingId, reason: "Any reason", noShow: act === "no_show" });
    default:
      return stepBooking(house.manager, { bookingId, to: act });
  }
}

for (const terms of [
  { settlement: "platform", revenue_recognised: "after_event" },
  { settlement: "direct", revenue_recognised: "on_sale" },
]) {
  test(`whatever happens to a booking, its figures are what the books say and nothing is negative (${Object.values(terms).join(", ")})`, async () => {
    const house = await till(terms);
    let [done, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14 }), fc.boolean(), async (steps, today) => {
        const bookingId = today
          ? await due(house, { startsAt: at(house.org, 0, "00:30") }).catch(async () => (await booked(house)).bookingId)
          : (await booked(house, { startsAt: at(house.org, 2, "20:00") })).bookingId;
        const open: Awaited<ReturnType<typeof card>>[] = [];
        for (const step of steps) {
          await take(house, bookingId, step, open).then(
            () => {
              done += 1;
            },
            (error: unknown) => {
              const words = error instanceof Error && error.cause instanceof Error ? error.cause : error;
              const { code } = words as { code?: string };
              assert.match(String(code), /^(P0G01|P0S01|P0002)$/, `${JSON.stringify(step)}: ${String(words)}`);
              refused += 1;
            },
          );
          const [paid = 0, back = 0, earned = 0] = await figures(bookingId);
          assert.ok(paid >= back && back >= 0 && earned >= 0, `${step.act}: ${paid} ${back} ${earned}`);
        }
        assert.deepEqual(await troubles(house), [], JSON.stringify(steps));
        // The next run wants the same chef at the same time.
        await admin.query("update bookings.booking_resources set active = false where booking_id = $1", [bookingId]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
    const { rows } = await admin.query(
      `select detail from analytics.integrity_of($1) where "check" = 'rollups.bookings' and not ok`,
      [house.org.id],
    );
    assert.deepEqual(rows, [], "what was noted of each step adds up to what the bookings say");
    assert.ok(done > 20 && refused > 5, `${done} done, ${refused} refused`);
  });
}
