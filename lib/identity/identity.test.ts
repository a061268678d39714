import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { readEnv } from "#lib/env";
import { note } from "#lib/identity/connection";
import { strengthOf } from "#lib/identity/password";
import { safeNext, slugOf } from "#lib/identity/paths";
import { SignIn, SignUp } from "#lib/identity/rules";

describe("where a link may lead", () => {
  it("keeps a path of ours with its question and its place", () => {
    for (const path of ["/", "/harbour/events?page=2#row", "/waiting?next=https://evil.example", "/a//b"])
      assert.equal(safeNext(path), path);
  });
  it("refuses every other site, however it is written", () => {
    const evil = ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example"];
    const sly = [
      "javascript:alert(1)",
      "evil.example",
      "/\n/evil.example",
      "/..//evil.example",
      "",
      "http:evil",
      "/%0a/\\x",
    ];
    for (const path of [...evil, ...sly, undefined, 7, ["/a"]]) assert.equal(safeNext(path), "/", String(path));
  });
  it("knows the organization that an address names, and none in our own words", () => {
    assert.equal(slugOf("/harbour-lights/events"), "harbour-lights");
    assert.equal(slugOf("/api/harbour-lights/search"), "harbour-lights");
    for (const path of ["/", "/sign-in", "/api/health", "/auth/v1/token", "/Harbour", "/../etc", "/a_b", "/api"])
      assert.equal(slugOf(path), null, path);
  });
});

describe("what people type at the door", () => {
  const good = { name: "Ada", email: " Ada@Example.com ", password: "three plain words" };
  it("cleans an e-mail and accepts a few plain words as a password", () => {
    assert.equal(SignUp.parse(good).email, "ada@example.com");
  });
  it("refuses a short password, one too long to keep, and the e-mail itself", () => {
    for (const password of ["short", "é".repeat(40), "ada@example.com", ""])
      assert.equal(SignUp.safeParse({ ...good, password }).success, false, password);
  });
  it("refuses fields that nobody asked for", () => {
    assert.equal(SignUp.safeParse({ ...good, state: "active" }).success, false);
    assert.equal(SignIn.safeParse({ email: good.email, password: "x", role: "admin" }).success, false);
  });
  it("says in words how strong a password is", () => {
    assert.equal(strengthOf("abc").words, "7 more to go");
    assert.equal(strengthOf("aaaaaaaaaaaa").score, 1);
    assert.equal(strengthOf("correct horse battery").score, 3);
    assert.match(strengthOf("ada@example.com", "ada@example.com").words, /Too easy/);
  });
});

describe("who is at the other end", () => {
  const from = (trust: boolean, forwarded?: string) => {
    const headers: Record<string, string | undefined> = {
      "x-forwarded-for": forwarded,
      "x-forwarded-host": "evil.example",
    };
    const request = { headers, socket: { remoteAddress: "::ffff:203.0.113.9" } } as unknown as Parameters<
      typeof note
    >[0];
    note(request, trust);
    return headers;
  };
  it("believes the connection, not what a visitor claims", () => {
    const headers = from(false, "198.51.100.1");
    assert.equal(headers["x-connection-address"], "203.0.113.9");
    assert.equal(headers["x-forwarded-for"], undefined);
    assert.equal(headers["x-forwarded-host"], undefined);
  });
  it("believes what our own proxy added last, when there is one", () => {
    assert.equal(from(true, "6.6.6.6, 198.51.100.1")["x-connection-address"], "198.51.100.1");
    assert.equal(from(true)["x-connection-address"], "203.0.113.9");
  });
});

describe("the environment", () => {
  const key = () => randomBytes(32).toString("base64");
  const good = () => ({
    APP_DATABASE_URL: "postgresql://gr_app:x@localhost/greenroom",
    CONTEXT_KEY: key(),
    SECRET_KEY: key(),
    APP_ORIGIN: "http://localhost:3000",
    AUTH_DATABASE_URL: "postgresql://gr_auth:x@localhost/greenroom",
    AUTH_JWT_SECRET: key(),
  });
  it("reads a complete one", () => {
    const env = readEnv(good());
    assert.equal(env.auth.kind, "embedded");
    assert.equal(env.local, true);
    const project = { SUPABASE_URL: "https://x.supabase.co/", SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x" };
    assert.deepEqual(readEnv({ ...good(), ...project }).auth, {
      kind: "project",
      url: "https://x.supabase.co",
      key: "sb_publishable_x",
    });
  });
  it("refuses a missing, short, known or guessable key that signs the tenant context", () => {
    const counted = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64");
    const words = Buffer.from("change-me-change-me-change-me-12").toString("base64");
    for (const bad of [undefined, "", "abc", Buffer.alloc(32).toString("base64"), counted, words])
      assert.throws(() => readEnv({ ...good(), CONTEXT_KEY: bad }), /^Error: CONTEXT_KEY .*\.$/m, String(bad));
  });
  it("says every missing thing in a sentence of its own", () => {
    assert.throws(
      () => readEnv({}),
      (error: Error) => {
        const lines = error.message.split("\n");
        assert.ok(lines.length >= 4, error.message);
        for (const line of lines) assert.match(line, /^[A-Z_]+ (is missing|must)/);
        return true;
      },
    );
  });
  it("refuses to carry sessions over plain http to the world", () => {
    assert.throws(() => readEnv({ ...good(), APP_ORIGIN: "http://house.example" }), /APP_ORIGIN must be https/);
    assert.equal(readEnv({ ...good(), APP_ORIGIN: "https://house.example" }).local, false);
  });
});
