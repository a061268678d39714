import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";

/**
 * Import this first in a test file that wants the database for itself: because it locks whole tables, moves the clock, or
 * asks how the planner sees its rows among all rows. Another database of the same throwaway server is set up, and the
 * environment leads there; both end together. Nothing here is awaited: the modules that are imported next would be
 * evaluated meanwhile, and would open their pools on the database of everybody.
 */
const name = `own_${randomBytes(4).toString("hex")}`;
const keys = ["DATABASE_URL", "APP_DATABASE_URL", "WORKER_DATABASE_URL", "AUTH_DATABASE_URL"];

const shared = process.env.DATABASE_URL;
for (const key of keys) {
  const given = process.env[key];
  if (!given) continue;
  const address = new URL(given);
  address.pathname = `/${name}`;
  process.env[key] = address.href;
}
execFileSync(
  process.execPath,
  ["--conditions=react-server", fileURLToPath(new URL("own-database.ts", import.meta.url)), name],
  { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, SHARED_DATABASE_URL: shared } },
);
