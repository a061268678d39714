import { getAuthSchemaSql } from "@supabase/lite";
import type { Client } from "pg";

/**
 * The tables of the embedded auth server, in the same database, owned by its login `gr_auth`, which can reach nothing
 * else. For installations without a Supabase project; a project brings its own schema. Idempotent.
 */
export async function installEmbeddedAuth(client: Client): Promise<void> {
  await client.query("create schema if not exists auth authorization gr_auth");
  const { rows } = await client.query(
    "select pg_catalog.pg_get_userbyid(nspowner) as owner from pg_catalog.pg_namespace where nspname = 'auth'",
  );
  if (rows[0]?.owner !== "gr_auth")
    throw new Error("The schema auth belongs to a Supabase project: set SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY.");
  await client.query("set role gr_auth");
  try {
    // The package begins with the schema itself, which its login may not create.
    await client.query(getAuthSchemaSql().replace(/create schema[^;]*;/i, ""));
  } finally {
    await client.query("reset role");
  }
  await client.query(`
    revoke all on schema auth from public;
    revoke all on all tables in schema auth from public;
    grant usage on schema auth to gr_owner;
    grant references (id) on auth.users to gr_owner;
    alter role gr_auth set statement_timeout = '15s';
    alter role gr_auth set lock_timeout = '5s';
    alter role gr_auth set idle_in_transaction_session_timeout = '30s'`);
}
