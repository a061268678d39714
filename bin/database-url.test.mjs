import assert from "node:assert/strict";
import test from "node:test";
import { checkDatabase, forRole, readDatabaseUrl, refuseOldServer } from "./lib/database-url.mjs";
import { environments } from "./lib/environments.mjs";
import { freePort } from "./lib/ports.mjs";
import { newSecrets } from "./lib/secrets.mjs";

test("a role's address differs from the administrator's only in user and password", () => {
  const address = forRole(
    "postgresql://postgres:old@db.example.com:6543/house?sslmode=require&x=1",
    "gr_app",
    "p@ss/word#1",
  );
  const url = new URL(address);
  assert.equal(url.username, "gr_app");
  assert.equal(decodeURIComponent(url.password), "p@ss/word#1");
  assert.equal(`${url.host}${url.pathname}${url.search}`, "db.example.com:6543/house?sslmode=require&x=1");
});

test("a pooler's project suffix moves over to the role's name, an ordinary dot in a name does not", () => {
  const pooled =
    "postgresql://postgres.abcdefghijklmnopqrst:secret@aws-0-eu-central-1.pooler.supabase.com:5432/postgres";
  assert.equal(new URL(forRole(pooled, "gr_worker", "p")).username, "gr_worker.abcdefghijklmnopqrst");
  assert.equal(new URL(forRole("postgresql://jane.doe:secret@host/db", "gr_worker", "p")).username, "gr_worker");
});

test("what is not a PostgreSQL address is refused in one sentence that keeps the password to itself", () => {
  const wrong = [
    "hello",
    "mysql://u:hunter2@h/d",
    "postgresql://:hunter2@h/d",
    "postgresql://u:hunter2@h",
    "postgresql://u:hunter2@h/",
  ];
  for (const text of wrong) {
    assert.throws(
      () => readDatabaseUrl(text),
      (error) => error.name === "Stop" && error.message.includes("DATABASE_URL") && !error.message.includes("hunter2"),
      text,
    );
  }
  assert.equal(readDatabaseUrl("postgres://u:p@h/d").hostname, "h");
});

test("a server that is not there, a wrong password and a missing database each have their sentence", async () => {
  const port = await freePort();
  await assert.rejects(
    checkDatabase(`postgresql://u:p@127.0.0.1:${port}/d`),
    /No database server answers at 127\.0\.0\.1/,
  );
  await assert.rejects(
    checkDatabase("postgresql://u:p@nowhere.invalid/d"),
    /"nowhere\.invalid", which is not found|cannot be reached/,
  );
  const real = new URL(process.env.DATABASE_URL);
  real.password = "wrong";
  await assert.rejects(checkDatabase(real.href), /refuses user "postgres" with the password/);
  const other = new URL(process.env.DATABASE_URL);
  other.pathname = "/not_there";
  await assert.rejects(checkDatabase(other.href), /has no database "not_there"/);
  assert.match(await checkDatabase(process.env.DATABASE_URL), /^1[5-9]\.\d+$/);
});

test("PostgreSQL before 15, and 17 before 17.6, are refused; the others are welcome", () => {
  assert.throws(() => refuseOldServer(140_012), /14\.12 is too old/);
  assert.throws(() => refuseOldServer(170_005), /17\.5 has known holes/);
  for (const [number, version] of [
    [150_001, "15.1"],
    [160_010, "16.10"],
    [170_006, "17.6"],
    [180_000, "18.0"],
  ]) {
    assert.equal(refuseOldServer(number), version);
  }
});

test("the web process learns neither the administrator's address nor another role's password", () => {
  const secrets = newSecrets();
  const administrator = "postgresql://boss:topsecret@h/d";
  const base = { DATABASE_URL: administrator, APP_PASSWORD: "x", LANG: "C" };
  const { setup, web, worker } = environments({ base, administrator, secrets, origin: "http://localhost:1" });
  assert.equal(setup.DATABASE_URL, administrator);
  for (const env of [web, worker]) {
    assert.ok(!Object.values(env).some((value) => value.includes("topsecret")));
    assert.ok(!("APP_PASSWORD" in env) && env.LANG === "C" && env.APP_DATABASE_URL.includes("gr_app"));
  }
  assert.ok(web.AUTH_JWT_SECRET && !worker.AUTH_JWT_SECRET);
  assert.ok(worker.WORKER_DATABASE_URL && !web.WORKER_DATABASE_URL);
});

test("with a Supabase project the embedded auth server gets nothing, and the key must not be missing", () => {
  const secrets = newSecrets();
  const administrator = "postgresql://boss:p@h/d";
  const base = { SUPABASE_URL: "https://project.example", SUPABASE_PUBLISHABLE_KEY: "k" };
  const { web } = environments({ base, administrator, secrets, origin: "o" });
  assert.ok(!web.AUTH_DATABASE_URL && !web.AUTH_JWT_SECRET && web.SUPABASE_URL);
  const half = { SUPABASE_URL: base.SUPABASE_URL };
  assert.throws(() => environments({ base: half, administrator, secrets, origin: "o" }), /SUPABASE_PUBLISHABLE_KEY/);
});
