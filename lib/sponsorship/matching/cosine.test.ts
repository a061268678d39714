import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite/vector";

const file = readFileSync(new URL("../../../db/sql/73a-matching-cosine.sql", import.meta.url), "utf8");
let plain: PGlite;
let quick: PGlite;

/** A small PostgreSQL in this process: the one at hand has no pgvector. */
async function house(extension: boolean): Promise<PGlite> {
  const made = new PGlite(extension ? { extensions: { vector } } : {});
  await made.exec(
    "create role gr_flow; create schema sponsorship; create schema extras; grant usage on schema sponsorship to gr_flow",
  );
  if (extension) await made.exec("create extension vector schema extras");
  await made.exec(file);
  await made.exec(file);
  return made;
}
before(async () => {
  [plain, quick] = await Promise.all([house(false), house(true)]);
});
after(() => Promise.all([plain.close(), quick.close()]));

async function cosine(db: PGlite, one: number[], other: number[]): Promise<number> {
  const { rows } = await db.query<{ c: string }>("select sponsorship.cosine($1::real[], $2::real[])::text as c", [
    one,
    other,
  ]);
  return Number(rows[0]?.c);
}
const body = async (db: PGlite) =>
  (await db.query<{ s: string }>("select prosrc as s from pg_proc where proname = 'cosine'")).rows[0]?.s ?? "";

test("where pgvector is present it counts, and elsewhere decimal arithmetic does", async () => {
  assert.match(await body(quick), /extras\.<=>/);
  assert.doesNotMatch(await body(plain), /<=>/);
});

test("both find the same cosine to five places; of nothing it is none", async () => {
  let seed = 7;
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let round = 0; round < 40; round++) {
    const [one, other] = [0, 1].map(() => Array.from({ length: 1024 }, () => (next() < 0.9 ? 0 : next()))) as [
      number[],
      number[],
    ];
    const [exact, near] = [await cosine(plain, one, other), await cosine(quick, one, other)];
    assert.ok(Math.abs(exact - near) <= 1e-5, `${exact} and ${near}`);
    assert.ok(exact >= 0 && exact <= 1);
    assert.equal(await cosine(quick, one, one), 1);
  }
  const nothing = Array<number>(1024).fill(0);
  for (const db of [plain, quick]) assert.equal(await cosine(db, nothing, [1, ...nothing.slice(1)]), 0);
});
