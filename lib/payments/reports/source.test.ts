import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { faults, house, order, post, refund, sell } from "#lib/payments/books.given";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const headers = async (organization: { id: string }) => {
  const { rows } = await admin.query(
    "select kind, event_id, station_id from payments.transactions where organization_id = $1 order by posted_at, id",
    [organization.id],
  );
  return rows as { kind: string; event_id: string | null; station_id: string | null }[];
};
const coffee = [
  { account: "expenses:other", amount_minor: 250 },
  { account: "assets:bank:main", amount_minor: -250 },
];

test("a sale, its refund and a reversal are reported under the event and station of the order, or of the document", async () => {
  const ours = await house();
  const station = await given.station(ours);
  const sold = await order(ours);
  const { rows } = await admin.query("update ticketing.orders set station_id = $2 where id = $1 returning event_id", [
    sold,
    station,
  ]);
  const event = rows[0].event_id;
  await sell(ours, { order_id: sold });
  await refund(ours, sold, 1_000);
  await admin.query("update events.events set station_id = $2 where id = $1", [event, station]);
  const spent = await post(ours, coffee, { event_id: event });
  await admin.query("select payments.reverse_for($1, $2, 'Typed twice', 'undo-coffee')", [ours.id, spent]);
  await post(ours, coffee);
  const under = { event_id: event, station_id: station };
  assert.deepEqual(await headers(ours), [
    { kind: "sale", ...under },
    { kind: "refund", ...under },
    { kind: "manual", ...under },
    { kind: "reversal", ...under },
    { kind: "manual", event_id: null, station_id: null },
  ]);
  await admin.query("select payments.seal_book($1, 1000, true)", [ours.id]);
  assert.deepEqual(await faults(ours), []);
});

test("an event of another organization cannot be named", async () => {
  const [ours, others] = [await house(), await house()];
  const [mine, theirs] = [await given.event(ours), await given.event(others)];
  await post(ours, coffee, { event_id: mine.id });
  await assert.rejects(post(ours, coffee, { event_id: theirs.id }), { code: "23503" });
});

test("what an entry is reported under is sealed with it", async () => {
  const ours = await house();
  const { id: event } = await given.event(ours);
  await post(ours, coffee, { event_id: event });
  await post(ours, coffee);
  await admin.query("select payments.seal_book($1, 1000, true)", [ours.id]);
  const client = await admin.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    await client.query("update payments.transactions set event_id = null where organization_id = $1", [ours.id]);
    const { rows } = await client.query("select ok, first_bad, detail from payments.verify_chain($1)", [ours.id]);
    assert.deepEqual(rows, [{ ok: false, first_bad: "1", detail: "the transaction is not what was sealed" }]);
  } finally {
    await client.query("rollback");
    client.release();
  }
  assert.deepEqual(await faults(ours), []);
});
