import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { environments } from "../../lib/environments.mjs";
import { prepareCluster } from "../../lib/postgres.mjs";
import { newSecrets } from "../../lib/secrets.mjs";
import { ensureDatabase, setUp } from "../../lib/setup.mjs";
import { Stop } from "../../lib/stop.mjs";

/**
 * A database of its own for the analytics, in `kept` or in a folder that is thrown away: `{ adminUrl, appUrl, world, save, end }`.
 * `world` is what was saved in a kept folder by an earlier run, or null. Refuses before it fills a disk.
 */
export async function stand({ kept, temporary, bytes, note }) {
  const folder = kept ?? path.join(temporary, "analytics");
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const state = path.join(folder, "bench.json");
  const known = existsSync(state) ? JSON.parse(readFileSync(state, "utf8")) : null;
  const { bavail, bsize } = statfsSync(folder);
  if (!known && bavail * bsize < bytes) {
    const gigabytes = (size) => `${(size / 1e9).toFixed(1)} GB`;
    throw new Stop(`This takes about ${gigabytes(bytes)} of disk, and ${gigabytes(bavail * bsize)} are free there.`);
  }
  const secrets = known?.secrets ?? newSecrets();
  const cluster = await prepareCluster({
    wanted: path.join(folder, "database"),
    password: secrets.POSTGRES_PASSWORD,
    log: path.join(folder, "postgres.log"),
    temporary,
    // PostgreSQL's own settings, as everywhere in the benchmark, but for the load of millions: it may write more before it rests, and
    // housekeeping is done by name (`tidied`), not in the middle of a measurement.
    settings: { max_wal_size: "4GB", autovacuum: "off" },
    note,
  });
  await cluster.begin();
  const adminUrl = cluster.url("greenroom_bench");
  const env = environments({ base: bare(), administrator: adminUrl, secrets, origin: "http://localhost" });
  process.env.CONTEXT_KEY = secrets.CONTEXT_KEY;
  if (!known) {
    await ensureDatabase(cluster.url("postgres"), "greenroom_bench");
    await setUp({ env: env.setup, note });
  }
  return {
    adminUrl,
    appUrl: env.web.APP_DATABASE_URL,
    world: known?.world ?? null,
    save: (world) => kept && writeFileSync(state, JSON.stringify({ secrets, world }), { mode: 0o600 }),
    async end() {
      await cluster.end();
      if (kept) return;
      cluster.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing of what somebody has set for a database of theirs. */
const bare = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_URL$|_KEY$|PASSWORD|SECRET|^PG/.test(name)));
