import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { actor, admin, given, platform } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { faults } from "#lib/payments/books.given";
import { bankTable, endToEndId, pain001 } from "#lib/payments/payouts/bank-file";
import { cancelBatch, makeBatch, settlePayout, submitBatch } from "#lib/payments/payouts/commands";
import { bankBatch, deskBatch } from "#lib/payments/payouts/desk";
import {
  approve,
  debtorAccount,
  payingHouse,
  refused,
  request,
  soldMinor,
  today,
  wallet,
} from "#lib/payments/payouts/payouts.given";
import { readAsPlatform } from "#lib/system/desk/read";

/** A currency that no other test pays in: a batch collects whatever is approved in it. */
const currency = "SEK";
let desk: Actor;
before(async () => {
  desk = await given.person("super_admin", await platform());
  await debtorAccount(currency);
});
after(async () => {
  await closeDatabase();
  await admin.end();
});

const atDesk = <T>(query: Parameters<typeof readAsPlatform<T>>[2]) => readAsPlatform(desk, { what: "payouts" }, query);
const send = async () => {
  const { id } = await makeBatch(desk, { currency, executeOn: await today(await platform()) });
  await submitBatch(desk, { id });
  return id;
};

test("a batch holds approved payouts of several houses; its file pays them, and taking it apart lets them go", async () => {
  const [one, two] = await Promise.all([payingHouse({ currency }), payingHouse({ currency })]);
  const ids: string[] = [];
  for (const { asker, approver, accountId } of [one, two]) {
    const { id } = await request(asker, { accountId, currency });
    await approve(approver, id);
    ids.push(id);
  }
  const executeOn = await today(await platform());
  await assert.rejects(
    makeBatch(desk, { currency, executeOn: "2026-01-01" }),
    refused("P0G01", /today or a later day/),
  );
  await assert.rejects(makeBatch(desk, { currency: "CHF", executeOn }), refused("P0G01", /no bank account in CHF/));
  const { id } = await makeBatch(desk, { currency, executeOn });
  await assert.rejects(makeBatch(desk, { currency, executeOn }), refused("P0G01", /Nothing in SEK waits/));
  const file = await atDesk((tx) => bankBatch(tx, id));
  assert.ok(file);
  for (const payout of ids) {
    assert.ok(pain001(file).includes(`<EndToEndId>${endToEndId(payout)}</EndToEndId>`));
    assert.ok(bankTable(file).includes(endToEndId(payout)));
  }
  const cancel = (who: Actor, payout: string) =>
    asTenant(who, (tx) => tx.execute(sql`select payments.cancel_payout(${payout}::uuid, 'Too soon')`));
  await assert.rejects(cancel(one.asker, ids[0] ?? ""), refused("P0S01", /about to send/));
  await cancelBatch(desk, { id });
  assert.deepEqual((await atDesk((tx) => deskBatch(tx, id)))?.transfers, []);
  await cancel(two.asker, ids[1] ?? "");
  const next = await send();
  assert.equal((await atDesk((tx) => deskBatch(tx, next)))?.transfers[0]?.state, "submitted");
  await assert.rejects(submitBatch(desk, { id: next }), refused("P0S01", /cannot become submitted/));
  const settled = {
    organizationId: one.org.id,
    payoutId: ids[0],
    becomes: "paid",
    on: await today(one.org),
    reference: "B-1",
  };
  assert.deepEqual(await settlePayout(desk, settled), { state: "paid", already: false });
  assert.equal((await wallet(one.org)).posted, 0);
  assert.equal((await wallet(two.org)).posted, soldMinor);
  assert.deepEqual(await faults(one.org), []);
});

test("only the platform makes batches, opens files and says what the bank did", async () => {
  const { org } = await payingHouse({ currency });
  const boss = await given.person("admin", org);
  const forged = actor(boss.userId, org.id, ["admin", "super_admin"], { name: "Boss", email: "boss@example.test" });
  for (const attempt of [
    () => makeBatch(forged, { currency, executeOn: "2026-12-01" }),
    () => submitBatch(forged, { id: randomUUID() }),
    () => settlePayout(forged, { organizationId: org.id, payoutId: randomUUID(), becomes: "paid", on: "2026-11-01" }),
    () => readAsPlatform(forged, { what: "payouts" }, (tx) => bankBatch(tx, randomUUID())),
    () => readAsTenant(forged, (tx) => bankBatch(tx, randomUUID())),
  ])
    await assert.rejects(attempt(), refused("42501", /Only the platform|Only platform|desk/));
});

test("a schedule asks on its day, once, when there is enough; a draft that nobody approves in a week is cancelled", async () => {
  const { org, accountId, approver } = await payingHouse({ currency });
  const day = new Date(`${await today(org)}T00:00:00Z`).getUTCDay() || 7;
  const put = (fields: string) =>
    admin.query(`update organizations.payout_configurations set ${fields} where organization_id = $1`, [org.id]);
  await admin.query(
    "insert into organizations.payout_configurations (organization_id, currency, payout_account_id, schedule, weekday, minimum_minor, looked_on) values ($1, $2, $3, 'weekly', $4, $5, payments.today($1) - 1)",
    [org.id, currency, accountId, (day % 7) + 1, soldMinor + 1],
  );
  const made = async () => {
    await admin.query("select payments.draft_scheduled()");
    return (
      await admin.query(
        "select id, state, requested_by, amount_minor::int as amount from payments.payouts where organization_id = $1 order by number",
        [org.id],
      )
    ).rows;
  };
  assert.deepEqual(await made(), [], "another weekday");
  await put(`weekday = ${day}, looked_on = payments.today(organization_id) - 1`);
  assert.deepEqual(await made(), [], "too little");
  await put("minimum_minor = 100, looked_on = payments.today(organization_id) - 1");
  const [draft] = await made();
  assert.deepEqual([draft.state, draft.requested_by, draft.amount], ["draft", null, soldMinor]);
  assert.equal((await made()).length, 1, "the same day again");
  await admin.query("update payments.payouts set expires_at = now() - interval '1 minute' where id = $1", [draft.id]);
  await assert.rejects(approve(approver, draft.id), refused("P0S01", /more than a week ago/));
  assert.equal((await made())[0].state, "cancelled");
  await admin.query(
    `begin; set local session_replication_role = replica; update payments.payouts set key = 'yesterday' where id = '${draft.id}'; commit`,
  );
  await put("schedule = 'daily', looked_on = payments.today(organization_id) - 5");
  const rows = await made();
  assert.equal(rows.length, 2, "days that were missed are made up for once");
  assert.equal((await approve(approver, rows[1].id)).state, "approved");
});
