import "server-only";
import { env } from "#lib/env";

/**
 * Scripts run only with this request's nonce; nothing is framed, posted or loaded elsewhere. Styles may be inline, as
 * charts and popovers set them. A form may lead to Google, and to a Supabase project, when signing in with Google does.
 */
export function policy(nonce: string): string {
  const { auth, google, local } = env();
  const developing = process.env.NODE_ENV === "development";
  const signIn = google || auth.kind === "project" ? " https://accounts.google.com" : "";
  const project = auth.kind === "project" ? ` ${new URL(auth.url).origin}` : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${developing ? " ws:" : ""}`,
    "frame-ancestors 'none'",
    "base-uri 'self'",
    `form-action 'self'${project}${signIn}`,
    "object-src 'none'",
    ...(local ? [] : ["upgrade-insecure-requests"]),
  ].join("; ");
}

export const pageHeaders = (csp: string): Record<string, string> => ({
  "Content-Security-Policy": csp,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  ...(env().local ? {} : { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
});

/**
 * Whoever changes something must come from our own pages. Callers without cookies prove themselves otherwise: webhooks
 * by their signature, the auth server by a token.
 */
export function isSameOrigin(request: { method: string; headers: Headers; nextUrl: { pathname: string } }): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return true;
  if (/^\/(api\/webhooks|auth\/v1)\//.test(request.nextUrl.pathname)) return true;
  const origin = request.headers.get("origin") ?? "";
  if (origin === env().origin) return true;
  return env().local && URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
