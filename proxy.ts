import { type NextRequest, NextResponse } from "next/server";
import { isSameOrigin, pageHeaders, policy } from "#lib/identity/headers";
import { slugOf } from "#lib/identity/paths";
import { renewSession } from "#lib/identity/renew";

/**
 * Before every page and action: renew a session that is about to end, say which organization the address names, and
 * set the headers that protect the page. It decides nothing about rights: those are asked for where the work is done.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  if (!isSameOrigin(request)) return NextResponse.json({ message: "This came from another site." }, { status: 403 });
  const { pathname, search } = request.nextUrl;
  const renewed = await renewSession(request);

  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const csp = policy(nonce);
  const sent = new Headers(request.headers);
  const slug = slugOf(pathname);
  // Overwritten or taken away, so that nothing a client sends under these names is believed.
  for (const [name, value] of Object.entries({
    "x-organization": slug,
    "x-request-id": crypto.randomUUID(),
    "x-pathname": pathname + search,
    "x-visitor-address": request.headers.get("x-connection-address") ?? "unknown",
    "x-nonce": nonce,
    "content-security-policy": csp,
  })) {
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  }

  const response = NextResponse.next({ request: { headers: sent } });
  for (const { name, value, options } of renewed) response.cookies.set(name, value, options);
  for (const [name, value] of Object.entries(pageHeaders(csp))) response.headers.set(name, value);
  const personal = slug !== null || renewed.length > 0 || request.cookies.size > 0;
  if (personal) response.headers.set("Cache-Control", "private, no-store");
  response.headers.set("X-Request-Id", sent.get("x-request-id") ?? "");
  return response;
}

/** Pictures below /media bring their own headers, stricter than a page's. */
export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg|robots.txt|media/).*)"] };
