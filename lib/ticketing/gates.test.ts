import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { startEvent } from "#lib/events/commands";
import { grantRole } from "#lib/identity/commands";
import { refundOrder } from "#lib/ticketing/commands";
import { closeGate, saveGate, scanTicket, undoScan } from "#lib/ticketing/commands/door";
import { doorMatches, doorOf, doors } from "#lib/ticketing/queries/door";
import { liveOf } from "#lib/ticketing/queries/live";
import { closeSales, refused, row, type Shop, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

async function night(tiers: Parameters<typeof shop>[0] = [{}], count: number | number[] = 1) {
  const at = await shop(tiers);
  const order = await sell(at, count);
  const { rows } = await admin.query<{ id: string; code: string }>(
    "select k.id, k.code from ticketing.tickets k join ticketing.ticket_tiers t on t.id = k.tier_id where k.order_id = $1 order by t.position, k.id",
    [order.orderId],
  );
  return { at, order, tickets: rows, scanner: await given.person("scanner", at.org) };
}
const show = (who: Actor, at: Shop, code: string, more: object = {}) =>
  scanTicket(who, { eventId: at.eventId, code, key: randomUUID(), ...more });

test("one ticket scanned twenty times at once lets one person in, and all twenty scans are kept", async () => {
  const { at, tickets, scanner } = await night();
  const code = tickets[0]?.code ?? "";
  const answers = await Promise.all(Array.from({ length: 20 }, () => show(scanner, at, code)));
  assert.equal(answers.filter((one) => one.outcome === "verified").length, 1);
  assert.equal(answers.filter((one) => one.outcome === "repeated").length, 19);
  const kept = await row("select count(*)::int as scans from ticketing.scan_logs where event_id = $1", [at.eventId]);
  assert.deepEqual(kept, { scans: 20 });
  const { counts } = await readAsTenant(scanner, (tx) => doorOf(tx, at.eventId));
  assert.deepEqual([counts.expected, counts.arrived], [1, 1]);
});

test("a scan sent again after a broken connection is the same scan, and a second device is told when and at which gate", async () => {
  const { at, tickets, scanner } = await night();
  const code = tickets[0]?.code ?? "";
  const north = await saveGate(at.organizer, { eventId: at.eventId, name: "North gate" });
  const first = { key: randomUUID(), gateId: north.id, scannedAt: new Date(Date.now() - 3_600_000).toISOString() };
  const answers = await Promise.all(Array.from({ length: 5 }, () => show(scanner, at, code, first)));
  assert.deepEqual(new Set(answers.map((one) => `${one.id} ${one.outcome}`)).size, 1);
  assert.equal(answers[0]?.outcome, "verified");
  const second = await show(scanner, at, `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`);
  assert.equal(second.outcome, "repeated");
  const clock = first.scannedAt.slice(11, 16);
  assert.equal(second.words, `Already in since ${clock}, at North gate.`, "when and where the first one was");
});

test("what was offline loses to whoever reached the server first, though its own clock says earlier", async () => {
  const { at, tickets, scanner } = await night();
  const code = tickets[0]?.code ?? "";
  assert.equal((await show(scanner, at, code)).outcome, "verified");
  const early = new Date(Date.now() - 600_000).toISOString();
  const late = await show(scanner, at, code, { scannedAt: early });
  assert.equal(late.outcome, "repeated");
  assert.equal(new Date(late.at).toISOString(), early, "the device's moment is kept");
  const ahead = await show(scanner, at, code, { scannedAt: "2099-01-01T00:00:00Z" });
  assert.ok(new Date(ahead.at).getTime() <= Date.now() + 60_000, "no scan lies in the future");
});

test("a gate admits its own tiers and says where the others enter", async () => {
  const { at, tickets, scanner } = await night([{ name: "Floor" }, { name: "Balcony" }], [1, 1]);
  const floor = await saveGate(at.organizer, { eventId: at.eventId, name: "Floor gate", tiers: [at.tiers[0]?.id] });
  const stairs = await saveGate(at.organizer, { eventId: at.eventId, name: "Stairs", tiers: [at.tiers[1]?.id] });
  const wrong = await show(scanner, at, tickets[1]?.code ?? "", { gateId: floor.id });
  assert.deepEqual(
    [wrong.outcome, wrong.words],
    ["refused", "Balcony does not enter at Floor gate. It enters at Stairs."],
  );
  assert.equal((await show(scanner, at, tickets[1]?.code ?? "", { gateId: stairs.id })).outcome, "verified");
  const { counts } = await readAsTenant(scanner, (tx) => doorOf(tx, at.eventId));
  assert.deepEqual(
    counts.gates.map((gate) => [gate.name, gate.arrived, gate.refused]),
    [
      ["Floor gate", 0, 1],
      ["Stairs", 1, 0],
    ],
  );
  const twin = saveGate(at.organizer, { eventId: at.eventId, name: "stairs" });
  assert.equal((await refused(twin)).message, "This event has a gate of this name already.");
  await closeGate(at.organizer, { id: floor.id });
  assert.equal((await refused(closeGate(at.organizer, { id: floor.id }))).code, "P0S01");
  await saveGate(at.organizer, { eventId: at.eventId, name: "Floor gate" });
});

test("a refunded, passed on, unknown or foreign ticket is refused in words, and a good one beside it is let in", async () => {
  const { at, order, tickets, scanner } = await night([{}], 2);
  const other = await sell(at);
  await refundOrder(at.organizer, { orderId: other.orderId, reason: "Moved away", key: `form-${randomUUID()}` });
  const gone = await row<{ code: string }>("select code from ticketing.tickets where order_id = $1", [other.orderId]);
  assert.equal((await show(scanner, at, gone.code)).words, "This ticket was refunded. It admits nobody any more.");
  await admin.query("update ticketing.tickets set state = 'transferred' where id = $1", [tickets[0]?.id]);
  const passed = await show(scanner, at, tickets[0]?.code ?? "");
  assert.deepEqual([passed.outcome, passed.words], ["refused", "This ticket was passed on. Only its new code admits."]);
  const unknown = await show(scanner, at, "NOBODYHASTHIS");
  assert.deepEqual([unknown.outcome, unknown.words, unknown.ticketId], ["refused", "No ticket has this code.", null]);
  const elsewhere = await shop([{}], { org: at.org, organizer: at.organizer });
  const foreign = await show(scanner, elsewhere, tickets[1]?.code ?? "");
  assert.deepEqual([foreign.words, foreign.attendee], ["This ticket is for another event.", null]);
  assert.equal((await show(scanner, at, tickets[1]?.code ?? "")).outcome, "verified");
  assert.ok(order.number);
});

test("a mistaken scan is undone once, and the ticket admits again", async () => {
  const { at, tickets, scanner } = await night();
  const code = tickets[0]?.code ?? "";
  const first = await show(scanner, at, code);
  assert.equal((await undoScan(scanner, { id: first.id })).outcome, "undone");
  assert.equal((await refused(undoScan(scanner, { id: first.id }))).code, "P0S01");
  assert.equal((await show(scanner, at, code)).outcome, "verified");
  const kept = await admin.query("select outcome from ticketing.scan_logs where event_id = $1 order by created_at", [
    at.eventId,
  ]);
  assert.deepEqual(
    kept.rows.map((one) => one.outcome),
    ["verified", "undone", "verified"],
  );
  for (const change of ["update ticketing.scan_logs set words = ''", "delete from ticketing.scan_logs"])
    await assert.rejects(admin.query(change));
});

test("somebody is found by name or order, without an address, and let in by hand", async () => {
  const { at, order, tickets, scanner } = await night();
  const byName = await readAsTenant(scanner, (tx) => doorMatches(tx, at.eventId, "ruiz"));
  const byOrder = await readAsTenant(scanner, (tx) => doorMatches(tx, at.eventId, order.number.slice(0, 5)));
  assert.deepEqual(byName, byOrder);
  assert.deepEqual(Object.keys(byName[0] ?? {}).sort(), ["at", "attendee", "id", "order", "state", "tier"]);
  assert.deepEqual(await readAsTenant(scanner, (tx) => doorMatches(tx, at.eventId, "%")), []);
  const let_in = await scanTicket(scanner, { eventId: at.eventId, ticketId: tickets[0]?.id, key: randomUUID() });
  assert.equal(let_in.outcome, "verified");
});

test("a scanner sees nothing of the house but its doors; one of a single event only that door; another house nothing", async () => {
  const { at, tickets, scanner } = await night();
  const other = await shop([{}], { org: at.org, organizer: at.organizer });
  await startEvent(at.organizer, { id: at.eventId });
  for (const table of [
    "events.events",
    "ticketing.orders",
    "ticketing.tickets",
    "ticketing.scan_logs",
    "ticketing.gates",
    "ticketing.ticket_tiers",
    "organizations.org_memberships",
  ]) {
    const { rows } = await readAsTenant(scanner, (tx) =>
      tx.execute(
        sql`select * from ${sql.raw(table === "ticketing.orders" ? "(select id from ticketing.orders) o" : table)}`,
      ),
    );
    const own = table === "organizations.org_memberships" ? 1 : 0;
    assert.ok(rows.length <= own, `${table} shows ${rows.length} rows`);
  }
  assert.equal((await readAsTenant(scanner, doors)).length, 2);
  const boss = await given.person("admin", at.org);
  const guest = await given.person("sponsor", at.org);
  await grantRole(boss, { userId: guest.userId, role: "scanner", eventId: at.eventId });
  const oneNight: Actor = { ...guest, permissions: new Set(["ticketing:scan"]) };
  assert.deepEqual(
    (await readAsTenant(oneNight, doors)).map((one) => one.id),
    [at.eventId],
  );
  assert.equal((await refused(show(oneNight, other, tickets[0]?.code ?? ""))).code, "P0002");
  assert.equal((await refused(readAsTenant(oneNight, (tx) => doorMatches(tx, other.eventId, "ana")))).code, "P0002");
  assert.equal((await show(oneNight, at, tickets[0]?.code ?? "")).outcome, "verified");
  const stranger = await given.person("admin", await given.organization());
  assert.equal((await refused(show(stranger, at, tickets[0]?.code ?? ""))).code, "P0002");
  const viewer = await given.person("viewer", at.org);
  await assert.rejects(show(viewer, at, tickets[0]?.code ?? ""), { code: "forbidden" });
  const past = asTenant(viewer, (tx) => tx.execute(sql`select ticketing.door(${at.eventId}::uuid)`));
  assert.equal((await refused(past)).code, "P0002");
  await assert.rejects(saveGate(scanner, { eventId: at.eventId, name: "Mine" }), { code: "forbidden" });
});

test("the live board counts what was sold, paid and let in, hour by hour, and shows no other house's event", async () => {
  const { at, tickets, scanner } = await night([{ price: "12.50" }], 3);
  await show(scanner, at, tickets[0]?.code ?? "");
  await show(scanner, at, tickets[0]?.code ?? "");
  const view = await readAsTenant(at.organizer, (tx) => liveOf(tx, at.eventId));
  assert.ok(view);
  assert.deepEqual([view.sold, view.expected, view.arrived, view.paidMinor, view.orders], [3, 3, 1, "3750", 1]);
  assert.equal(view.hours.length, 24);
  const last = view.hours.slice(-2);
  assert.equal(
    last.reduce((sum, hour) => sum + Number(hour.revenueMinor), 0),
    3750,
  );
  assert.equal(
    last.reduce((sum, hour) => sum + hour.arrived, 0),
    1,
  );
  assert.deepEqual(
    view.scans.map((one) => one.outcome),
    ["repeated", "verified"],
  );
  assert.deepEqual(view.gates, [{ name: "Without a gate", arrived: 1, repeated: 1, refused: 0 }]);
  const stranger = await given.person("admin", await given.organization());
  assert.equal(await readAsTenant(stranger, (tx) => liveOf(tx, at.eventId)), null);
  assert.equal(await readAsTenant(scanner, (tx) => liveOf(tx, at.eventId)), null, "a scanner reads no sales");
});
