import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "#db/seed/ref/rows";
import { sources } from "#db/seed/ref/sources";
import { digitsOf, isCurrency, ratesCharged } from "#lib/ref/rules";

const currencies = rowsOf("currencies");
const countries = rowsOf("countries");
const zones = rowsOf("timezones");
const byName = new Map(zones.map((zone) => [zone.name, zone]));

test("the browser knows the digits of exactly the currencies in the data", () => {
  for (const row of currencies) assert.equal(digitsOf(String(row.code)), Number(row.minor_units), `${row.code}`);
  const everyCode = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const known = everyCode.flatMap((a) => everyCode.flatMap((b) => everyCode.map((c) => a + b + c))).filter(isCurrency);
  assert.equal(known.length, currencies.length);
});

test("digits follow ISO 4217 where other sources round them away", () => {
  const iso = {
    JPY: 0,
    UGX: 0,
    ISK: 0,
    EUR: 2,
    HUF: 2,
    IDR: 2,
    COP: 2,
    KWD: 3,
    BHD: 3,
    IQD: 3,
    CLF: 4,
    UYW: 4,
  };
  for (const [code, digits] of Object.entries(iso)) assert.equal(digitsOf(code), digits, code);
});

test("a code without a minor unit is refused, not guessed", () => {
  for (const code of ["XAU", "XXX", "eur", "EURO", ""]) assert.throws(() => digitsOf(code), RangeError, code);
  assert.equal(digitsOf("EUR"), 2);
});

test("every currency a country names exists and is in use", () => {
  const active = new Set(currencies.filter((row) => row.active === "true").map((row) => row.code));
  const lacking = countries.filter((row) => row.currency !== null && !active.has(row.currency ?? ""));
  assert.deepEqual(lacking, []);
  assert.deepEqual(
    countries.filter((row) => row.currency === null).map((row) => row.code),
    ["AQ"],
  );
});

test("recent changes of money are known: Bulgaria, Croatia, Curaçao, Sierra Leone, Zimbabwe", () => {
  const today = Object.fromEntries(countries.map((row) => [row.code, row.currency]));
  assert.deepEqual([today.BG, today.HR, today.CW, today.SL, today.ZW], ["EUR", "EUR", "XCG", "SLE", "ZWG"]);
  for (const gone of ["BGN", "HRK", "ANG", "SLL", "ZWL"]) {
    assert.equal(currencies.find((row) => row.code === gone)?.active, "false", gone);
  }
});

test("the lists are complete", () => {
  assert.ok(countries.length >= 249, `${countries.length} countries`);
  assert.ok(currencies.filter((row) => row.active === "true").length >= 155, "active currencies");
  assert.ok(rowsOf("languages").length >= 183, "languages");
  assert.ok(zones.filter((zone) => zone.country_code).length >= 400, "zones of a country");
  assert.ok(rowsOf("event_categories").length >= 24, "event categories");
  assert.ok(rowsOf("industries").length >= 20, "industries");
  const zoned = new Set(zones.map((zone) => zone.country_code));
  assert.deepEqual(
    countries.filter((row) => !zoned.has(row.code)).map((row) => row.code),
    ["BV", "HM"],
    "only the two uninhabited islands have no zone",
  );
});

test("no key appears twice, and every row says where it comes from and when that was published", () => {
  for (const { table, key } of sources) {
    const rows = rowsOf(table);
    assert.equal(new Set(rows.map((row) => row[key])).size, rows.length, table);
    for (const row of rows) assert.ok(row[key] && row.source && row.as_of, `${table} ${row[key]}`);
  }
});

test("every zone is one that dates can be shown in", () => {
  for (const zone of zones) new Intl.DateTimeFormat("en", { timeZone: String(zone.name) });
  assert.throws(() => new Intl.DateTimeFormat("en", { timeZone: "Mars/Olympus" }), RangeError);
});

test("an alias points at a zone that is not an alias itself", () => {
  const aliases = zones.filter((zone) => zone.alias_of !== null);
  assert.ok(aliases.length > 100);
  for (const alias of aliases) assert.equal(byName.get(alias.alias_of)?.alias_of, null, `${alias.name}`);
});

test("every country is known to the platform, and four in five go by the same name there", () => {
  const known = new Intl.DisplayNames("en", {
    type: "region",
    fallback: "none",
  });
  for (const row of countries) assert.ok(known.of(String(row.code)), `${row.code}`);
  const same = countries.filter((row) => known.of(String(row.code)) === row.name);
  assert.ok(same.length > 200, `${same.length} names agree`);
});

test("a tax has one rate on any day, and its rate is a whole number of millionths", () => {
  const rates = rowsOf("tax_rates");
  for (const a of rates) {
    assert.match(String(a.rate_millionths), /^[1-9][0-9]*$/, `${a.code}`);
    assert.ok(
      countries.some((row) => row.code === a.country_code),
      `${a.code}`,
    );
    const rivals = rates.filter(
      (b) =>
        b !== a &&
        b.country_code === a.country_code &&
        b.region === a.region &&
        b.tax === a.tax &&
        String(b.valid_from) <= (a.valid_to ?? "9999") &&
        String(a.valid_from) <= (b.valid_to ?? "9999"),
    );
    assert.deepEqual(rivals, [], `${a.code}`);
  }
});

test("Ontario charges HST instead of GST, and Québec charges QST beside it", () => {
  const gst = { region: "", replacesNational: false };
  const hst = { region: "ON", replacesNational: true };
  const qst = { region: "QC", replacesNational: false };
  assert.deepEqual(ratesCharged([gst, hst]), [hst]);
  assert.deepEqual(ratesCharged([gst, qst]), [gst, qst]);
  assert.deepEqual(ratesCharged([gst]), [gst]);
});

test("the hashtags left out are written as they are compared: lower case, without the sign", () => {
  const tags = rowsOf("hashtag_stoplist").map((row) => String(row.tag));
  assert.ok(tags.includes("follow4follow"));
  for (const tag of tags) assert.match(tag, /^[a-z0-9_]+$/);
});
