import "server-only";
import { NextResponse } from "next/server";
import { env } from "#lib/env";
import { safeNext } from "#lib/identity/paths";
import { supabase } from "#lib/supabase";

/** Back from Google: exchange the code, which only the browser that set out can do (PKCE, RFC 7636). */
export async function finishGoogle(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const code = asked.get("code");
  const client = await supabase();
  const { error } = code ? await client.auth.exchangeCodeForSession(code) : { error: true };
  return NextResponse.redirect(new URL(error ? "/sign-in?problem=google" : safeNext(asked.get("next")), env().origin));
}
