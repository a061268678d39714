import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  isNarrowed,
  type ListSpec,
  type ListState,
  matchSearch,
  moneyBounds,
  PAGE_SIZES,
  parseListState,
  shownColumns,
  toSearchParams,
  viewSearch,
} from "./list.ts";

const spec: ListSpec = {
  columns: [
    { key: "title", label: "Event", kind: "text", sortable: true, filter: "text" },
    {
      key: "state",
      label: "State",
      kind: "state",
      sortable: true,
      filter: "enum",
      promoted: true,
      options: ["draft", "published", "live"].map((value) => ({ value, label: value })),
    },
    { key: "startsAt", label: "Starts", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "total", label: "Total", kind: "money", filter: "money-range" },
    { key: "online", label: "Online", kind: "badge", filter: "boolean", hiddenByDefault: true },
  ],
  defaultSort: { key: "startsAt", descending: true },
};

const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2199-12-30"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = fc
  .tuple(fc.boolean(), fc.nat(), fc.option(fc.integer({ min: 0, max: 9999 })))
  .map(([minus, whole, part]) => `${minus ? "-" : ""}${whole}${part === null ? "" : `.${part}`}`);
const phrase = fc
  .stringMatching(/^[a-zé&=%+,.#?"' ]{1,20}$/)
  .map((text) => text.replace(/ +/g, " ").trim())
  .filter(Boolean);
const cursor = fc.stringMatching(/^[\w.~-]{1,40}$/);

const state: fc.Arbitrary<ListState> = fc.record({
  q: fc.oneof(fc.constant(""), phrase),
  sort: fc.record({ key: fc.constantFrom("title", "state", "startsAt"), descending: fc.boolean() }),
  filters: fc.record(
    {
      title: fc.record({ kind: fc.constant("text" as const), text: phrase }),
      state: fc
        .subarray(["draft", "published", "live"], { minLength: 1 })
        .map((values) => ({ kind: "enum" as const, values })),
      startsAt: fc
        .uniqueArray(day, { minLength: 2, maxLength: 2 })
        .map((days) => days.sort())
        .chain(([from, before]) =>
          fc.constantFrom(
            { kind: "date-range" as const, from, before },
            { kind: "date-range" as const, from },
            { kind: "date-range" as const, before },
          ),
        ),
      total: fc
        .tuple(amount, amount)
        .chain(([min, max]) =>
          fc.constantFrom(
            { kind: "money-range" as const, min, max },
            { kind: "money-range" as const, min },
            { kind: "money-range" as const, max },
          ),
        ),
      online: fc.boolean().map((value) => ({ kind: "boolean" as const, value })),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<ListState["filters"]>,
  columns: fc.oneof(
    fc.constant(null),
    fc.shuffledSubarray(
      spec.columns.map((column) => column.key),
      { minLength: 1 },
    ),
  ),
  cursor: fc.oneof(
    fc.constant(null),
    cursor.map((after) => ({ after })),
    cursor.map((before) => ({ before })),
  ),
  size: fc.constantFrom(...PAGE_SIZES),
  view: fc.oneof(fc.constant(null), fc.uuid()),
});

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

test("an address that a list wrote is read back as the same list", () => {
  fc.assert(
    fc.property(state, (written) => {
      const address = `?${toSearchParams(spec, written)}`;
      assert.deepEqual(plain(parseListState(spec, new URLSearchParams(address))), plain(written));
    }),
    { numRuns: 1000 },
  );
});

test("whatever stands in the address, reading it never throws and settles after one reading", () => {
  const key = fc.oneof(
    fc.constantFrom("q", "sort", "cols", "after", "before", "size", "view", "__proto__"),
    fc.constantFrom("f.title", "f.state", "f.startsAt", "f.total", "f.online", "f.nothing"),
  );
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("..", "-", "a..b..c", "-state", ",,"));
  fc.assert(
    fc.property(fc.dictionary(key, fc.oneof(text, fc.array(text))), (params) => {
      const once = parseListState(spec, params);
      assert.deepEqual(parseListState(spec, toSearchParams(spec, once)), once);
    }),
    { numRuns: 2000 },
  );
});

test("what the list does not know is left out and what it knows is kept", () => {
  const read = parseListState(spec, {
    q: "  Jazz\u0000 night ",
    sort: "-total",
    "f.state": "live,deleted,draft",
    "f.startsAt": "2026-02-30..2026-03-01",
    "f.total": "ten..20.50",
    "f.secret": "1",
    cols: "title,password,title,total",
    after: "not a cursor",
    before: "eyJhIjoxfQ",
    size: "1000",
    utm_source: "letter",
  });
  assert.deepEqual(read, {
    q: "Jazz night",
    sort: { key: "startsAt", descending: true },
    filters: {
      state: { kind: "enum", values: ["draft", "live"] },
      startsAt: { kind: "date-range", before: "2026-03-01" },
      total: { kind: "money-range", max: "20.50" },
    },
    columns: ["title", "total"],
    cursor: { before: "eyJhIjoxfQ" },
    size: 50,
    view: null,
  });
});

test("a list at rest has an empty address", () => {
  const atRest = parseListState(spec, {});
  assert.equal(toSearchParams(spec, atRest).toString(), "");
  assert.equal(isNarrowed(atRest), false);
  assert.equal(isNarrowed(parseListState(spec, { "f.online": "no" })), true);
  assert.deepEqual(
    shownColumns(spec, atRest).map((column) => column.key),
    ["title", "state", "startsAt", "total"],
  );
});

test("a saved view keeps the arrangement but not the place, and a match keeps only the narrowing", () => {
  const read = parseListState(spec, {
    q: "jazz",
    sort: "title",
    "f.online": "yes",
    cols: "title",
    after: "abc",
    view: "v1",
  });
  assert.equal(viewSearch(spec, read), "q=jazz&sort=title&f.online=yes&cols=title");
  assert.equal(matchSearch(spec, read), "q=jazz&f.online=yes");
});

test("a money filter becomes minor units of the currency and never admits more than was asked", () => {
  const range = { kind: "money-range", min: "10.505", max: "-3.999" } as const;
  assert.deepEqual(moneyBounds(range, 2), { min: 1051n, max: -400n });
  assert.deepEqual(moneyBounds(range, 3), { min: 10505n, max: -3999n });
  assert.deepEqual(moneyBounds(range, 0), { min: 11n, max: -4n });
  assert.deepEqual(moneyBounds({ kind: "money-range", min: "-0.5" }, 0), { min: 0n });
});
