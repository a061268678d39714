import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accentColours, contrast, parse } from "#lib/organizations/accent";

const channel = fc.integer({ min: 0, max: 255 });
const colour = fc
  .tuple(channel, channel, channel)
  .map((parts) => `#${parts.map((one) => one.toString(16).padStart(2, "0")).join("")}`);
const between = (one: string, other: string) => contrast(parse(one), parse(other));

test("whatever colour an organization chooses, its buttons and words can be read in light and in dark", () => {
  fc.assert(
    fc.property(colour, (accent) => {
      const { fill, ink, words, fillDark, inkDark, wordsDark } = accentColours(accent);
      assert.ok(between(fill, ink) >= 4.5 && between(fillDark, inkDark) >= 4.5);
      assert.ok(between(fill, "#ffffff") >= 1.5 && between(fillDark, "#1c211f") >= 1.5);
      assert.ok(between(words, "#f6f8f6") >= 4.5 && between(wordsDark, "#1c211f") >= 4.5);
    }),
  );
});

test("a colour that can be read already stays what it is", () => {
  assert.equal(accentColours("#0f766e").fill, "#0f766e");
  assert.equal(accentColours("#f2c200").fill, "#f2c200");
  assert.notEqual(accentColours("#f2c200").words, "#f2c200");
  assert.notEqual(accentColours("#fefefe").fill, "#fefefe");
});
