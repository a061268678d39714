import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import {
  allocatePayment,
  recordPayment,
  rejectPayment,
  reversePayment,
  saveParty,
  verifyPayment,
} from "#lib/payments/receivables/commands";
import { house, invoice, paid, paymentOf } from "#lib/payments/receivables/receivables.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("a payment by hand", () => {
  it("is refused with bad input, and its name may be long but not a novel", async () => {
    const at = await house();
    for (const bad of [
      { amount: "-1.00" },
      { amount: "0" },
      { amount: "1.234" },
      { amount: "ten" },
      { currency: "XXX" },
      { payer: "" },
      { payer: "x".repeat(10_000) },
      { reference: "x".repeat(10_000) },
      { method: "shells" },
      { state: "verified" },
    ])
      await assert.rejects(
        recordPayment(at.finance, await paymentOf(at, bad)),
        { name: "ZodError" },
        JSON.stringify(bad).slice(0, 60),
      );
    const tomorrow = recordPayment(at.finance, await paymentOf(at, { receivedOn: "2999-01-01" }));
    assert.equal((await refused(tomorrow)).field, "receivedOn");
    await recordPayment(at.finance, await paymentOf(at, { payer: "x".repeat(200), reference: "' or 1=1; --" }));
  });

  it("belongs to its organization, to the roles that may, and to nobody's UPDATE or DELETE", async () => {
    const [at, theirs] = [await house(), await house()];
    const id = await paid(at);
    assert.equal((await refused(verifyPayment(theirs.finance, { id }))).code, "P0002");
    for (const act of [reversePayment, rejectPayment])
      assert.equal((await refused(act(theirs.finance, { id, reason: "Not mine" }))).code, "P0002");
    const { id: invoiceId } = await invoice(theirs);
    const across = allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId, amount: "1.00" }] });
    assert.equal((await refused(across)).code, "P0002");
    const [staff, organizer, viewer] = [
      await given.person("staff", at.org),
      await given.person("organizer", at.org),
      await given.person("viewer", at.org),
    ];
    const mine = await recordPayment(staff, await paymentOf(at, { method: "cash" }));
    for (const who of [staff, organizer, viewer]) await assert.rejects(verifyPayment(who, mine), { code: "forbidden" });
    await assert.rejects(recordPayment(viewer, await paymentOf(at)), { code: "forbidden" });
    const seen = (who: typeof staff) =>
      readAsTenant(who, (tx) => tx.execute(sql`select from payments.manual_payments`)).then(({ rowCount }) => rowCount);
    assert.deepEqual([await seen(staff), await seen(viewer), await seen(organizer)], [1, 0, 2], "one's own, none, all");
    for (const statement of [
      sql`update payments.manual_payments set state = 'verified'`,
      sql`delete from payments.manual_payments`,
      sql`insert into payments.allocations (organization_id, kind, invoice_id, amount_minor, currency, effective_on) values (${at.org.id}::uuid, 'payment', ${invoiceId}::uuid, 1, 'USD', now())`,
    ])
      assert.equal((await refused(asTenant(at.finance, (tx) => tx.execute(statement)))).code, "42501");
    for (const table of ["manual_payments", "invoices", "allocations", "parties"])
      await assert.rejects(admin.query(`delete from payments.${table} where organization_id = $1`, [at.org.id]), {
        code: "42501",
      });
    await assert.rejects(saveParty(staff, { kind: "customer", name: "Mine", country: "DE" }), { code: "forbidden" });
  });
});
