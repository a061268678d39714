import type { Client } from "pg";
import { machines } from "#db/states";
import { reservedSegments } from "#lib/identity/paths";
import { chartRows } from "#lib/payments/chart";
import { permissionWords, rolePermissions } from "#lib/permissions";
import { tiers } from "#lib/system/desk/rules";
import { type Channel, channels, topics } from "#lib/users/rules";

/** Copy the rules that live in code into the tables that the database's own guards read. Idempotent. */
export async function sync(client: Client): Promise<void> {
  await replace(
    client,
    "identity.permissions",
    Object.entries(permissionWords).map(([permission, words]) => ({ permission, words })),
    "permission",
  );
  await replace(
    client,
    "identity.builtin_role_permissions",
    Object.entries(rolePermissions).flatMap(([role, list]) => list.map((permission) => ({ role, permission }))),
    "role, permission",
  );
  await replace(
    client,
    "system.state_machines",
    Object.entries(machines).map(([machine, { table }]) => ({ machine, table_name: table })),
    "machine",
  );
  await replace(client, "system.state_transitions", transitionRows(), "machine, from_state, to_state");
  await replace(
    client,
    "organizations.reserved_slugs",
    [...reservedSegments].map((slug) => ({ slug })),
    "slug",
  );
  await replace(client, "payments.chart", chartRows(), "book, code");
  await replace(client, "system.tier_limits", tierRows(), "tier");
  await replace(client, "messaging.notification_defaults", topicRows(), "topic, channel");
  for (const [machine, { table }] of Object.entries(machines)) {
    await client.query(
      `create or replace trigger guard_state before insert or update of state on ${table}
       for each row execute function system.guard_state('${machine}')`,
    );
  }
}

function transitionRows() {
  return Object.entries(machines).flatMap(([machine, { initial, states }]) => [
    ...initial.map((to) => ({ machine, from_state: "", to_state: to, needs: null })),
    ...Object.entries(states).flatMap(([from, edges]) =>
      Object.entries(edges).map(([to, needs]) => ({ machine, from_state: from, to_state: to, needs })),
    ),
  ]);
}

const tierRows = () =>
  Object.entries(tiers).map(([tier, { words, members, stations, eventsAtOnce }]) => ({
    tier,
    words,
    members,
    stations,
    events_at_once: eventsAtOnce,
  }));

const topicRows = () =>
  Object.entries(topics).flatMap(([topic, about]) =>
    (Object.keys(channels) as Channel[]).map((channel) => ({
      topic,
      channel,
      wanted: about[channel],
      fixed: "always" in about,
    })),
  );

/** Make `table` hold exactly `rows`: what is gone goes, what is new or changed comes, the rest is untouched. */
async function replace(client: Client, table: string, rows: Record<string, unknown>[], key: string) {
  const columns = Object.keys(rows[0] ?? {});
  const list = columns.join(", ");
  const rest = columns.filter((column) => !key.split(", ").includes(column));
  const source = `jsonb_populate_recordset(null::${table}, $1::jsonb)`;
  await client.query(`delete from ${table} where (${key}) not in (select ${key} from ${source})`, [json(rows)]);
  await client.query(
    `insert into ${table} (${list}) select ${list} from ${source}
     on conflict (${key}) do ${rest.length ? `update set ${rest.map((column) => `${column} = excluded.${column}`).join(", ")}` : "nothing"}`,
    [json(rows)],
  );
}

/** Minor units travel as text: JSON has no bigint. */
const json = (rows: unknown) => JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
