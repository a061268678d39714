import { z } from "zod";

/**
 * The environment of the web process, checked once. What is missing or unsafe stops the start with one sentence for
 * each; a default key would let anybody who read this code sign a tenant context.
 */
export type Env = {
  databaseUrl: string;
  contextKey: string;
  secretKey: Buffer;
  /** The address people type, without a trailing slash. */
  origin: string;
  /** Served to this machine alone, or to the world over https. */
  local: boolean;
  auth: { kind: "embedded"; databaseUrl: string; jwtSecret: string } | { kind: "project"; url: string; key: string };
  google?: { clientId: string; secret: string };
  smtpUrl?: string;
  mailFrom: string;
  /** A proxy of ours stands in front and says who the visitor is. */
  trustProxy: boolean;
};

export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}
let known: Env | undefined;

/** Throws one error whose message has a line for each thing that is wrong. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const read = Variables.safeParse(given);
  if (!read.success) throw new Error([...new Set(read.error.issues.map((issue) => issue.message))].join("\n"));
  const v = read.data;
  const origin = new URL(v.APP_ORIGIN).origin;
  return {
    databaseUrl: v.APP_DATABASE_URL,
    contextKey: v.CONTEXT_KEY,
    secretKey: Buffer.from(v.SECRET_KEY, "base64"),
    origin,
    local: isLoopback(new URL(origin).hostname),
    auth: v.SUPABASE_URL
      ? { kind: "project", url: v.SUPABASE_URL.replace(/\/+$/, ""), key: v.SUPABASE_PUBLISHABLE_KEY ?? "" }
      : { kind: "embedded", databaseUrl: v.AUTH_DATABASE_URL ?? "", jwtSecret: v.AUTH_JWT_SECRET ?? "" },
    google:
      v.GOOGLE_CLIENT_ID && v.GOOGLE_CLIENT_SECRET
        ? { clientId: v.GOOGLE_CLIENT_ID, secret: v.GOOGLE_CLIENT_SECRET }
        : undefined,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM ?? `Greenroom <no-reply@${new URL(origin).hostname}>`,
    trustProxy: ["1", "true", "yes"].includes((v.TRUST_PROXY ?? "").toLowerCase()),
  };
}

/** Can an account be connected with Google? The embedded auth server cannot join accounts; a project can. */
export const joinsGoogle = ({ google, auth }: Env) => google !== undefined && auth.kind === "project";

/** A host name that only this machine answers to. */
export const isLoopback = (host: string) =>
  host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host) || host.endsWith(".localhost");

const address = (name: string, protocols: RegExp) =>
  z.url({
    protocol: protocols,
    error: (issue) => (issue.input ? `${name} is not a usable address.` : `${name} is missing.`),
  });

/** 32 random bytes. One repeated or counted byte is what a template or a manual would show. */
const key = (name: string) =>
  z.string(`${name} is missing: 32 random bytes in base64.`).superRefine((value, context) => {
    const bytes = Buffer.from(value, "base64");
    if (bytes.length !== 32 || bytes.toString("base64").replace(/=+$/, "") !== value.replace(/=+$/, ""))
      context.addIssue({ code: "custom", message: `${name} must be 32 random bytes in base64.` });
    else if (isGuessable(bytes))
      context.addIssue({ code: "custom", message: `${name} is a known or guessable value; make a random one.` });
  });

function isGuessable(bytes: Buffer): boolean {
  const steps = new Set(bytes.map((byte, i) => (byte - (bytes[i - 1] ?? 0) + 256) % 256).subarray(1));
  return new Set(bytes).size < 16 || steps.size === 1 || /^[ -~]+$/.test(bytes.toString("latin1"));
}

const Variables = z
  .object({
    APP_DATABASE_URL: address("APP_DATABASE_URL", /^postgres(ql)?$/),
    CONTEXT_KEY: key("CONTEXT_KEY"),
    SECRET_KEY: key("SECRET_KEY"),
    APP_ORIGIN: address("APP_ORIGIN", /^https?$/),
    SUPABASE_URL: address("SUPABASE_URL", /^https?$/).optional(),
    SUPABASE_PUBLISHABLE_KEY: z.string().optional(),
    AUTH_DATABASE_URL: address("AUTH_DATABASE_URL", /^postgres(ql)?$/).optional(),
    AUTH_JWT_SECRET: z.string().min(32, "AUTH_JWT_SECRET must have at least 32 characters.").optional(),
    SMTP_URL: address("SMTP_URL", /^smtps?$/).optional(),
    MAIL_FROM: z.string().optional(),
    GOOGLE_CLIENT_ID: z.string().optional(),
    GOOGLE_CLIENT_SECRET: z.string().optional(),
    TRUST_PROXY: z.string().optional(),
  })
  .superRefine((v, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (v.SUPABASE_URL && !v.SUPABASE_PUBLISHABLE_KEY)
      refuse("SUPABASE_PUBLISHABLE_KEY is missing: it goes with SUPABASE_URL.");
    if (!v.SUPABASE_URL && !v.AUTH_DATABASE_URL)
      refuse("AUTH_DATABASE_URL is missing: the embedded auth server needs it, unless SUPABASE_URL is set.");
    if (!v.SUPABASE_URL && !v.AUTH_JWT_SECRET)
      refuse("AUTH_JWT_SECRET is missing: the embedded auth server signs sessions with it.");
    if (Boolean(v.GOOGLE_CLIENT_ID) !== Boolean(v.GOOGLE_CLIENT_SECRET))
      refuse("GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET go together: one of them is missing.");
    if (!isLoopback(new URL(v.APP_ORIGIN).hostname) && !v.APP_ORIGIN.startsWith("https:"))
      refuse("APP_ORIGIN must be https: sign-in cookies do not travel in the open.");
  });
