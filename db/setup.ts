import { readdirSync, readFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { installEmbeddedAuth } from "#db/auth";
import { loadRef } from "#db/seed/ref/load";
import { sync } from "#db/sync";

/**
 * Bring a database to the state of this code: roles, schemas, migrations, functions, grants, reference data and the
 * rules that live in code. Run by an administrator of the database at each deploy; a second run changes nothing.
 * Exits 3 when the database was set up by newer code.
 */
const here = (path: string) => new URL(path, import.meta.url);
const sqlOf = (file: string) => readFileSync(here(`./sql/${file}`), "utf8");
const files = readdirSync(here("./sql"))
  .filter((file) => file.endsWith(".sql"))
  .sort();
const embedded = !process.env.SUPABASE_URL;

class Newer extends Error {}

async function setUp(client: Client) {
  await step("roles and schemas", () => client.query(sqlOf("00-system.sql")));
  await step("passwords and keys", () => passwords(client));
  if (embedded) await step("auth schema", () => installEmbeddedAuth(client));
  await step("migrations", () => migrations(client));
  await step("reference data", () => loadRef(client));
  await step("functions, grants and rules", () =>
    inTransaction(client, async () => {
      await revokeAll(client);
      for (const file of files.slice(1)) await apply(client, file);
      await client.query("delete from system.context_keys");
      await client.query(
        "insert into system.context_keys (id, inner_pad, outer_pad) values (1, $1, $2)",
        pads(required("CONTEXT_KEY")),
      );
      await sync(client);
      await client.query(embedded ? "select system.open_mailbox()" : "select system.close_mailbox()");
    }),
  );
}

/** Migrations run as the owner of the tables, so that nothing ends up belonging to the administrator. */
async function migrations(client: Client) {
  const journal = JSON.parse(readFileSync(here("./migrations/meta/_journal.json"), "utf8"));
  const known: number = journal.entries.at(-1)?.when ?? 0;
  const applied = await client.query("select to_regclass('drizzle.__drizzle_migrations') is not null as present");
  if (applied.rows[0].present) {
    const last = await client.query("select max(created_at)::bigint as at from drizzle.__drizzle_migrations");
    if (Number(last.rows[0].at ?? 0) > known)
      throw new Newer(
        "This database was set up by a newer version of Greenroom than this code. Update the code, or use another database.",
      );
  }
  await client.query("set role gr_owner");
  await migrate(drizzle({ client }), { migrationsFolder: here("./migrations").pathname });
  await client.query("reset role");
}

/** Grants are given afresh each time, in the same transaction, so that one taken out of the files is gone. */
async function revokeAll(client: Client) {
  await client.query(`
    do $$ declare s text; begin
      for s in select nspname from pg_catalog.pg_namespace where pg_catalog.pg_get_userbyid(nspowner) = 'gr_owner' loop
        execute format('revoke all on all tables in schema %I from anon, authenticated, gr_worker, gr_definer, gr_ledger, gr_flow, gr_rollup', s);
        execute format('revoke all on all functions in schema %I from public, anon, authenticated', s);
        execute format('grant usage on schema %I to anon, authenticated, gr_worker, gr_definer, gr_ledger, gr_flow, gr_rollup', s);
        execute format('grant create on schema %I to gr_definer, gr_ledger, gr_flow, gr_rollup', s);
      end loop;
    end $$`);
  await client.query(sqlOf("00-system.sql"));
}

async function apply(client: Client, file: string) {
  try {
    await client.query(sqlOf(file));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

async function passwords(client: Client) {
  for (const [role, name] of [
    ["gr_app", "APP_PASSWORD"],
    ["gr_worker", "WORKER_PASSWORD"],
    ["gr_auth", "AUTH_PASSWORD"],
  ] as const) {
    if (role === "gr_auth" && !embedded) continue;
    await client.query(`alter role ${role} password ${client.escapeLiteral(required(name))}`);
  }
}

/** The two pads of HMAC-SHA256 (RFC 2104), so that the database needs `sha256` and no extension. */
function pads(key: string): [Buffer, Buffer] {
  const bytes = Buffer.from(key, "base64");
  if (bytes.length !== 32) throw new Error("CONTEXT_KEY must be 32 bytes in base64.");
  const pad = (value: number) => Buffer.from(Array.from({ length: 64 }, (_, i) => (bytes[i] ?? 0) ^ value));
  return [pad(0x36), pad(0x5c)];
}

/** Every table is locked for a moment here. Where somebody at work, or the house's own vacuum, held one the other way round, it is tried again. */
async function inTransaction(client: Client, work: () => Promise<void>, tries = 3): Promise<void> {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    if (tries > 1 && isDeadlock(error)) return inTransaction(client, work, tries - 1);
    throw error;
  }
}

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && ((error as Error & { code?: string }).code === "40P01" || isDeadlock(error.cause));

async function step(name: string, work: () => Promise<unknown>) {
  const started = performance.now();
  await work();
  console.log(`${name} (${Math.round(performance.now() - started)} ms)`);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing.`);
  return value;
}

const client = new Client({ connectionString: required("DATABASE_URL") });
try {
  await client.connect();
  // Two deploys at once take turns.
  await client.query("select pg_advisory_lock(7046029254386353131)");
  await setUp(client);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.DEBUG) console.error(error);
  process.exitCode = error instanceof Newer ? 3 : 1;
} finally {
  await client.end();
}
