import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { authServer } from "#lib/identity/auth-server";

/**
 * Ask the embedded auth server, and let its answers tell nobody who has an account: signing up twice looks like
 * signing up, an unconfirmed address like a wrong password, and a reminder is always under way. Clients of ours call it
 * in the process; `mountedAuth` lets browsers reach a part of it.
 */
export async function askAuthServer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (!url.pathname.startsWith("/auth/v1/")) return new Response(null, { status: 404 });
  const what = `${request.method} ${url.pathname.slice("/auth/v1".length)}`;
  if (what === "POST /signup") return signUp(request);
  if (what === "POST /resend") return resend(request);
  if (what === "POST /token") return token(request, url.searchParams.get("grant_type"));
  // These would make confirmed accounts of addresses that nobody confirmed, or put tokens into an address bar.
  if (["POST /otp", "POST /magiclink", "GET /verify"].includes(what)) return new Response(null, { status: 404 });
  return authServer().fetch(request);
}

const WithEmail = z.object({ email: z.string().trim().toLowerCase().max(254) });

/** The e-mail in a JSON body, without using it up. */
export async function emailIn(request: Request): Promise<string | undefined> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  return WithEmail.safeParse(body).data?.email;
}

async function signUp(request: Request): Promise<Response> {
  const email = await emailIn(request);
  const answer = await authServer().fetch(request);
  const known = answer.status === 429 || (await codeOf(answer)) === "user_already_exists";
  if (!known || !email) return answer;
  await authServer().remind(email);
  const now = new Date().toISOString();
  return Response.json({
    ...{ id: randomUUID(), aud: "authenticated", role: "authenticated", email, phone: "", confirmation_sent_at: now },
    ...{ app_metadata: { provider: "email", providers: ["email"] }, user_metadata: {}, identities: [] },
    ...{ created_at: now, updated_at: now, is_anonymous: false },
  });
}

async function resend(request: Request): Promise<Response> {
  const email = await emailIn(request);
  if (email) await authServer().remind(email);
  return Response.json({});
}

async function token(request: Request, grant: string | null): Promise<Response> {
  if (grant === "refresh_token") return refresh(request);
  const answer = await authServer().fetch(request);
  if (grant !== "password" || (await codeOf(answer)) !== "email_not_confirmed") return answer;
  return Response.json(
    { code: 400, error_code: "invalid_credentials", msg: "Invalid login credentials" },
    { status: 400, headers: { "X-Sb-Error-Code": "invalid_credentials" } },
  );
}

const renewals = new Map<string, Promise<Response>>();

/** A page and its pictures arrive with the same token: the first to come renews it for all of them. */
async function refresh(request: Request): Promise<Response> {
  const body = await request.clone().text();
  const running = renewals.get(body);
  if (running) return (await running).clone();
  const renewal = authServer()
    .fetch(request)
    .finally(() => setTimeout(() => renewals.delete(body), 5_000).unref());
  renewals.set(body, renewal);
  return (await renewal).clone();
}

async function codeOf(answer: Response): Promise<string | undefined> {
  if (answer.ok) return undefined;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return z.object({ error_code: z.string() }).safeParse(body).data?.error_code;
}
