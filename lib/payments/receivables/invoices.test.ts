import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { approveRequest, setApprovalRule } from "#lib/organizations/commands";
import { balances } from "#lib/payments/books.given";
import {
  allocatePayment,
  creditInvoice,
  discardDraft,
  issueInvoice,
  saveDraft,
  writeOffInvoice,
} from "#lib/payments/receivables/commands";
import { invoiceOf } from "#lib/payments/receivables/queries";
import {
  daysAgo,
  draftOf,
  house,
  invoice,
  paid,
  stateOf,
  today,
  troubles,
} from "#lib/payments/receivables/receivables.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const credit = (invoiceId: string, fields: Record<string, unknown> = {}) => ({
  invoiceId,
  id: crypto.randomUUID(),
  currency: "USD",
  reason: "The stage was smaller",
  ...fields,
});

describe("tax", () => {
  it("of any lines and rates adds up to the line, to the tax and to the total, and no line is a unit off its exact share", async () => {
    const lines = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 20 });
    const rates = fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(lines, rates, fc.boolean(), async (bases, of, inclusive) => {
        const { rows } = await admin.query("select * from payments.tax_cells($1::bigint[], $2::int[], $3)", [
          bases.map(String),
          of,
          inclusive,
        ]);
        assert.equal(rows.length, bases.length * of.length);
        const whole = 1_000_000n + (inclusive ? BigInt(of.reduce((sum, rate) => sum + rate, 0)) : 0n);
        for (const [tax, rate] of of.entries()) {
          const cells = rows.filter((row) => row.tax === tax + 1);
          const sum = cells.reduce((all, cell) => all + BigInt(cell.amount_minor), 0n);
          const exact = bases.reduce((all, base) => all + base * BigInt(rate), 0n);
          assert.equal(sum, (2n * exact + whole) / (2n * whole), "the tax is rounded once, half up");
          for (const cell of cells) {
            const off = BigInt(cell.amount_minor) * whole - (bases[cell.line - 1] ?? 0n) * BigInt(rate);
            assert.ok(off < whole && -off < whole, "within one unit");
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is that of the place and the day: both of Quebec's, Ontario's instead of Canada's, and the German rate of 2020", async () => {
    const at = await house();
    const taxes = async (fields: Record<string, unknown>) => {
      const { id } = await saveDraft(at.finance, draftOf(at, fields));
      const facts = await readAsTenant(at.finance, (tx) => invoiceOf(tx, id));
      return facts?.taxes.map(({ name, taxMinor }) => `${name} ${taxMinor}`);
    };
    assert.deepEqual(await taxes({ country: "CA", region: "QC" }), ["QST 1995", "GST 1000"]);
    assert.deepEqual(await taxes({ country: "CA", region: "ON" }), ["HST 2600"]);
    assert.deepEqual(await taxes({ suppliedOn: "2020-09-01" }), ["VAT 3200"]);
    assert.deepEqual(await taxes({ suppliedOn: "2021-09-01" }), ["VAT 3800"]);
    assert.deepEqual(await taxes({ inclusive: true }), ["VAT 3193"]);
    assert.deepEqual(await taxes({ country: "US" }), []);
  });
});

describe("an invoice", () => {
  it("is numbered, dated and due when it is issued, and posts what is owed, earned and due in tax", async () => {
    const at = await house();
    const { id, number } = await invoice(at);
    const year = (await today(at.org)).slice(0, 4);
    assert.equal(number, `INV-${year}-0001`);
    assert.deepEqual(await balances(at.org), {
      [`assets:receivable:${at.party}`]: 23_800,
      "income:other": -20_000,
      "liabilities:tax:de-vat": -3800,
    });
    const { rows } = await admin.query("select due_on - issued_on as days from payments.invoices where id = $1", [id]);
    assert.equal(rows[0].days, 14);
    const account = await admin.query("select name from payments.accounts where code = $1", [
      `assets:receivable:${at.party}`,
    ]);
    assert.equal(account.rows[0].name, "Owed by Harbour Brewery");
    assert.equal((await refused(issueInvoice(at.finance, { id }))).code, "P0S01", "issued once");
    assert.equal(
      (await refused(saveDraft(at.finance, { ...draftOf(at), id }))).code,
      "P0S01",
      "and not edited any more",
    );
    await assert.rejects(admin.query("update payments.invoice_lines set net_minor = 1 where invoice_id = $1", [id]), {
      code: "42501",
    });
  });

  it("fifty issued at once, some of which fail, are numbered 1 to 50 without a gap", async () => {
    const at = await house();
    const good = await Promise.all(Array.from({ length: 50 }, () => saveDraft(at.finance, draftOf(at))));
    const free = [{ description: "Nothing", quantity: "1", price: "0", account: "income:other" }];
    const bad = await Promise.all(
      Array.from({ length: 12 }, () => saveDraft(at.finance, draftOf(at, { lines: free }))),
    );
    const late = await Promise.all(
      Array.from({ length: 12 }, () => saveDraft(at.finance, draftOf(at, { dueOn: "2001-01-01" }))),
    );
    const all = [...good, ...bad, ...late].sort(() => Math.random() - 0.5);
    const tries = await Promise.allSettled(all.map(({ id }) => issueInvoice(at.finance, { id })));
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 50);
    const { rows } = await admin.query(
      "select serial from payments.invoices where organization_id = $1 and serial is not null order by serial",
      [at.org.id],
    );
    assert.deepEqual(
      rows.map((row) => row.serial),
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
    assert.deepEqual(await troubles(at), []);
  });

  it("without lines, with negative amounts, of nobody, to come, or in a closed period is refused", async () => {
    const at = await house();
    const line = draftOf(at).lines[0];
    for (const bad of [
      { lines: [] },
      { lines: [{ ...line, quantity: "-1" }] },
      { lines: [{ ...line, quantity: "0" }] },
      { lines: [{ ...line, price: "-5" }] },
      { lines: [{ ...line, description: "x".repeat(10_000) }] },
      { note: "x".repeat(10_000) },
      { currency: "ABC" },
      { total: "1" },
    ])
      await assert.rejects(
        saveDraft(at.finance, draftOf(at, bad)),
        { name: "ZodError" },
        JSON.stringify(bad).slice(0, 50),
      );
    const nobody = saveDraft(at.finance, draftOf(at, { partyId: crypto.randomUUID() }));
    assert.equal((await refused(nobody)).field, "partyId");
    const wrong = saveDraft(at.finance, draftOf(at, { lines: [{ ...line, account: "assets:wallet" }] }));
    assert.equal((await refused(wrong)).field, "lines.0.account");
    const { id } = await saveDraft(at.finance, draftOf(at));
    assert.equal((await refused(issueInvoice(at.finance, { id, issuedOn: "2999-01-01" }))).field, "issuedOn");
    await admin.query("update payments.books set locked_through = payments.today($1) - 5 where organization_id = $1", [
      at.org.id,
    ]);
    const closed = await refused(issueInvoice(at.finance, { id, issuedOn: await daysAgo(at.org, 5) }));
    assert.deepEqual(
      [closed.field, closed.message],
      ["issuedOn", "That day is in a closed period. Choose a later date."],
    );
    await issueInvoice(at.finance, { id, issuedOn: await daysAgo(at.org, 4) });
    const draft = await saveDraft(at.finance, draftOf(at));
    await discardDraft(at.finance, draft);
    assert.equal((await refused(issueInvoice(at.finance, draft))).code, "P0S01");
  });

  it("taken back whole is void; in three parts, each tax comes back to the unit; never more than it was", async () => {
    const at = await house();
    const lines = [{ description: "Night", quantity: "1", price: "10.01", account: "income:goods", taxed: true }];
    const due = await invoice(at, { lines, country: "CA", region: "QC" });
    const facts = await readAsTenant(at.finance, (tx) => invoiceOf(tx, due.id));
    const [line] = facts?.lines ?? [];
    const total = Number(line?.totalMinor);
    const part = (amount: string) => credit(due.id, { lines: [{ lineId: line?.id, amount }] });
    await creditInvoice(at.finance, part("3.33"));
    await creditInvoice(at.finance, part("0.01"));
    const more = await refused(creditInvoice(at.finance, part(((total - 333) / 100).toFixed(2))));
    assert.match(more.message, /at most/);
    const rest = credit(due.id);
    const [one, two] = [await creditInvoice(at.finance, rest), await creditInvoice(at.finance, rest)];
    assert.equal(one.number, two.number, "sent twice, it is one credit note");
    assert.deepEqual(await stateOf(due.id), { state: "void", settled: total, credited: total });
    assert.deepEqual(await balances(at.org), {});
    assert.equal((await refused(creditInvoice(at.finance, credit(due.id)))).code, "P0S01");
    assert.deepEqual(await troubles(at), []);
  });

  it("paid and then taken back leaves the customer a credit, which pays the next one", async () => {
    const at = await house();
    const due = await invoice(at);
    const id = await paid(at, { partyId: at.party });
    await allocatePayment(at.finance, { id, currency: "USD", targets: [{ invoiceId: due.id, amount: "238.00" }] });
    await creditInvoice(at.finance, credit(due.id));
    assert.equal((await stateOf(due.id)).state, "void");
    assert.deepEqual(await balances(at.org), {
      "assets:clearing:zelle": 23_800,
      [`liabilities:deposits:${at.party}`]: -23_800,
    });
    assert.deepEqual(await troubles(at), []);
  });

  it("is written off by one below the limit and by two above, and not after somebody paid meanwhile", async () => {
    const at = await house();
    await setApprovalRule(at.other, {
      act: "write_off",
      active: true,
      threshold: "200",
      currency: "USD",
      approver: "payments:write_off",
    });
    const small = [{ description: "Poster", quantity: "1", price: "10.00", account: "income:other" }];
    const [a, b, c] = [await invoice(at, { lines: small }), await invoice(at), await invoice(at)];
    const off = (id: string) =>
      writeOffInvoice(at.finance, { id, reason: "They went out of business", key: crypto.randomUUID() });
    assert.equal((await off(a.id)).requestId, undefined);
    const [first, second] = [(await off(b.id)).requestId, (await off(c.id)).requestId];
    assert.equal((await stateOf(b.id)).state, "issued");
    await approveRequest(at.other, { id: first });
    const payment = await paid(at, { amount: "1.00" });
    await allocatePayment(at.finance, { id: payment, currency: "USD", targets: [{ invoiceId: c.id, amount: "1.00" }] });
    assert.equal((await refused(approveRequest(at.other, { id: second }))).code, "P0S01");
    const states = await Promise.all([a, b, c].map(({ id }) => stateOf(id)));
    assert.deepEqual(
      states.map(({ state }) => state),
      ["written_off", "written_off", "partly_paid"],
    );
    assert.equal((await balances(at.org))["expenses:write-offs"], 1000 + 23_800);
    assert.deepEqual(await troubles(at), []);
  });
});
