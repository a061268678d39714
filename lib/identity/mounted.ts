import "server-only";
import { env } from "#lib/env";
import { Refusal } from "#lib/errors";
import { askAuthServer, emailIn } from "#lib/identity/auth-answers";
import { type Limit, limit } from "#lib/identity/limits";
import { paced } from "#lib/identity/pace";

/** What a browser or a script may reach of the embedded auth server, and the limit in front of each. */
const open: Record<string, Limit | null> = {
  "GET /health": null,
  "GET /settings": null,
  "GET /authorize": "authorize",
  "GET /callback": "authorize",
  "POST /callback": "authorize",
  "POST /token": "sign-in",
  "GET /user": null,
  "POST /logout": null,
};

/** Serve /auth/v1. Everything that is not listed, and everything when a Supabase project is configured, is 404. */
export async function mountedAuth(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const what = `${request.method} ${url.pathname.slice("/auth/v1".length)}`;
  const limited = open[what];
  if (env().auth.kind !== "embedded" || limited === undefined)
    return Response.json({ message: "Not found" }, { status: 404 });
  try {
    if (limited) {
      const email = what === "POST /token" ? await emailIn(request) : undefined;
      await limit(limited, { address: request.headers.get("x-visitor-address") ?? "unknown", email });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Response.json({ code: 429, error_code: "over_request_rate_limit", msg: error.message }, { status: 429 });
  }
  const bySecret = url.searchParams.get("grant_type") === "password";
  return bySecret ? paced(() => askAuthServer(request)) : askAuthServer(request);
}
