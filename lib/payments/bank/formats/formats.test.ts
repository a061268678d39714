import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { CsvMapping } from "#lib/payments/bank/formats/csv-mapping";
import { type Format, formatOf, partsOf, type Reading, textOf } from "#lib/payments/bank/formats/detect";
import { FormatError, type Part } from "#lib/payments/bank/formats/statement";

const folder = new URL("golden/", import.meta.url);
const golden = (name: string) => readFileSync(new URL(name, folder));
const german = CsvMapping.parse({
  encoding: "windows-1252",
  skipLines: "2",
  columns: { date: "Buchungstag", amount: "Betrag", text: "Zweck", counterparty: "empfänger", balance: "Saldo" },
});
const headless = CsvMapping.parse({
  delimiter: "\t",
  header: "false",
  decimal: ".",
  dates: "YYYYMMDD",
  columns: { date: "1", credit: "2", debit: "3", text: "4" },
});
const mappings: Record<string, Partial<Reading>> = {
  "german.windows-1252.csv": { mapping: german },
  "headless.tsv": { mapping: headless },
};
const currencyOf = (name: string) => (/ofx|qif/.test(name) ? "USD" : "EUR");

/** The file in pieces of this many bytes, as the worker gets it. */
async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(bytes: Uint8Array, terms: Reading, size = 1_000_000): Promise<Part[]> {
  const format = formatOf(new TextDecoder().decode(bytes.subarray(0, 4096)));
  const parts: Part[] = [];
  for await (const part of partsOf(format, textOf(pieces(bytes, size), terms.mapping), terms)) parts.push(part);
  return parts;
}
const plain = (parts: Part[]) =>
  `${JSON.stringify(parts, (_, value) => (typeof value === "bigint" ? value.toString() : value), 2)}\n`;
const files = readdirSync(folder).filter((name) => !name.endsWith(".json"));

for (const name of files) {
  test(`${name} is read as it was written down, in pieces of any size`, async () => {
    const terms = { currency: currencyOf(name), ...mappings[name] };
    const whole = plain(await read(golden(name), terms));
    if (process.env.WRITE_GOLDEN) writeFileSync(new URL(`${name}.json`, folder), whole);
    assert.equal(whole, golden(`${name}.json`).toString());
    for (const size of [1, 7, 64])
      assert.equal(plain(await read(golden(name), terms, size)), whole, `in pieces of ${size}`);
  });
}

const fails = (name: string, change: (text: string) => string, words: RegExp, line?: number) =>
  assert.rejects(
    read(Buffer.from(change(golden(name).toString("latin1")), "latin1"), {
      currency: currencyOf(name),
      ...mappings[name],
    }),
    (error: unknown) => {
      assert.ok(error instanceof FormatError, String(error));
      assert.match(error.message, words);
      if (line !== undefined) assert.equal(error.line, line);
      return true;
    },
  );

test("a file cut off in the middle is refused with its line, whatever its format", async () => {
  const half = (text: string) => text.slice(0, Math.floor(text.length * 0.7));
  await fails("two-payments.camt-v02.xml", half, /unclosed tag|unexpected end/i);
  await fails("month.mt940.sta", (text) => text.slice(0, text.indexOf(":62F:")), /truncated/);
  await fails("month.ofx1.ofx", half, /truncated/);
  await fails("month.ofx2.ofx", half, /truncated/);
  await fails("month.qif", half, /truncated/);
  await fails("german.windows-1252.csv", (text) => text.slice(0, text.lastIndexOf('"')), /truncated/);
});

test("another namespace, another kind of message and a document type are refused by name", async () => {
  const name = "two-payments.camt-v02.xml";
  await fails(
    name,
    (text) => text.replace("camt.053.001.02", "camt.052.001.02"),
    /camt\.052\.001\.02, not a statement/,
    2,
  );
  await fails(name, (text) => text.replace("camt.053.001.02", "pain.001.001.03"), /pain\.001/, 2);
  await fails(name, (text) => text.replace("<Document", '<!DOCTYPE x [<!ENTITY a "b">]><Document'), /document type/);
});

test("what is wrong with an amount, a day or a column is said with its line", async () => {
  await fails(
    "two-payments.camt-v02.xml",
    (text) => text.replace(">12.90<", ">12.905<"),
    /more decimals than EUR has/,
    20,
  );
  await fails(
    "month.mt940.sta",
    (text) => text.replace(":61:2610051005", ":61:2613051005"),
    /2026-13-05 is not a day/,
    8,
  );
  await fails(
    "month.ofx1.ofx",
    (text) => text.replace("<TRNAMT>250.00", "<TRNAMT>lots"),
    /“lots” is not an amount/,
    14,
  );
  await fails("month.qif", (text) => text.replace("D10/05/2026", "D2026"), /not a day written as MM\/DD\/YYYY/, 12);
  await fails(
    "german.windows-1252.csv",
    (text) => text.replace("Betrag", "Summe"),
    /no column “Betrag”\. This file has: Buchungstag/,
    3,
  );
  await fails("german.windows-1252.csv", (text) => text.replace('"-12,90"', '""'), /a date and no amount/, 4);
});

test("inverted signs, currencies without and with three decimals, and a sum that is not split lose nothing", async () => {
  const inverted = { ...headless, inverted: true };
  const lines = (await read(golden("headless.tsv"), { currency: "EUR", mapping: inverted })).filter(
    (one) => one.kind === "line",
  );
  assert.deepEqual(
    lines.map(({ amountMinor }) => amountMinor),
    [-25_000n, 1_290n],
  );
  const one = async (currency: string, amount: string) => {
    const text = `20261002\t${amount}\t\tx\n`;
    const parts = await read(Buffer.from(text), { currency, mapping: headless });
    return parts.flatMap((part) => (part.kind === "line" ? part.amountMinor : []))[0];
  };
  assert.equal(await one("JPY", "25000"), 25_000n);
  assert.equal(await one("KWD", "1.234"), 1_234n);
  await assert.rejects(one("JPY", "1.5"), FormatError);
  const charged = golden("two-payments.camt-v02.xml")
    .toString()
    .replace('<Amt Ccy="EUR">250.00', '<Amt Ccy="EUR">249.00');
  const batch = (await read(Buffer.from(charged), { currency: "EUR" })).filter((part) => part.kind === "line");
  assert.deepEqual(
    batch.slice(0, 3).map(({ amountMinor }) => amountMinor),
    [15_000n, 10_000n, -100n],
  );
});

test("whatever bytes come, a parser answers with parts or with an error that has a line", async () => {
  const starts: Record<Format, string> = {
    camt053: "<?xml",
    mt940: ":20:",
    ofx: "<OFX>",
    qif: "!Type:Bank\n",
    csv: "a;b\n",
  };
  const tokens = [
    "<",
    ">",
    "<OFX>",
    "</OFX>",
    "<STMTRS>",
    "<STMTTRN>",
    "<TRNAMT>1",
    "\n",
    ":61:2610021002C2,5NTRFX",
    ":60F:C261001EUR1,",
    ":62F:C261001EUR1,",
    ":86:?20",
    "^",
    "D1/2/26",
    "T1.5",
    ";",
    '"',
    "1,5",
    "02.10.2026",
    "&#x0;",
    "é",
    "-",
  ];
  const noise = fc.array(fc.oneof(fc.constantFrom(...tokens), fc.string({ maxLength: 12 })), { maxLength: 40 });
  const any = {
    currency: "EUR",
    mapping: CsvMapping.parse({ header: "false", columns: { date: "1", amount: "2", text: "3" } }),
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(starts)),
      noise,
      fc.integer({ min: 1, max: 50 }),
      async (start, rest, size) => {
        try {
          for (const part of await read(Buffer.from(start + rest.join("")), any, size))
            if (part.kind === "line") assert.notEqual(part.amountMinor, 0n);
        } catch (error) {
          assert.ok(error instanceof FormatError, `${String(error)} ${(error as Error).stack}`);
          assert.ok(Number.isInteger(error.line) && error.line >= 1, `line ${error.line}`);
        }
      },
    ),
    { numRuns: 600 },
  );
});

test("a good file with any one byte changed is read or refused, never more", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 0, max: 255 }), async (name, at, byte) => {
      const bytes = Uint8Array.from(golden(name));
      bytes[at % bytes.length] = byte;
      const terms = { currency: currencyOf(name), mapping: headless, ...mappings[name] };
      await read(bytes, terms).catch((error: unknown) =>
        assert.ok(error instanceof FormatError, `${name}: ${String(error)}`),
      );
    }),
    { numRuns: 400 },
  );
});
