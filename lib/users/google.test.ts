import assert from "node:assert/strict";
import { test } from "node:test";
import { joinsGoogle, readEnv } from "#lib/env";

test("Google is offered where it is configured with a project that can join accounts, and nowhere else", async () => {
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
  const house = {
    APP_DATABASE_URL: "postgres://gr_app@localhost/x",
    CONTEXT_KEY: key,
    SECRET_KEY: key,
    APP_ORIGIN: "http://localhost:3000",
    GOOGLE_CLIENT_ID: "id",
    GOOGLE_CLIENT_SECRET: "secret",
  };
  const embedded = { AUTH_DATABASE_URL: "postgres://gr_auth@localhost/x", AUTH_JWT_SECRET: "x".repeat(32) };
  const project = { SUPABASE_URL: "https://project.example", SUPABASE_PUBLISHABLE_KEY: "key" };
  assert.equal(joinsGoogle(readEnv({ ...house, ...project })), true);
  assert.equal(joinsGoogle(readEnv({ ...house, ...embedded })), false);
  assert.equal(joinsGoogle(readEnv({ ...house, ...project, GOOGLE_CLIENT_ID: "", GOOGLE_CLIENT_SECRET: "" })), false);
});
