import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { machines } from "#db/states";
import { closeDatabase } from "#db/tenant";
import { closeSales, row, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** Put a row into `from` past every rule, ask for `to` under the rules, and take both back. */
async function tried(table: string, id: string, from: string, to: string): Promise<string> {
  const client = await admin.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    await client.query(`update ${table} set state = '${from}' where id = $1`, [id]);
    await client.query("set local session_replication_role = origin");
    const { rowCount } = await client.query(`update ${table} set state = '${to}' where id = $1`, [id]);
    return rowCount === 1 ? "moved" : "nothing there";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

test("an event, an order and a ticket become exactly what their machine says, asked for every pair of states", async () => {
  const at = await shop();
  const { orderId } = await sell(at);
  const { id: ticketId } = await row<{ id: string }>("select id from ticketing.tickets where order_id = $1", [orderId]);
  const rows = { event: at.eventId, order: orderId, ticket: ticketId } as const;
  let moved = 0;
  let refused = 0;
  for (const [machine, id] of Object.entries(rows) as [keyof typeof rows, string][]) {
    const { table, states } = machines[machine];
    const edges: Record<string, Record<string, unknown>> = states;
    for (const from of Object.keys(edges)) {
      for (const to of Object.keys(edges)) {
        const allowed = to in (edges[from] ?? {});
        assert.equal(await tried(table, id, from, to), allowed ? "moved" : "P0S01", `${machine}: ${from} → ${to}`);
        if (allowed) moved += 1;
        else refused += 1;
      }
    }
  }
  assert.deepEqual([moved + refused, moved > 25, refused > 70], [7 * 7 + 7 * 7 + 5 * 5, true, true]);
});
