import pg from "pg";
import { running } from "./export-journal-main.mjs";
import { readSecrets, secretsFrom } from "./secrets.mjs";
import { Stop } from "./stop.mjs";

/** Resolves to the exit code: 0 when the rollups were what a rebuild gives. */
export async function main(args) {
  const [slug, ...more] = args;
  if (more.length > 0)
    throw new Stop("Say one organization, or none for all: node bin/rebuild-rollups.mjs lantern-fields");
  const client = new pg.Client(process.env.DATABASE_URL || (await running(secretsFrom(process.env, readSecrets()))));
  await client.connect();
  try {
    const { rows } = await client.query(
      "select id, slug from organizations.organizations where $1::text is null or slug = $1 order by slug",
      [slug ?? null],
    );
    if (rows.length === 0) throw new Stop(`There is no organization "${slug}".`);
    await client.query("select analytics.refresh()");
    let different = 0;
    for (const organization of rows) different += await rebuilt(client, organization);
    console.log(
      different === 0 ? "Every rollup was what a rebuild gives." : `${different} rollups differed and are right now.`,
    );
    return different === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

/** How many of the organization's tables were different before; all of it in one transaction. */
async function rebuilt(client, { id, slug }) {
  await client.query("begin");
  const tables = (await client.query("select name from analytics.rollups()")).rows.map(({ name }) => name);
  const before = await digests(client, id, tables);
  const { rows } = await client.query("select analytics.rebuild($1)::int as read", [id]);
  const after = await digests(client, id, tables);
  await client.query("commit");
  const differing = tables.filter((table) => before[table] !== after[table]);
  console.log(
    `${slug}: ${rows[0].read} rows read, ${differing.length === 0 ? "the same" : `different in ${differing.join(", ")}`}`,
  );
  return differing.length;
}

async function digests(client, id, tables) {
  const found = {};
  for (const table of tables) {
    const { rows } = await client.query(
      `select md5(coalesce(string_agg(row::text, ' ' order by row::text), '')) as digest from (select to_jsonb(t) - 'id' as row from analytics.${table} t where t.organization_id = $1) x`,
      [id],
    );
    found[table] = rows[0].digest;
  }
  return found;
}
