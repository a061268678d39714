import "server-only";
import { createHmac, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import type { Permission } from "#lib/permissions";

/** A signed-in person acting in one organization. Made by `lib/session.ts` only, from rows of the database. */
export type Actor = {
  userId: string;
  organizationId: string;
  /** What they may do anywhere in the organization; rows narrow it further to a station or event. */
  permissions: ReadonlySet<Permission>;
  /** Who they are at this moment, kept with every audit row. */
  snapshot: { name: string; email: string; roles: string[] };
  sessionId?: string;
  /** Authenticator assurance level, `aal1` or `aal2`. */
  aal?: string;
  requestId: string;
  address?: string;
  /** A platform administrator looking through other eyes; read-only unless `writable`. */
  impersonation?: { id: string; writable: boolean };
};

type Context = {
  sub?: string;
  org?: string;
  svc?: "worker";
  aal?: string;
  sid?: string;
  imp?: string;
  rid: string;
};

const poolOf = (url: string | undefined, max: number) => {
  const pool = new Pool({ connectionString: url, max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000 });
  // An idle connection that the server closed must not end the process; the next query opens another.
  pool.on("error", (error) => console.error("database connection lost:", error.message));
  return pool;
};

const kept = globalThis as typeof globalThis & { greenroomPool?: Pool };
kept.greenroomPool ??= poolOf(
  process.env.APP_DATABASE_URL ?? process.env.WORKER_DATABASE_URL,
  Number(process.env.POOL_SIZE ?? 10),
);
const pool = kept.greenroomPool;
const db = drizzle({ client: pool });

declare const tenant: unique symbol;
type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];
/** A transaction in which row security is on and the tenant is set. Every query and command takes one. */
export type TenantTx = Transaction & { readonly [tenant]: true };
/** A transaction of a visitor, who may call the public functions and read nothing. */
export type PublicTx = Transaction & { readonly [tenant]: false };

/** A `snapshot` reads the same state of the database from its first statement to its last. */
type Access = "read only" | "read write" | "snapshot";
const secondsToLive = 60;

/** `ctx` and its HMAC-SHA256, which `system.context()` checks. Bound as parameters, never spliced. */
export function signContext(context: Context, key = process.env.CONTEXT_KEY, now = Date.now()) {
  if (!key) throw new Error("CONTEXT_KEY is missing.");
  const ctx = JSON.stringify({ ...context, exp: Math.floor(now / 1000) + secondsToLive });
  return { ctx, sig: createHmac("sha256", Buffer.from(key, "base64")).update(ctx).digest("hex") };
}

function inContext<T>(context: Context, access: Access, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { ctx, sig } = signContext(context);
  return db.transaction(
    async (tx) => {
      await tx.execute(
        sql`select set_config('app.ctx', ${ctx}, true), set_config('app.sig', ${sig}, true), set_config('role', 'authenticated', true)`,
      );
      return work(tx);
    },
    access === "snapshot" ? { accessMode: "read only", isolationLevel: "repeatable read" } : { accessMode: access },
  );
}

const contextOf = (actor: Actor): Context => ({
  sub: actor.userId,
  org: actor.organizationId,
  aal: actor.aal,
  sid: actor.sessionId,
  imp: actor.impersonation?.id,
  rid: actor.requestId,
});

/**
 * Run `work` as `actor`: one transaction, one role, one organization. Through other eyes it is read-only, and the
 * database shows nothing in a transaction that is not.
 */
export const asTenant = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>, access: Access = "read write") => {
  const looking = actor.impersonation && !actor.impersonation.writable && access === "read write";
  return inContext(contextOf(actor), looking ? "read only" : access, (tx) => work(tx as TenantTx));
};

/** The same in a transaction that PostgreSQL refuses to write in. */
export const readAsTenant = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => asTenant(actor, work, "read only");

/** A signed-in person before an organization is known: they see themselves and their own memberships. */
export const asPerson = <T>(
  userId: string,
  work: (tx: TenantTx) => Promise<T>,
  access: Access = "read only",
  about: { sessionId?: string; requestId?: string } = {},
) =>
  inContext({ sub: userId, sid: about.sessionId, rid: about.requestId ?? randomUUID() }, access, (tx) =>
    work(tx as TenantTx),
  );

/** The worker acting for one organization; only the login `gr_worker` is believed. */
export const asWorker = <T>(
  organizationId: string,
  work: (tx: TenantTx) => Promise<T>,
  access: Access = "read write",
) => inContext({ org: organizationId, svc: "worker", rid: randomUUID() }, access, (tx) => work(tx as TenantTx));

/** In a long transaction of the worker: a context lives for a minute, so say again for whom it acts. */
export async function stillWorker(tx: TenantTx, organizationId: string): Promise<void> {
  const { ctx, sig } = signContext({ org: organizationId, svc: "worker", rid: randomUUID() });
  await tx.execute(sql`select set_config('app.ctx', ${ctx}, true), set_config('app.sig', ${sig}, true)`);
}

/** A visitor without a session: may call the functions granted to `anon`, and nothing else. */
export const asPublic = <T>(work: (tx: PublicTx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'anon', true)`);
    return work(tx as PublicTx);
  });

/** The worker's own queue, outside any organization: what the policies `TO gr_worker` allow. */
export const asQueue = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => db.transaction(work);

/** Close the pool, at the end of a process. */
export const closeDatabase = () => pool.end();
