import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { admin, type Organization } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { type Bank, bank, linesOf, standing, statement, taken } from "#lib/payments/bank/bank.given";
import { acceptCertain, matchBankLines, undoBankMatch } from "#lib/payments/bank/commands";
import { candidatesOf } from "#lib/payments/bank/queries/candidates";
import { threeWay } from "#lib/payments/bank/queries/three-way";
import { balances, faults } from "#lib/payments/books.given";
import { approve, payingHouse, request, settle, soldMinor, submit } from "#lib/payments/payouts/payouts.given";
import { reversePayment } from "#lib/payments/receivables/commands";
import { house, invoice, paid, stateOf, troubles } from "#lib/payments/receivables/receivables.given";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const candidates = async ({ finance, bankAccountId }: Bank) =>
  (await readAsTenant(finance, (tx) => candidatesOf(tx, { bankAccountId }))).candidates;
/** What `match` does is undone to the minor unit. */
async function matchedAndUndone(place: Bank, lineId: string, part: object) {
  const before = await balances(place.org);
  const { actId } = await matchBankLines(place.finance, {
    bankAccountId: place.bankAccountId,
    key: randomUUID(),
    lineIds: [lineId],
    parts: [part],
  });
  const matched = await balances(place.org);
  await undoBankMatch(place.finance, { actId });
  assert.deepEqual(await balances(place.org), before);
  assert.deepEqual(await faults(place.org), []);
  return matched;
}
const onDay = async (org: Organization) =>
  Number((await admin.query("select extract(day from payments.today($1))::int as day", [org.id])).rows[0].day);
/** Lines of this month: payouts and invoices of the tests are of today. */
const thisMonth = async (org: Organization, lines: readonly (readonly [string, string])[]) => {
  const day = await onDay(org);
  const month = (await admin.query("select to_char(payments.today($1), 'YYMM') as m", [org.id])).rows[0].m;
  return statement(lines.map(([amount, text]) => [day, amount, text] as const)).replaceAll(
    /:61:2610(\d\d)10/g,
    `:61:${month}$1${month.slice(2)}`,
  );
};

for (const slug of ["main", "second"])
  test(`a payout arrives at the bank account ${slug}: its line makes it paid in both books, and the three-way view agrees`, () =>
    arrives(slug));

async function arrives(slug: string) {
  const { org, asker, approver, accountId } = await payingHouse({ currency: "EUR" });
  const { id } = await request(asker, {
    currency: "EUR",
    amountMinor: String(soldMinor),
    accountId,
    payoutAccountId: accountId,
  });
  await approve(approver, id);
  await submit(org, id);
  const place = await bank({ org, slug });
  const text = await thisMonth(org, [["85.50", `SVWZ PAYOUT ${id.replaceAll("-", "").toUpperCase()}`]]);
  await taken(place, text);
  const [only] = await candidates(place);
  assert.deepEqual([only?.kind, only?.openMinor], ["payout", 8_550n]);
  assert.deepEqual(await acceptCertain(place.finance, { bankAccountId: place.bankAccountId }), {
    accepted: 1,
    open: 0,
  });
  const { rows } = await admin.query(
    "select state, settled_on = payments.today($2) as today from payments.payouts where id = $1",
    [id, org.id],
  );
  assert.deepEqual(rows[0], { state: "paid", today: true });
  const {
    [`assets:bank:${slug}`]: at_bank,
    "assets:wallet": wallet,
    "assets:payouts-in-transit": transit,
  } = await balances(org);
  assert.deepEqual([at_bank, wallet, transit], [108_550, undefined, undefined]);
  const today = (await admin.query("select payments.today($1)::text as day", [org.id])).rows[0].day;
  const proof = await standing(place, today);
  assert.deepEqual([proof.statement_minor, proof.ledger_minor, proof.open_lines], ["108550", "108550", 0]);
  const [day] = await readAsTenant(place.finance, (tx) => threeWay(tx, { from: today, to: today, zone: org.zone }));
  assert.deepEqual(
    [day?.paidOutMinor, day?.bankMinor, day?.onTheWayMinor, day?.arrivedOtherDayMinor],
    [8_550n, 8_550n, 0n, 0n],
  );
  assert.deepEqual(await faults(org), []);
}

test("whoever asks says at which of the book's bank accounts it arrives, and the next one follows", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ currency: "EUR" });
  const ask = (arrivesAt?: string) => request(asker, { currency: "EUR", amountMinor: "1000", accountId, arrivesAt });
  const elsewhere = await refused(ask("savings"));
  assert.equal(elsewhere.field, "arrivesAt");
  await bank({ org, slug: "savings" });
  const { id } = await ask("savings");
  await approve(approver, id);
  await submit(org, id);
  await settle(org, id, "paid");
  assert.equal((await balances(org))["assets:bank:savings"], 101_000);
  const { id: next } = await ask();
  const { rows } = await admin.query("select arrives_at from payments.payouts where id = $1", [next]);
  assert.deepEqual(rows, [{ arrives_at: "savings" }]);
  await settle(org, id, "returned");
  assert.equal((await balances(org))["assets:bank:savings"], 100_000);
  assert.deepEqual(await faults(org), []);
});

test("an invoice is paid by a line, with what the bank kept as a part of its own, and undoing opens it again", async () => {
  const at = await house({ currency: "EUR" });
  const made = await invoice(at);
  const place = await bank({ org: at.org });
  const [line] = await taken(place, await thisMonth(at.org, [["236.00", "Harbour Brewery thanks"]]));
  const before = await balances(at.org);
  const key = randomUUID();
  const target = { kind: "invoice", targetId: made.id, amountMinor: "23800" };
  const { actId } = await matchBankLines(place.finance, {
    bankAccountId: place.bankAccountId,
    key,
    lineIds: [line?.id],
    parts: [target, { kind: "category", account: "expenses:bank-fees", amountMinor: "-200" }],
  });
  assert.equal((await stateOf(made.id)).state, "paid");
  const {
    "assets:bank:harbour": atBank,
    "expenses:bank-fees": fees,
    "assets:clearing:bank-transfer": clearing,
  } = await balances(at.org);
  assert.deepEqual([atBank, fees, clearing], [123_600, 200, undefined]);
  await undoBankMatch(place.finance, { actId });
  assert.equal((await stateOf(made.id)).state, "issued");
  assert.deepEqual(await balances(at.org), before);
  assert.equal((await linesOf(place))[0]?.explained_minor, "0");
});

test("a payment that was verified waits in clearing, and its line brings it to the bank, in one transfer or two", async () => {
  const at = await house({ currency: "EUR" });
  const targetId = await paid(at);
  const place = await bank({ org: at.org });
  const [first, second] = await taken(
    place,
    await thisMonth(at.org, [
      ["200.00", "Zelle"],
      ["38.00", "Zelle rest"],
    ]),
  );
  const matched = await matchedAndUndone(place, first?.id ?? "", {
    kind: "manual_payment",
    targetId,
    amountMinor: "20000",
  });
  assert.equal(matched["assets:clearing:zelle"], 3_800);
  await matchBankLines(place.finance, {
    bankAccountId: place.bankAccountId,
    key: randomUUID(),
    lineIds: [first?.id, second?.id],
    parts: [{ kind: "manual_payment", targetId, amountMinor: "23800" }],
  });
  assert.equal((await balances(at.org))["assets:clearing:zelle"], undefined);
  assert.deepEqual(
    (await linesOf(place)).map((one) => one.explained_minor),
    ["20000", "3800"],
  );
  assert.equal((await candidates(place)).length, 0);
});

test("a payment that the bank has shown is not reversed behind its back; once that match is undone, it is", async () => {
  const at = await house({ currency: "EUR" });
  const id = await paid(at);
  const place = await bank({ org: at.org });
  const [line] = await taken(place, await thisMonth(at.org, [["238.00", "Zelle"]]));
  const { actId } = await matchBankLines(place.finance, {
    bankAccountId: place.bankAccountId,
    key: randomUUID(),
    lineIds: [line?.id],
    parts: [{ kind: "manual_payment", targetId: id, amountMinor: "23800" }],
  });
  const matched = await balances(at.org);
  const { code, message } = await refused(reversePayment(at.finance, { id, reason: "It bounced" }));
  assert.deepEqual([code, message.split(".")[0]], ["P0S01", "A line of Harbour Bank is matched with this payment"]);
  assert.deepEqual(await balances(at.org), matched);
  await undoBankMatch(place.finance, { actId });
  await reversePayment(at.finance, { id, reason: "It bounced" });
  assert.equal((await balances(at.org))["assets:clearing:zelle"], undefined);
  assert.equal((await linesOf(place))[0]?.explained_minor, "0");
  assert.deepEqual(await troubles(at), []);
});

test("a processor's payout is swept to the bank by its line, once, whoever says it first", async () => {
  const place = await bank({ slug: "main" });
  const { rows } = await admin.query(
    `insert into payments.processor_payouts (organization_id, gateway, provider_id, state, amount_minor, currency, arrival_on)
     values ($1, 'test', 'po_harbour_77', 'in_transit', 25000, 'EUR', '2026-10-02') returning id`,
    [place.org.id],
  );
  await taken(place, statement([[2, "250.00", "PAYOUT PO HARBOUR 77"]]));
  const [only] = await candidates(place);
  assert.equal(only?.id, rows[0].id);
  assert.deepEqual(await acceptCertain(place.finance, { bankAccountId: place.bankAccountId }), {
    accepted: 1,
    open: 0,
  });
  assert.equal((await balances(place.org))["assets:processor:test"], -25_000);
  const after = await admin.query("select state from payments.processor_payouts where id = $1", [rows[0].id]);
  assert.equal(after.rows[0].state, "paid");
  const [day] = await readAsTenant(place.finance, (tx) =>
    threeWay(tx, { from: "2026-10-01", to: "2026-10-31", zone: "UTC" }),
  );
  assert.deepEqual([day?.paidOutMinor, day?.bankMinor, day?.onTheWayMinor], [25_000n, 25_000n, 0n]);
});
