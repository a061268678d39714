import "server-only";
import { createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { env } from "#lib/env";
import { askAuthServer } from "#lib/identity/auth-answers";
import { cookieOptions } from "#lib/identity/cookie";

type Cookie = { name: string; value: string; options: { maxAge?: number; expires?: Date } };
type Jar = { getAll(): { name: string; value: string }[]; setAll(cookies: Cookie[]): void };

/** The auth client of an action or a route handler, which may set cookies. Made anew for each request. */
export async function supabase() {
  const jar = await cookies();
  return supabaseWith({
    getAll: () => jar.getAll(),
    setAll: (list) => {
      for (const { name, value, options } of list) jar.set(name, value, options);
    },
  });
}

/**
 * The same over any cookies. It serves to sign in, out and up and to renew; it never decides who somebody is: that is
 * `verifyToken`. The embedded server is asked inside the process.
 */
export function supabaseWith({ getAll, setAll }: Jar) {
  const { auth, origin } = env();
  const { name: sessionCookie, ...options } = cookieOptions();
  return createServerClient(
    auth.kind === "project" ? auth.url : origin,
    auth.kind === "project" ? auth.key : "embedded",
    {
      cookieOptions: { ...options, name: sessionCookie },
      cookies: {
        getAll,
        // The library would keep them for 400 days. Each keeps its own name: it also sets cookies beside the session's.
        setAll: (list) =>
          setAll(list.map(({ name, value }) => ({ name, value, options: value ? options : { ...options, ...gone } }))),
      },
      ...(auth.kind === "embedded"
        ? {
            global: {
              fetch: (input: RequestInfo | URL, init?: RequestInit) => askAuthServer(new Request(input, init)),
            },
          }
        : {}),
    },
  );
}

const gone = { maxAge: 0, expires: new Date(0) };
