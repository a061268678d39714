import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { verifyToken } from "#lib/identity/token";

const origin = "http://localhost:3000";
const jwtSecret = "a secret that only this test and its server share";
const here = { origin, auth: { kind: "embedded" as const, databaseUrl: "", jwtSecret } };
const bytes = (text: string) => new TextEncoder().encode(text);
const sub = randomUUID();

const token = (claims: Record<string, unknown> = {}, life: string | number = "5m") =>
  new SignJWT({
    sub,
    aud: "authenticated",
    role: "authenticated",
    session_id: "s1",
    email: "ada@example.com",
    ...claims,
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime(life);
const signed = (claims?: Record<string, unknown>, life?: string | number) => token(claims, life).sign(bytes(jwtSecret));
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("an access token of the embedded server", () => {
  it("is believed when it is genuine", async () => {
    const claims = await verifyToken(await signed(), here);
    assert.equal(claims?.userId, sub);
    assert.equal(claims?.sessionId, "s1");
  });
  it("is refused when a letter of it was changed", async () => {
    const [head = "", body = "", signature = ""] = (await signed()).split(".");
    const other = { ...JSON.parse(Buffer.from(body, "base64url").toString()), sub: randomUUID() };
    assert.equal(await verifyToken(`${head}.${part(other)}.${signature}`, here), null);
    const flipped = (signature[0] === "A" ? "B" : "A") + signature.slice(1);
    assert.equal(await verifyToken(`${head}.${body}.${flipped}`, here), null);
  });
  it("is refused without a signature, or under another algorithm or secret", async () => {
    const [, body = ""] = (await signed()).split(".");
    for (const alg of ["none", "NONE", "None"])
      assert.equal(await verifyToken(`${part({ alg })}.${body}.`, here), null);
    const hs512 = await new SignJWT({ sub, aud: "authenticated", role: "authenticated" })
      .setProtectedHeader({ alg: "HS512" })
      .setExpirationTime("5m")
      .sign(bytes(jwtSecret.repeat(2)));
    assert.equal(await verifyToken(hs512, here), null);
    assert.equal(await verifyToken(await token().sign(bytes("another secret, which is long enough")), here), null);
  });
  it("is refused when it ended, or would never end", async () => {
    assert.equal(await verifyToken(await signed({}, Math.floor(Date.now() / 1000) - 60), here), null);
    const endless = await new SignJWT({ sub, aud: "authenticated", role: "authenticated" })
      .setProtectedHeader({ alg: "HS256" })
      .sign(bytes(jwtSecret));
    assert.equal(await verifyToken(endless, here), null);
  });
  it("is refused from another issuer, for another audience or role, or about nobody", async () => {
    assert.ok(await verifyToken(await signed({ iss: `${origin}/auth/v1` }), here));
    for (const wrong of [
      { iss: "https://evil.example/auth/v1" },
      { aud: "anon" },
      { role: "service_role" },
      { sub: "1 or 1=1" },
    ])
      assert.equal(await verifyToken(await signed(wrong), here), null, JSON.stringify(wrong));
    for (const noise of ["", "a.b.c", "x".repeat(5000)]) assert.equal(await verifyToken(noise, here), null);
  });
});

describe("an access token of a Supabase project", () => {
  it("is believed under the project's own key alone, and its public key is no secret to sign with", async () => {
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const stranger = await generateKeyPair("ES256");
    let asked = 0;
    const server = createServer(async (_request, response) => {
      asked += 1;
      response.end(
        JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "ES256", use: "sig" }] }),
      );
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const project = { origin, auth: { kind: "project" as const, url, key: "k" } };
    const make = (iss = `${url}/auth/v1`) =>
      new SignJWT({ sub, aud: "authenticated", role: "authenticated", iss })
        .setProtectedHeader({ alg: "ES256", kid: "k1" })
        .setExpirationTime("5m");
    try {
      const genuine = await make().sign(privateKey);
      assert.equal((await verifyToken(genuine, project))?.userId, sub);
      assert.equal((await verifyToken(genuine, project))?.userId, sub);
      assert.equal(asked, 1, "the keys are fetched once");
      assert.equal(await verifyToken(await make().sign(stranger.privateKey), project), null);
      assert.equal(await verifyToken(await make("https://evil.example/auth/v1").sign(privateKey), project), null);
      const confused = await new SignJWT({ sub, aud: "authenticated", role: "authenticated", iss: `${url}/auth/v1` })
        .setProtectedHeader({ alg: "HS256", kid: "k1" })
        .setExpirationTime("5m")
        .sign(bytes(await exportSPKI(publicKey)));
      assert.equal(await verifyToken(confused, project), null);
    } finally {
      server.close();
    }
  });
});
