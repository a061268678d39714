import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import * as leads from "#lib/crm/commands";
import * as commands from "#lib/crm/commands/customers";
import { aCustomer, aLead, type Kitchens, kitchens, one, refusedWith, unique } from "#lib/crm/crm.given";
import { customerById, duplicates } from "#lib/crm/queries/customers";
import { optOut, optOutPage } from "#lib/crm/visitor";

after(async () => {
  await admin.end();
  await closeDatabase();
});

/** Everything of the organization that a merge could touch, row by row. */
async function everything({ org }: Kitchens) {
  const tables = [
    "customers",
    "customer_stations",
    "leads",
    "opportunities",
    "client_interactions",
    "client_measurements",
    "customer_notes",
    "customer_consents",
  ];
  const rows: Record<string, unknown[]> = {};
  for (const table of tables) {
    const found = await admin.query(
      `select to_jsonb(t) as row from crm.${table} t where organization_id = $1 order by id`,
      [org.id],
    );
    rows[table] = found.rows.map(({ row }) =>
      row.station_ids ? { ...row, station_ids: [...row.station_ids].sort() } : row,
    );
  }
  return rows;
}

const text = (most: number) => fc.string({ maxLength: most }).map((words) => words.replaceAll("\u0000", ""));
const customer = fc.record({
  name: text(60).map((words) => words.trim() || "Nameless"),
  phone: fc.constantFrom("", "+1 555 010 2030", "+49 40 123456"),
  address: text(100),
  notes: text(200),
  tags: fc.uniqueArray(fc.constantFrom("vip", "garden", "wedding", "vegan"), { maxLength: 3 }),
  withEmail: fc.boolean(),
  station: fc.constantFrom(null, 0, 1),
  marketing: fc.constantFrom("unknown", "granted", "withdrawn"),
  leads: fc.integer({ min: 0, max: 2 }),
  lines: fc.integer({ min: 0, max: 2 }),
});
const side = fc.constantFrom("survivor", "merged");

describe("two customers who are one", () => {
  it("are merged and taken apart again, and every row is exactly what it was, whatever they were", async () => {
    const at = await kitchens();
    const make = async (fields: typeof customer extends fc.Arbitrary<infer C> ? C : never) => {
      const { withEmail, station, marketing, leads: count, lines, tags, ...rest } = fields;
      const email = withEmail ? `c-${unique()}@example.test` : "";
      const stationId = station === null ? undefined : at.stations[station];
      const id = await aCustomer(at.admin, { ...rest, email, tags: tags.join(","), stationId });
      if (marketing !== "unknown")
        await commands.recordConsent(at.admin, { customerId: id, choice: marketing, source: "phone" });
      for (let n = 0; n < count; n += 1) {
        const lead = await aLead(at.admin, { stationId: at.stations[n % 2] });
        await admin.query("update crm.leads set customer_id = $2 where id = $1", [lead, id]);
      }
      for (let n = 0; n < lines; n += 1) {
        await commands.noteCustomer(at.admin, { customerId: id, body: `Note ${n}` });
        await commands.addMeasurement(at.admin, {
          customerId: id,
          name: "Garden",
          value: "12.5",
          unit: "m",
          measuredOn: "2026-05-01",
        });
        await commands.recordInteraction(at.admin, { customerId: id, kind: "call", summary: "Called." });
      }
      return id;
    };
    const take = fc.record({
      name: side,
      email: side,
      phone: side,
      address: side,
      notes: fc.constantFrom("survivor", "merged", "both"),
    });
    await fc.assert(
      fc.asyncProperty(customer, customer, take, async (first, second, taken) => {
        const [survivorId, mergedId] = [await make(first), await make(second)];
        const before = await everything(at);
        const { id } = await commands.mergeCustomers(at.admin, { survivorId, mergedId, take: taken });
        const during = await everything(at);
        assert.notDeepEqual(during, before);
        assert.ok(
          !(during.leads ?? []).some((row) => (row as { customer_id: string }).customer_id === mergedId),
          "nothing is left with the other",
        );
        await commands.unmergeCustomers(at.admin, { id });
        assert.deepEqual(await everything(at), before);
      }),
      { numRuns: 15 },
    );
  });

  it("keep what happened since, and refuse to lose what was written since", async () => {
    const at = await kitchens();
    const [survivorId, mergedId] = [
      await aCustomer(at.admin, { name: "Ana" }),
      await aCustomer(at.admin, { name: "Anna" }),
    ];
    const { id } = await commands.mergeCustomers(at.admin, { survivorId, mergedId, take: { name: "merged" } });
    await refusedWith(commands.mergeCustomers(at.admin, { survivorId, mergedId }), /merged already/);
    const email = (await one<{ email: string }>("select email from crm.customers where id = $1", [mergedId])).email;
    const lead = await aLead(at.admin, { email });
    assert.equal(
      (await leads.convertLead(at.admin, { id: lead })).customerId,
      survivorId,
      "the old address finds who they became",
    );
    await commands.changeCustomer(at.admin, { id: survivorId, name: "Anna R.", email: `x-${unique()}@example.test` });
    await refusedWith(commands.unmergeCustomers(at.admin, { id }), /changed email, name/);
    const { after: kept } = await one<{ after: { email: string; name: string } }>(
      "select after from crm.customer_merges where id = $1",
      [id],
    );
    await commands.changeCustomer(at.admin, { id: survivorId, name: kept.name, email: kept.email });
    await commands.unmergeCustomers(at.admin, { id });
    await refusedWith(commands.unmergeCustomers(at.admin, { id }), /undone already/);
    assert.equal(
      (await one<{ customer_id: string }>("select customer_id from crm.leads where id = $1", [lead])).customer_id,
      survivorId,
    );
  });

  it("are suggested with the reasons, and no more once they were told apart", async () => {
    const { admin: boss } = await kitchens();
    const one = await aCustomer(boss, { name: "Katherine Mills", phone: "+1 (555) 010-2030" });
    const other = await aCustomer(boss, { name: "Kathrine Mills", phone: "15550102030" });
    await aCustomer(boss, { name: "Somebody Else" });
    const found = await readAsTenant(boss, (tx) => duplicates(tx));
    assert.equal(found.length, 1);
    assert.deepEqual(new Set([found[0]?.one.id, found[0]?.other.id]), new Set([one, other]));
    assert.deepEqual(found[0]?.reasons, ["same telephone number", "similar name"]);
    await commands.keepApart(boss, { oneId: one, otherId: other });
    assert.equal((await readAsTenant(boss, (tx) => duplicates(tx))).length, 0);
  });

  it("of another station are not merged by a manager of one; their own are", async () => {
    const { stations, managers, admin: boss } = await kitchens();
    const [manager] = managers;
    const mine = [
      await aCustomer(manager, { stationId: stations[0] }),
      await aCustomer(manager, { stationId: stations[0] }),
    ];
    const theirs = await aCustomer(boss, { stationId: stations[1] });
    await refusedWith(commands.mergeCustomers(manager, { survivorId: mine[0], mergedId: theirs }), /not here/);
    const lead = await aLead(boss, { stationId: stations[1] });
    await admin.query("update crm.leads set customer_id = $2 where id = $1", [lead, mine[1]]);
    await refusedWith(commands.mergeCustomers(manager, { survivorId: mine[0], mergedId: mine[1] }), /Another station/);
    const third = await aCustomer(manager, { stationId: stations[0] });
    assert.ok((await commands.mergeCustomers(manager, { survivorId: mine[0], mergedId: third })).id);
    await refusedWith(commands.changeCustomer(manager, { id: theirs, name: "Mine now" }), /not here/);
    assert.equal(await readAsTenant(manager, (tx) => customerById(tx, theirs)), null);
    const { rows } = await readAsTenant(managers[1], (tx) =>
      tx.execute(sql`select id from crm.customers where id = ${mine[1]}::uuid`),
    );
    assert.equal(rows.length, 1, "a customer of both stations is seen by both");
  });

  it("said no to advertising, and the no counts for who they became and after they were taken apart", async () => {
    const { admin: boss } = await kitchens();
    const [survivorId, mergedId] = [await aCustomer(boss), await aCustomer(boss)];
    await commands.recordConsent(boss, { customerId: survivorId, choice: "granted", source: "on the phone" });
    const { id } = await commands.mergeCustomers(boss, { survivorId, mergedId });
    const { opt_out_token: token } = await one<{ opt_out_token: string }>(
      "select opt_out_token from crm.customers where id = $1",
      [mergedId],
    );
    assert.match((await optOutPage(token))?.email ?? "", /^.•••@example\.test$/);
    await optOut("203.0.113.9", { token, choice: "withdrawn" });
    const choice = (customer: string) =>
      one<{ marketing: string }>("select marketing from crm.customers where id = $1", [customer]);
    assert.equal((await choice(survivorId)).marketing, "withdrawn");
    await commands.unmergeCustomers(boss, { id });
    assert.deepEqual(
      [(await choice(survivorId)).marketing, (await choice(mergedId)).marketing],
      ["withdrawn", "withdrawn"],
    );
    await refusedWith(optOut("203.0.113.9", { token: crypto.randomUUID(), choice: "withdrawn" }), /not/);
  });
});
