import "server-only";
import { combineChunks, stringFromBase64URL } from "@supabase/ssr";
import { z } from "zod";
import { env } from "#lib/env";

/** The session cookie, in parts `greenroom.0`, `greenroom.1`, … when it is long. */
export const cookieName = "greenroom";

/** Not for scripts, not over plain http, not from other sites' forms; gone when the refresh token would be. */
export const cookieOptions = () => ({
  name: cookieName,
  path: "/",
  httpOnly: true,
  secure: !env().local,
  sameSite: "lax" as const,
  maxAge: 30 * 24 * 60 * 60,
});

type Jar = { get(name: string): { value: string } | undefined };

/** The tokens that the browser sent, unverified: `verifyToken` decides what they are worth. */
export async function sessionIn(jar: Jar): Promise<{ accessToken: string; refreshToken: string } | null> {
  const raw = await combineChunks(cookieName, (name) => jar.get(name)?.value);
  if (!raw) return null;
  try {
    const json = raw.startsWith("base64-") ? stringFromBase64URL(raw.slice("base64-".length)) : raw;
    const read = Session.safeParse(JSON.parse(json));
    return read.success ? { accessToken: read.data.access_token, refreshToken: read.data.refresh_token } : null;
  } catch {
    return null;
  }
}

const Session = z.object({ access_token: z.string().max(8192), refresh_token: z.string().max(1024) });
