import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { rolledBack, uniqueKey } from "#lib/payments/books.given";
import { postJournalEntry } from "#lib/payments/commands";
import { askRefund, cancelOrder, lockFunds, openDispute } from "#lib/sponsorship/commands/orders";
import { agreed, locked, type Stage, stage, troubles, wanted } from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("state and entries", () => {
  it("cannot part: neither by changing the order, nor by posting to its account, nor by writing its history", async () => {
    const at = await stage({ settlement: "direct" });
    const id = await locked(at);
    const touch = (text: string) =>
      rolledBack(async (client) => {
        await client.query(text, [id]);
        await client.query("set constraints all immediate");
      });
    const ways = [
      "update sponsorship.sponsorship_orders set state = 'released', released_minor = 100000 where id = $1",
      "update sponsorship.sponsorship_orders set released_minor = 5000 where id = $1",
      "update sponsorship.sponsorship_orders set state = 'refunded', refunded_minor = 100000 where id = $1",
      `insert into sponsorship.held_movements (organization_id, order_id, sponsor_id, kind, key, delta_minor, amount_minor, held_minor, currency, from_state, to_state, group_id)
       select organization_id, id, sponsor_id, 'released', 'x', -5, 5, 99995, currency, 'locked', 'locked', system.uuid7() from sponsorship.sponsorship_orders where id = $1`,
    ];
    for (const way of ways) await assert.rejects(touch(way), { code: "P0G01" }, way);
    await assert.rejects(touch("update sponsorship.sponsorship_orders set state = 'released' where id = $1"), {
      code: "23514",
    });
    await assert.rejects(touch("update sponsorship.sponsorship_orders set funded_minor = 0 where id = $1"));
    await touch("update sponsorship.sponsorship_orders set invoice_id = null where id = $1");
    const entry = (account: string, amount = 500n) =>
      postJournalEntry(at.finance, {
        key: uniqueKey(),
        effectiveOn: "2030-01-01",
        currency: "USD",
        memo: "By hand",
        lines: [
          { account, amountMinor: amount },
          { account: "income:other", amountMinor: -amount },
        ],
      });
    assert.match((await refused(entry(`liabilities:held:${id}`))).message, /move only with their order/);
    await entry("assets:bank:main");
    const nobody = `liabilities:held:${at.eventId}`;
    assert.match((await refused(entry(nobody, -500n))).message, /there is none of that id/);
    assert.deepEqual(await troubles(at), []);
  });

  it("follow the table: a row begins as pending, and no state is left that the table ends", async () => {
    const at = await stage();
    const id = await agreed(at);
    for (const state of ["funded", "locked", "released", "refunded", "disputed"])
      await assert.rejects(
        rolledBack((client) =>
          client.query(`update sponsorship.sponsorship_orders set state = '${state}' where id = $1`, [id]),
        ),
      );
    await cancelOrder(at.sponsor, { id, reason: "Not this year" });
    await assert.rejects(
      rolledBack((client) =>
        client.query("update sponsorship.sponsorship_orders set state = 'pending' where id = $1", [id]),
      ),
      { code: "P0S01" },
    );
  });
});

describe("two organizations", () => {
  it("never see each other's talks, orders or money; the sponsor's organization sees exactly its own side", async () => {
    const [ours, theirs] = [await stage({ own: true }), await stage({ own: true })];
    const [a, b] = [await locked(ours), await locked(theirs)];
    const tables = [
      "sponsors",
      "proposal_threads",
      "proposal_versions",
      "sponsorship_orders",
      "milestones",
      "deliverables",
      "fundings",
      "held_movements",
    ];
    const seen = async (at: Stage, who: keyof Pick<Stage, "organizer" | "sponsor" | "finance">) =>
      asTenant(at[who], async (tx) => {
        const counts: number[] = [];
        for (const table of tables) {
          const { rows } = await tx.execute<{ mine: number; all: number }>(
            sql`select count(*)::int as all, count(*) filter (where organization_id = ${at.org.id}::uuid)::int as mine from ${sql.identifier("sponsorship")}.${sql.identifier(table)}`,
          );
          assert.equal(rows[0]?.all, rows[0]?.mine, `${table} of another organization`);
          counts.push(rows[0]?.mine ?? 0);
        }
        return counts;
      });
    assert.deepEqual(await seen(ours, "organizer"), [1, 1, 1, 1, 2, 2, 1, 2]);
    assert.deepEqual(await seen(ours, "sponsor"), [1, 1, 1, 1, 2, 2, 1, 2]);
    assert.deepEqual(await seen(theirs, "sponsor"), [1, 1, 1, 1, 2, 2, 1, 2]);
    const stranger = await given.person("sponsor", ours.org);
    const none = await asTenant(stranger, (tx) => tx.execute(sql`select id from sponsorship.sponsorship_orders`));
    assert.equal(none.rows.length, 0, "a person with the role sponsor who belongs to no sponsor");
    for (const act of [
      () => openDispute(theirs.sponsor, { id: a, currency: "USD", amount: "1.00", reason: "Not mine." }),
      () => openDispute(stranger, { id: a, currency: "USD", amount: "1.00", reason: "Not mine." }),
      () => lockFunds(theirs.organizer, { id: a }),
      () => askRefund(theirs.finance, { ...wanted(theirs, a), amount: "1.00" }),
    ])
      assert.equal((await refused(act())).code, "P0002");
    await openDispute(theirs.sponsor, { id: b, currency: "USD", amount: "1.00", reason: "Mine." });
  });
});
