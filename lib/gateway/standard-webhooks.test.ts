import assert from "node:assert/strict";
import { test } from "node:test";
import { hasExpired, passesLuhn, testCards } from "#lib/gateway/rules";
import { sign, Unsigned, verify } from "#lib/gateway/standard-webhooks";

// The example of the specification's own libraries (Standard Webhooks 1.0).
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const body = '{"test": 2432232314}';
const at = new Date(1_614_265_330_000);

test("a signature is that of the specification's example", () => {
  assert.equal(sign(secret, id, body, at).signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("one right signature among several is enough, and none is not", () => {
  const right = sign(secret, id, body, at);
  verify(secret, { ...right, signature: `v1,AAAA v1a,xyz ${right.signature}` }, body, at);
  for (const signature of ["", "v1,", "v1,AAAA", right.signature.replace("v1,", "v2,"), right.signature.slice(3)]) {
    assert.throws(() => verify(secret, { ...right, signature }, body, at), Unsigned, signature);
  }
});

test("a timestamp may be five minutes away and not more, unless age does not matter", () => {
  const headers = sign(secret, id, body, at);
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
  for (const near of [-300, 0, 300]) verify(secret, headers, body, after(near));
  for (const far of [-301, 301]) assert.throws(() => verify(secret, headers, body, after(far)), Unsigned);
  verify(secret, headers, body);
  assert.throws(() => verify(secret, { ...headers, timestamp: "1614265331" }, body), Unsigned, "it is signed too");
});

test("every test card has a right check digit, and one wrong digit is noticed", () => {
  for (const { number } of testCards) {
    assert.ok(passesLuhn(number), number);
    assert.ok(!passesLuhn(number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)), number);
  }
});

test("a card is good through the last day of its month", () => {
  assert.equal(hasExpired("02/28", new Date("2028-02-29T23:59:00Z")), false);
  assert.equal(hasExpired("02/28", new Date("2028-03-01T13:00:00Z")), true);
  assert.equal(hasExpired("12 / 2027", new Date("2028-01-02T00:00:00Z")), true);
});
