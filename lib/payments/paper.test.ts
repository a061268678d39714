import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { paper } from "#lib/payments/paper";
import { xlsxOf } from "#lib/system/xlsx";

const rows = Array.from({ length: 120 }, (_, i) => ({ cells: [`assets:bank:b${i}`, `${i}.00`], strong: i === 119 }));
const wanted = (title: string) => ({
  title,
  organization: { name: "Łódź Lanterns", lines: ["Harbour Street 12"] },
  currencies: ["EUR"],
  zone: "Europe/Warsaw",
  madeAt: new Date("2026-03-01T10:00:00Z"),
  blocks: [
    { kind: "heading", text: "All accounts" } as const,
    { kind: "table", columns: [{ label: "Account" }, { label: "Balance", align: "right" }], rows } as const,
  ],
});

test("the same paper of the same moment is the same file, and another is not", async () => {
  const [first, again, other] = await Promise.all([
    paper(wanted("Trial balance")),
    paper(wanted("Trial balance")),
    paper(wanted("Balance sheet")),
  ]);
  assert.ok(first.equals(again));
  assert.ok(!first.equals(other));
});

test("a long table goes on over numbered pages with its headings, and no page is left empty", async () => {
  const pdf = (await paper(wanted("Trial balance"))).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 3, `${pages} pages`);
  const streams = [...pdf.matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, body = ""]) => {
    try {
      const text = inflateSync(Buffer.from(body, "latin1")).toString("latin1");
      return text.includes(" Tm") ? [text] : [];
    } catch {
      return [];
    }
  });
  assert.equal(streams.length, pages);
  // Headings, rows and the two lines at the foot: far more texts than a foot alone.
  for (const stream of streams) assert.ok((stream.match(/\bTJ\b/g)?.length ?? 0) > 6);
});

test("a spreadsheet keeps amounts exact, days as dates, and what would begin a formula as text", async () => {
  const money = (minor: string, currency: string, digits: number) => ({ minor, currency, digits });
  const file = await xlsxOf({
    name: "Trial/balance",
    facts: [["Zone", "Europe/Warsaw"]],
    zone: "Europe/Warsaw",
    columns: [
      { key: "day", label: "Day", kind: "date" },
      { key: "at", label: "Recorded", kind: "datetime" },
      { key: "memo", label: "Memo", kind: "text" },
      { key: "amount", label: "Amount", kind: "money" },
    ],
    rows: [
      {
        id: "1",
        day: "2026-03-01",
        at: "2026-03-01T11:30:00Z",
        memo: "=1+1",
        amount: money("-123456789012345", "EUR", 2),
      },
      { id: "2", day: "2026-03-29", at: null, memo: "Yen", amount: money("1250", "JPY", 0) },
      { id: "3", day: null, at: null, memo: "", amount: money("9007199254740991", "EUR", 2) },
    ],
  });
  const parts = unzipSync(file);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const sheet = part("xl/worksheets/sheet1.xml");
  const texts = part("xl/sharedStrings.xml");
  assert.match(part("xl/workbook.xml"), /name="Trial balance"/);
  assert.match(sheet, /<v>-1234567890123\.45<\/v>/);
  assert.match(sheet, /<v>1250<\/v>/);
  // 1 March 2026 is day 46082 of spreadsheets; 12:30 in Warsaw is a little more than half of it.
  assert.match(sheet, /<v>46082<\/v>/);
  assert.match(sheet, /<v>46082\.52083333\d*<\/v>/);
  assert.doesNotMatch(sheet, /<f>/);
  for (const text of ["=1+1", "90071992547409.91", "Recorded (Europe/Warsaw)", "JPY"])
    assert.ok(texts.includes(text), text);
});
