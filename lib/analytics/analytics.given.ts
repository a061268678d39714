import { admin, type Organization } from "#db/given";
import { visitId } from "#lib/analytics/rules/visits";

/** What the tests of analytics start from: raw rows at any moment, and all rollups of an organization as plain objects. */
export type Seen = {
  at: Date;
  kind?: string;
  event?: string | null;
  channel?: string;
  source?: string;
  visitor?: bigint;
  value?: number;
};

/** Rows as the beacon would have written them, at any moment. One statement, one transaction. */
export async function seen(
  organization: { id: string },
  visits: Seen[],
  client: { query: typeof admin.query } = admin,
) {
  await client.query(
    `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, source, visitor, value)
     select $1, v.id, analytics.moment_of(v.id), v.kind, case when v.event is null then 'programme' else 'event' end, v.event, v.channel, v.source, v.visitor, v.value
     from jsonb_to_recordset($2::jsonb) as v (id uuid, kind text, event uuid, channel text, source text, visitor bigint, value int)`,
    [
      organization.id,
      JSON.stringify(
        visits.map(({ at, kind = "view", event = null, channel = "direct", source = "", visitor = 1n, value = 0 }) => ({
          id: visitId(at.getTime()),
          kind,
          event,
          channel,
          source,
          visitor: visitor.toString(),
          value,
        })),
      ),
    ],
  );
}

export const refreshed = async (client: { query: typeof admin.query } = admin) =>
  (await client.query("select analytics.refresh() as answer")).rows[0].answer as {
    visits: number;
    facts: number;
    more: boolean;
  };

/** Everything that was rolled up for an organization, without ids, in a fixed order. */
export async function rollups(organization: Pick<Organization, "id">, client: { query: typeof admin.query } = admin) {
  const tables = await client.query<{ name: string }>("select name from analytics.rollups()");
  const read = await Promise.all(
    tables.rows.map(async ({ name: table }) => {
      const { rows } = await client.query(
        `select to_jsonb(t) - 'id' - 'organization_id' as row from analytics.${table} t where organization_id = $1 order by 1`,
        [organization.id],
      );
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(read) as Record<string, Record<string, unknown>[]>;
}
