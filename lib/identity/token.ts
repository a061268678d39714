import "server-only";
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Env } from "#lib/env";

/** What a genuine access token says. Rights are not in it: they are read from the tables at each request. */
export type Claims = { userId: string; email?: string; sessionId?: string; aal?: string; expiresAt: number };

/**
 * Verify an access token on this machine: the algorithm is pinned, `exp`, `aud` and `role` are required, the issuer
 * must be ours. The embedded server signs HS256 with the secret we share; a Supabase project signs with asymmetric keys
 * whose public halves are fetched once and cached. Null when it is not genuine; throws when the keys cannot be had.
 */
export async function verifyToken(
  token: string,
  { auth, origin }: Pick<Env, "auth" | "origin">,
): Promise<Claims | null> {
  const issuer = auth.kind === "project" ? `${auth.url}/auth/v1` : `${origin}/auth/v1`;
  try {
    const options = { audience: "authenticated", requiredClaims: ["sub", "exp"], clockTolerance: 5 };
    const { payload } =
      auth.kind === "project"
        ? await jwtVerify(token, keysOf(issuer), { ...options, issuer, algorithms: ["ES256", "RS256", "EdDSA"] })
        : await jwtVerify(token, new TextEncoder().encode(auth.jwtSecret), { ...options, algorithms: ["HS256"] });
    // The embedded server leaves the issuer out; if there is one, it is not another's.
    if (payload.iss !== undefined && payload.iss !== issuer) return null;
    return claimsOf(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
    throw error;
  }
}

function claimsOf(payload: JWTPayload): Claims | null {
  if (payload.role !== "authenticated" || !payload.sub || !uuid.test(payload.sub)) return null;
  return {
    userId: payload.sub,
    email: text(payload.email),
    sessionId: text(payload.session_id),
    aal: text(payload.aal),
    expiresAt: payload.exp ?? 0,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

const keySets = new Map<string, JWTVerifyGetKey>();
function keysOf(issuer: string): JWTVerifyGetKey {
  const known = keySets.get(issuer);
  if (known) return known;
  const made = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), {
    cacheMaxAge: 600_000,
    timeoutDuration: 5_000,
  });
  keySets.set(issuer, made);
  return made;
}
