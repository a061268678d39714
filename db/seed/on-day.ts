import type { Client } from "pg";

/** Where the functions of sponsorship write down when something happened. */
const moments: readonly (readonly [table: string, ...columns: string[]])[] = [
  ["sponsors", "created_at"],
  ["proposal_threads", "created_at"],
  ["proposal_versions", "created_at", "sent_at"],
  ["proposal_steps", "created_at"],
  ["sponsorship_orders", "created_at"],
  ["fundings", "created_at", "settled_at"],
  ["held_movements", "created_at"],
  ["deliverables", "created_at", "submitted_at", "approved_at"],
  ["deliverable_proofs", "submitted_at", "decided_at"],
  ["sponsor_disputes", "opened_at", "closed_at"],
  ["sponsor_refunds", "created_at", "sent_at"],
];

/**
 * Do with sponsorship what people did on an earlier day: within the demo's transaction the books' today is that day, and
 * what was written then is dated noon of it. Through the same functions as ever; the books' own clock is put back at the end.
 */
export async function onDay(client: Client, organization: string, day: string, work: () => Promise<void>) {
  const { rows } = await client.query<{ was: string }>(
    "select pg_get_functiondef('payments.today(uuid)'::regprocedure) as was",
  );
  await client.query(
    `create or replace function payments.today(organization uuid) returns date language sql stable security definer set search_path = '' as $$ select ${client.escapeLiteral(day)}::date $$`,
  );
  await work();
  await client.query(rows[0]?.was ?? "");
  // What the guards refuse to everybody, the demo does once: its rows were never seen by anybody yet.
  await client.query("set local session_replication_role = replica");
  for (const [table, ...columns] of moments)
    for (const column of columns)
      await client.query(
        `update sponsorship.${table} set ${column} = $2::timestamptz where organization_id = $1 and ${column} >= now()`,
        [organization, `${day}T11:00:00Z`],
      );
  await client.query("set local session_replication_role = origin");
}
