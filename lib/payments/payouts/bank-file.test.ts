import assert from "node:assert/strict";
import { test } from "node:test";
import { SaxesParser } from "saxes";
import {
  type BankAccount,
  bankTable,
  endToEndId,
  latin,
  namespace,
  pain001,
  type Transfer,
} from "#lib/payments/payouts/bank-file";

const iban = (holder: string): BankAccount => ({
  kind: "iban",
  holder,
  country: "DE",
  bic: "COBADEFFXXX",
  number: "DE89370400440532013000",
});
const transfer = (n: number, fields: Partial<Transfer> = {}): Transfer => ({
  id: `0197a000-0000-7000-8000-${String(n).padStart(12, "0")}`,
  amountMinor: BigInt(n) * 1_234_567n,
  to: iban(`Straße & Söhne <${n}> Łódź`),
  text: `Greenroom payout ${n}`,
  ...fields,
});
const batch = (transfers: Transfer[], currency = "EUR") => ({
  number: 7,
  currency,
  executeOn: "2026-12-01",
  createdAt: new Date("2026-11-20T10:00:00.123Z"),
  from: iban("Greenroom"),
  transfers,
});

/** Every element with text, by the path of its names; throws when the document is not well-formed. */
function read(xml: string) {
  const parser = new SaxesParser({ xmlns: true });
  const found: [path: string, text: string][] = [];
  const path: string[] = [];
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    assert.equal(tag.uri, namespace);
    path.push(tag.local);
    text = "";
  });
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("closetag", () => {
    if (text) found.push([path.join("/"), text]);
    text = "";
    path.pop();
  });
  parser.write(xml).close();
  return (end: string) => found.filter(([at]) => at.endsWith(end)).map(([, value]) => value);
}

test("the file is well-formed, in its namespace, and its control sums are the sums of its transfers", () => {
  const of = read(pain001(batch([1, 2, 3].map((n) => transfer(n)))));
  assert.deepEqual(of("/NbOfTxs"), ["3", "3"]);
  assert.deepEqual(of("/CtrlSum"), ["74074.02", "74074.02"]);
  assert.deepEqual(of("/InstdAmt"), ["12345.67", "24691.34", "37037.01"]);
  assert.deepEqual(of("/CreDtTm"), ["2026-11-20T10:00:00Z"]);
  assert.deepEqual(of("/ReqdExctnDt/Dt"), ["2026-12-01"]);
  assert.deepEqual(of("/SvcLvl/Cd"), ["SEPA"]);
  assert.deepEqual(of("/PmtInf/ChrgBr"), ["SLEV"]);
  assert.deepEqual(of("/DbtrAcct/Id/IBAN"), ["DE89370400440532013000"]);
  assert.equal(new Set(of("/EndToEndId")).size, 3);
  for (const id of of("/EndToEndId")) assert.match(id, /^[0-9a-f]{32}$/);
  for (const name of of("/Nm")) assert.match(name, /^[a-zA-Z0-9/\-?:().,'+ ]{1,70}$/);
  assert.equal(of("/Cdtr/Nm")[0], "Strasse + Sohne .1. Lodz");
});

test("an account in the United States goes by its routing number, in a currency with its own digits", () => {
  const us: BankAccount = {
    kind: "us",
    holder: "Lanterns Inc",
    country: "US",
    bic: null,
    number: "12345678",
    routing: "021000021",
  };
  const of = read(pain001(batch([transfer(1, { to: us, amountMinor: 5n })], "USD")));
  assert.deepEqual(of("/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd"), ["USABA"]);
  assert.deepEqual(of("/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId"), ["021000021"]);
  assert.deepEqual(of("/CdtrAcct/Id/Othr/Id"), ["12345678"]);
  assert.deepEqual(of("/SvcLvl/Cd"), []);
  assert.deepEqual(of("/InstdAmt"), ["0.05"]);
  assert.deepEqual(read(pain001(batch([transfer(1, { amountMinor: 500n })], "JPY")))("/InstdAmt"), ["500"]);
  assert.deepEqual(read(pain001(batch([transfer(1, { amountMinor: 500n })], "KWD")))("/InstdAmt"), ["0.500"]);
});

test("names keep to the characters that every bank takes", () => {
  assert.equal(latin("//Ünïcödé // straße—Øst ‘x’ 東京/", 70), "Unicode / strasse-Ost .x' ..");
  assert.equal(latin("   ", 70), ".");
  assert.equal(latin("x".repeat(200), 140).length, 140);
});

test("the table has the same transfers, and no cell that a spreadsheet would compute", () => {
  const table = bankTable(batch([transfer(1, { to: { ...iban("=cmd|'/c calc'!A1"), number: "DE1" } })]));
  const [head, row] = table.split("\r\n");
  assert.equal(head, "reference,execute_on,amount,currency,holder,country,account,routing,bic,text");
  assert.equal(
    row,
    `${endToEndId(transfer(1).id)},2026-12-01,12345.67,EUR,'=cmd|'/c calc'!A1,DE,DE1,,COBADEFFXXX,Greenroom payout 1`,
  );
});
