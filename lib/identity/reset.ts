import "server-only";
import { jwtVerify, SignJWT } from "jose";
import { cookies } from "next/headers";
import { env } from "#lib/env";
import { cookieOptions } from "#lib/identity/cookie";

const name = "greenroom-reset";
const minutes = 15;

/** This session began with a reset link: for a quarter of an hour it may choose a new password without the old one. */
export async function allowReset(sessionId: string): Promise<void> {
  const token = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(name)
    .setExpirationTime(`${minutes}m`)
    .sign(env().secretKey);
  (await cookies()).set({ ...cookieOptions(), name, value: token, maxAge: minutes * 60 });
}

export async function mayReset(sessionId: string | undefined): Promise<boolean> {
  const token = (await cookies()).get(name)?.value;
  if (!token || !sessionId) return false;
  const options = { algorithms: ["HS256"], audience: name, requiredClaims: ["exp"] };
  return jwtVerify(token, env().secretKey, options).then(
    ({ payload }) => payload.sid === sessionId,
    () => false,
  );
}

export async function endReset(): Promise<void> {
  (await cookies()).delete(name);
}
