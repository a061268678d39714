import assert from "node:assert/strict";
import { test } from "node:test";
import { bicFault, compact, ibanFault, routingFault } from "#lib/payments/payouts/bank-numbers";
import { NewPayoutAccount } from "#lib/payments/payouts/rules";

const good = [
  "DE89 3704 0044 0532 0130 00",
  "GB29NWBK60161331926819",
  "FR1420041010050500013M02606",
  "NO9386011117947",
  "MT84MALT011000012345MTLCAST001S",
];

test("an IBAN of the registry is taken, and the same one with any two neighbours swapped or a digit changed is not", () => {
  for (const iban of good) {
    assert.equal(ibanFault(iban), null, iban);
    const plain = compact(iban);
    for (let at = 4; at < plain.length; at += 1) {
      const changed =
        plain.slice(0, at) +
        (/\d/.test(plain[at] ?? "") ? String((Number(plain[at]) + 1) % 10) : "Q") +
        plain.slice(at + 1);
      if (changed !== plain) assert.ok(ibanFault(changed), changed);
      const swapped = plain.slice(0, at) + (plain[at + 1] ?? "") + plain[at] + plain.slice(at + 2);
      if (at + 1 < plain.length && plain[at] !== plain[at + 1]) assert.ok(ibanFault(swapped), swapped);
    }
  }
});

test("an IBAN says what is wrong with it", () => {
  assert.match(ibanFault("DE8937040044053201300") ?? "", /has 22 characters; this one has 21/);
  assert.match(ibanFault("ZZ89370400440532013000") ?? "", /No IBAN begins with ZZ/);
  assert.match(ibanFault("3704") ?? "", /two letters and two digits/);
  assert.match(ibanFault("DE88370400440532013000") ?? "", /check digits/);
});

test("a routing number is taken by its checksum", () => {
  for (const one of ["021000021", "011401533", "0910-0001-9"]) assert.equal(routingFault(one), null, one);
  for (const one of ["021000022", "012000021", "000000000", "12345678", "abcdefghi"]) assert.ok(routingFault(one), one);
});

test("a BIC has eight or eleven characters", () => {
  for (const one of ["COBADEFF", "COBADEFFXXX", "deutdeff500"]) assert.equal(bicFault(one), null, one);
  for (const one of ["COBADEF", "COBADEFFX", "COBA1EFF", ""]) assert.ok(bicFault(one), one);
});

test("the form refuses what does not fit together, by the field, and takes what does", () => {
  const base = {
    kind: "iban",
    holder: "Lantern GmbH",
    country: "DE",
    currency: "EUR",
    number: "DE89370400440532013000",
  };
  const faults = (fields: object) =>
    NewPayoutAccount.safeParse({ ...base, ...fields }).error?.issues.map(({ path }) => path.join(".")) ?? [];
  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({ bic: "COBADEFF" }), []);
  assert.deepEqual(faults({ bic: "BNPAFRPP" }), ["bic"]);
  assert.deepEqual(faults({ country: "FR" }), ["country"]);
  assert.deepEqual(faults({ number: "DE88370400440532013000" }), ["number"]);
  assert.deepEqual(
    faults({ kind: "us", country: "US", number: "12345678", routing: "021000021", currency: "USD" }),
    [],
  );
  assert.deepEqual(faults({ kind: "us", country: "US", number: "12345678", routing: "021000022" }), ["routing"]);
  assert.deepEqual(faults({ kind: "us", country: "DE", number: "1", routing: "" }).sort(), [
    "country",
    "number",
    "routing",
  ]);
  assert.deepEqual(faults({ kind: "other", number: "12345678", country: "JP" }), ["bic"]);
  assert.deepEqual(faults({ kind: "other", number: "12345678", country: "JP", bic: "BOTKJPJT" }), []);
  assert.deepEqual(faults({ currency: "XYZ" }), ["currency"]);
  assert.deepEqual(faults({ holder: "x".repeat(71) }), ["holder"]);
});
