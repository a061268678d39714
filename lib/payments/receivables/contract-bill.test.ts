import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given, type Organization } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { contractsOf } from "#lib/events/queries/planning";
import { refused } from "#lib/identity/people.given";
import { saveDraft } from "#lib/payments/receivables/commands";
import { draftOf, house } from "#lib/payments/receivables/receivables.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("the bill of a contract", () => {
  it("is tied to it and counted for its event; an invoice is not, nor the contract of somebody else", async () => {
    const [at, theirs] = [await house(), await house()];
    const [mine, foreign] = [await contractOf(at.org), await contractOf(theirs.org)];
    const bill = (contractId: string, kind = "bill") =>
      saveDraft(
        at.finance,
        draftOf(at, {
          kind,
          contractId,
          lines: [{ description: "Twelve stewards", quantity: "1", price: "1850.00", account: "expenses:other" }],
        }),
      );
    const { id } = await bill(mine.id);
    const { rows } = await admin.query("select contract_id, event_id from payments.invoices where id = $1", [id]);
    assert.deepEqual(rows[0], { contract_id: mine.id, event_id: mine.eventId });
    assert.equal((await refused(bill(foreign.id))).code, "P0002");
    const invoiced = saveDraft(at.finance, draftOf(at, { contractId: mine.id }));
    assert.equal((await refused(invoiced)).code, "P0002");
    const organizer = await given.person("admin", at.org);
    const [contract] = await readAsTenant(organizer, (tx) => contractsOf(tx, { eventId: mine.eventId }));
    assert.deepEqual(contract?.bills, [{ id, number: null, state: "draft" }]);
  });
});

async function contractOf(org: Organization): Promise<{ id: string; eventId: string }> {
  const { id: eventId } = await given.event(org);
  const { rows } = await admin.query(
    `with vendor as (insert into events.vendors (organization_id, name) values ($1, 'Harbour Stewards') returning id)
     insert into events.contracts (organization_id, event_id, vendor_id, subject, cost_minor, currency)
     select $1, $2, vendor.id, 'Twelve stewards', 185000, $3 from vendor returning id`,
    [org.id, eventId, org.currency],
  );
  return { id: rows[0].id, eventId };
}
