import "server-only";
import { randomBytes } from "node:crypto";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { type Env, env } from "#lib/env";
import {
  accountExistsLetter,
  confirmLetter,
  emailChangeLetter,
  emailLeavesLetter,
  resetLetter,
} from "#lib/identity/letters";
import { post } from "#lib/identity/post";
import type { Message } from "#lib/messaging/rules";

/**
 * The embedded auth server: the same protocol as a Supabase project, on the login `gr_auth`, which owns the schema
 * `auth` and may put a letter into the mailbox. For a laptop, a demo and tests.
 */
export type AuthServer = {
  /** Requests below /auth/v1. */
  fetch: (request: Request) => Promise<Response>;
  /** Send the confirmation again, or tell the owner of a confirmed account that it exists. Silent about unknown ones. */
  remind: (email: string) => Promise<void>;
  close: () => Promise<void>;
};

const kept = globalThis as typeof globalThis & { greenroomAuthServer?: AuthServer };

export function authServer(): AuthServer {
  kept.greenroomAuthServer ??= build(env());
  return kept.greenroomAuthServer;
}

/** Access tokens live this long, in seconds; `proxy.ts` renews them. */
const accessTokenLife = 600;
/** A link's token is a hash of the e-mail and this many random digits: 40 of them are 132 bits, 6 could be tried out. */
const linkDigits = 40;

function build({ auth, origin, google }: Env): AuthServer {
  if (auth.kind !== "embedded") throw new Error("A Supabase project is configured; there is no embedded auth server.");
  const connection = createPostgresConnection({
    url: auth.databaseUrl,
    postgresOptions: {
      max: 4,
      idle_timeout: 60,
      connection: { application_name: "greenroom auth" },
      types: { json: asIs(114), jsonb: asIs(3802) },
    },
  });
  const sql = connection.driver;
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: auth.jwtSecret,
      jwt_expiry: accessTokenLife,
      site_url: origin,
      additional_redirect_urls: [`${origin}/**`],
      minimum_password_length: 10,
      // Whoever has the new address says so. With both addresses asked, this server would be content with the old one.
      email: {
        enable_confirmations: true,
        double_confirm_changes: false,
        otp_length: linkDigits,
        otp_expiry: 3600,
      },
      ...(google
        ? {
            external: {
              google: {
                enabled: true,
                client_id: google.clientId,
                secret: google.secret,
                redirect_uri: `${origin}/auth/v1/callback`,
              },
            },
          }
        : {}),
    },
    options: { server: { apiKeys: false, disableStudio: true } },
  });

  // Not awaited: how long it takes would tell whether the address has an account.
  const send = async (to: string, letter: Message) => {
    const { subject, html, text } = letter;
    const keep = async () => sql`select system.put_mail(${to}, ${subject}, ${html}, ${text})`;
    void post(to, letter, keep).catch((error: unknown) => console.error("An e-mail was not sent:", String(error)));
  };
  const unused = async () => {
    throw new Error("Greenroom does not use this way of signing in.");
  };
  app._mailer = {
    sendConfirmation: (email, hash) => send(email, confirmLetter(confirmPath("signup", hash))),
    sendRecovery: (email, hash) => send(email, resetLetter(confirmPath("recovery", hash))),
    sendEmailChange: async (email, hash, _code, meta) => {
      await send(email, emailChangeLetter(confirmPath("email_change", hash)));
      if (meta?.currentEmail) await send(meta.currentEmail, emailLeavesLetter(email));
    },
    sendMagicLink: unused,
    sendReauthentication: unused,
  };

  async function remind(email: string) {
    const hash = randomBytes(32).toString("hex");
    const [waiting] = await sql`
      update auth.users set confirmation_token = ${hash}, confirmation_sent_at = now()
      where email = ${email} and email_confirmed_at is null returning id`;
    if (waiting) return send(email, confirmLetter(confirmPath("signup", hash)));
    const [known] = await sql`select id from auth.users where email = ${email}`;
    if (known) await send(email, accountExistsLetter());
  }

  return { fetch: (request) => app.fetch(request), remind, close: () => connection.close() };
}

const confirmPath = (type: string, hash: string) =>
  `/auth/confirm?${new URLSearchParams({ token_hash: hash, type }).toString()}`;

/** The server hands over metadata as JSON text; encoded once more it would be a string that nobody can look into. */
const asIs = (oid: number) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
});
