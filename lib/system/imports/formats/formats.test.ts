import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { checkRow } from "#lib/system/imports/checking";
import { clockOf, minutesOf } from "#lib/system/imports/clock";
import { rowsOf } from "#lib/system/imports/formats/detect";
import { type FoundRow, ImportError, type ImportKind, importFields, suggestMapping } from "#lib/system/imports/rules";

const golden = (name: string) => readFileSync(new URL(`../golden/${name}`, import.meta.url));
const rowsIn = async (kind: ImportKind, bytes: Uint8Array | string) => {
  const rows: FoundRow[] = [];
  for await (const row of rowsOf(kind, Buffer.from(bytes)).rows) rows.push(row);
  return rows;
};
const faultOf = async (kind: ImportKind, text: string | Uint8Array) => {
  try {
    await rowsIn(kind, text);
  } catch (error) {
    if (error instanceof ImportError) return { line: error.line, message: error.message };
    throw error;
  }
  return null;
};

test("a table is read with its delimiter, its quoted lines and the line of each row", async () => {
  const rows = await rowsIn("events", golden("events.csv"));
  assert.deepEqual(
    rows.map(({ at }) => at),
    [2, 5, 6, 7],
  );
  assert.equal(rows[0]?.data["Event Title"], "Lantern walk; the long one");
  assert.equal(rows[0]?.data.Details, 'Bring a lamp.\n\nSecond line, with "quotes".');
});

test("a quotation mark that is never closed names its line, in the middle of twenty megabytes", async () => {
  const line = `${"x".repeat(80)},2027-06-01 20:00\n`;
  const half = line.repeat(125_000);
  const fault = await faultOf("events", `Name,Start\n${half}"Broken,2027-06-01 20:00\n${half}`);
  assert.equal(fault?.line, 125_002);
  assert.match(fault?.message ?? "", /never closed/);
  assert.equal((await rowsIn("events", `Name,Start\n${line}`)).length, 1);
});

test("twenty megabytes with one row of too many cells in the middle are read whole: that row is wrong, by its line", async () => {
  const line = `${"x".repeat(190)},2027-06-01 20:00\n`;
  const half = line.repeat(50_000);
  const text = `Name,Start\n${half}Broken,2027-06-01 20:00,more\n${half}`;
  assert.ok(text.length > 20_000_000);
  const rows = await rowsIn("events", text);
  assert.equal(rows.length, 100_001);
  assert.deepEqual(
    rows.filter(({ errors }) => errors).map(({ at, errors }) => [at, errors?.[0]?.message]),
    [[50_002, "This row has 3 cells, the headings are 2."]],
  );
});

test("a row with too few or too many cells is wrong by itself; the others are read", async () => {
  const rows = await rowsIn("events", "Name,Start\na,2027-06-01,more\nb,2027-06-02\n");
  assert.match(rows[0]?.errors?.[0]?.message ?? "", /3 cells, the headings are 2/);
  assert.equal(rows[1]?.errors, undefined);
});

test("old spreadsheets' letters and UTF-16 are read as they were meant", async () => {
  const old = Buffer.concat([Buffer.from("Name,Start\nCaf"), Buffer.from([0xe9]), Buffer.from(",2027-06-01\n")]);
  assert.equal((await rowsIn("events", old))[0]?.data.Name, "Café");
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Name,Start\nCafé,2027-06-01\n", "utf16le")]);
  assert.equal((await rowsIn("events", wide))[0]?.data.Name, "Café");
});

test("a calendar keeps known zones' wall clocks and turns its own zones into moments", async () => {
  const rows = await rowsIn("events", golden("calendar.ics"));
  assert.deepEqual(
    rows.map(({ at, data, errors }) => [at, data.name, data.starts, data.zone, errors?.length ?? 0]),
    [
      [21, "Friday session", "2027-10-15T20:00", "Europe/Berlin", 0],
      [31, "Friday session on the boat", "2027-10-29T21:00", "Europe/Berlin", 0],
      [38, "Summer concert", "2027-07-01T18:00:00.000Z", "", 0],
      [44, "Winter concert", "2027-12-01T19:00:00.000Z", "", 0],
      [50, "Nobody knows when", undefined, undefined, 1],
    ],
  );
  assert.equal(rows[0]?.data.rule, "FREQ=WEEKLY;COUNT=4");
  assert.equal(rows[0]?.data.except, "2027-10-22T20:00 2027-10-29T20:00");
  assert.match(rows[0]?.data.description ?? "", /middle of a sentence, and has/);
});

test("a broken calendar names the line that breaks it", async () => {
  const text = golden("calendar.ics").toString();
  assert.equal((await faultOf("events", text.replace("DURATION:PT2H", "what is this")))?.line, 42);
  assert.equal((await faultOf("events", text.replace("END:VCALENDAR\n", "")))?.message.includes("stops before"), true);
  assert.equal((await faultOf("events", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR"))?.line, 3);
});

test("events of schema.org are found in a graph, others in it are not", async () => {
  const rows = await rowsIn("events", golden("events.jsonld"));
  assert.deepEqual(
    rows.map(({ data }) => [data.name, data.venue, data.city, data.format, data.category]),
    [
      ["Choir of lamps", "Old Boathouse", "Hamburg", "", "Music"],
      ["Talk on wicks", "", "", "online", ""],
    ],
  );
});

test("JSON names the line at which it breaks", async () => {
  assert.equal((await faultOf("events", '[\n{"name":"a"},\n{"name":}\n]'))?.line, 3);
  assert.equal(
    (await rowsIn("events", '{"events":[{"name":"a","venue":{"city":"Ghent"}}]}'))[0]?.data["venue.city"],
    "Ghent",
  );
});

test("a conference schedule gives each session its room, day and people", async () => {
  const rows = await rowsIn("sessions", golden("schedule.xml"));
  assert.deepEqual(
    rows.map(({ data }) => [data.title, data.room, data.starts, data.duration]),
    [
      ["Opening & welcome", "Great hall", "2027-10-01T10:00:00+02:00", "00:45"],
      ["Wick workshop", "Great hall", "2027-10-01T11:00", "1:30"],
      ["Unclear talk", "Attic", "2027-10-01T11:00", "soon"],
    ],
  );
  assert.equal(rows[0]?.data.abstract, "All about <lamps>.");
  assert.equal(rows[0]?.data.speakers, "Noor Haddad, Bram de Wit");
  assert.equal((await faultOf("sessions", "<schedule>\n<day>\n</schedule>"))?.line, 3);
  assert.match(
    (await faultOf("sessions", '<!DOCTYPE x [<!ENTITY a "b">]><schedule/>'))?.message ?? "",
    /document type/,
  );
});

test("columns are found by what others call them", () => {
  for (const heading of ["Order #", "Order no.", "Order ID", "order_number", "ORDER NO", "Order"])
    assert.equal(suggestMapping("orders", [heading]).reference, heading, heading);
  for (const heading of ["Last Name", "Surname", "last_name"])
    assert.equal(suggestMapping("orders", [heading]).lastName, heading, heading);
  assert.deepEqual(suggestMapping("events", ["Wann", "Was"], { name: "Was", starts: "Wann" }), {
    name: "Was",
    starts: "Wann",
  });
});

test("days are read in the order that was said, and those that do not exist are refused", () => {
  assert.equal(clockOf("01.06.2027 20:00", "Europe/Berlin", "dmy")?.at.toISOString(), "2027-06-01T18:00:00.000Z");
  assert.equal(clockOf("6/1/2027 8:00 PM", "America/New_York", "mdy")?.at.toISOString(), "2027-06-02T00:00:00.000Z");
  assert.equal(clockOf("2027-06-01T20:00:00+02:00", "UTC", "dmy")?.local, "2027-06-01T18:00");
  for (const wrong of ["31.02.2027", "2027-13-01", "2027-01-01 25:00", "soon", ""])
    assert.equal(clockOf(wrong, "Europe/Berlin", "dmy"), null, wrong);
  assert.deepEqual(["90", "1:30", "1h30", "PT1H30M", "PT90M", "x"].map(minutesOf), [90, 90, 90, 90, 90, null]);
});

const kinds = ["events", "sessions", "orders"] as const;

test("whatever a file holds, it is read, or refused in words by its line", async () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "BEGIN:VCALENDAR\n",
      "BEGIN:VEVENT\n",
      "END:VEVENT\n",
      "DTSTART:20270101T100000\n",
      "RRULE:FREQ=DAILY\n",
    ),
    fc.constantFrom(
      "[",
      "{",
      '"a":',
      '"',
      ",",
      "]",
      "}",
      "<schedule>",
      "<day date='2027-01-01'>",
      "<event>",
      "</event>",
      "\n",
      ";",
      "\t",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.array(piece, { maxLength: 30 }), async (kind, pieces) => {
      const fault = await faultOf(kind, pieces.join(""));
      assert.ok(fault === null || fault.message.length > 0);
    }),
    { numRuns: 600 },
  );
});

test("whatever a row says, it means something or is wrong in words", () => {
  const facts = {
    ...{ id: "", run: "", state: "checking" as const, mode: "all" as const, remembered: null, rows: 1, done: 0 },
    ...{
      orgZone: "Europe/Berlin",
      orgCurrency: "EUR",
      venues: [],
      stations: [],
      tiers: [{ id: "t", name: "Regular" }],
    },
    ...{ event: null, categories: [{ key: "music", name: "Music" }] },
    options: { money: "received" as const, category: "music" },
  };
  const rules = fc.constantFrom(
    "FREQ=DAILY",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;COUNT=3",
    "FREQ=MONTHLY;BYDAY=6MO",
  );
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom("2027-01-01 10:00", "a@b.c", "Regular", "12,50", "1.234,56"),
    rules,
  );
  const badZoneAgain = importFields.events.map(
    ({ key }) => ({ zone: "!", rule: "FREQ=DAILY" })[key] ?? "2027-01-01 10:00",
  );
  while (badZoneAgain.length < 14) badZoneAgain.push("");
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.array(cell, { minLength: 14, maxLength: 14 }), (kind, cells) => {
      const data = Object.fromEntries(importFields[kind].map(({ key }, n) => [key, cells[n] ?? ""]));
      const mapping = Object.fromEntries(Object.keys(data).map((key) => [key, key]));
      const found = checkRow({ n: 1, at: 1, data, found: [] }, { ...facts, kind, mapping });
      assert.equal(found.value === null, found.errors.length > 0);
    }),
    { numRuns: 600, examples: [["events", badZoneAgain]] },
  );
});
