import "server-only";
import { decodeJwt } from "jose";
import { sessionIn } from "#lib/identity/cookie";
import { supabaseWith } from "#lib/supabase";

type Cookies = {
  get(name: string): { value: string } | undefined;
  getAll(): { name: string; value: string }[];
  set(name: string, value: string): unknown;
  delete(name: string): unknown;
};

/** Seconds before the end at which a token is renewed. */
const ahead = 60;

/**
 * Renew a session whose access token is about to end; otherwise nothing is asked of anybody. The request sees the new
 * cookies at once; the caller sets the returned ones on the response. A session that ended leaves without cookies.
 */
export async function renewSession({ cookies, method }: { cookies: Cookies; method: string }) {
  const changed: { name: string; value: string; options: object }[] = [];
  const session = await sessionIn(cookies);
  if (!session || method === "OPTIONS" || endsAt(session.accessToken) > Date.now() / 1000 + ahead) return changed;
  const client = supabaseWith({
    getAll: () => cookies.getAll(),
    setAll: (list) => {
      for (const cookie of list) {
        changed.push(cookie);
        if (cookie.value) cookies.set(cookie.name, cookie.value);
        else cookies.delete(cookie.name);
      }
    },
  });
  // When the auth server cannot be reached the old cookie stays, and the next request tries again.
  await client.auth.refreshSession({ refresh_token: session.refreshToken }).catch(() => null);
  return changed;
}

function endsAt(token: string): number {
  try {
    return decodeJwt(token).exp ?? 0;
  } catch {
    return 0;
  }
}
