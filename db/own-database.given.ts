import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";

/**
 * Import this first in a test file that wants the database for itself: because it locks whole tables, moves the clock, or
 * asks how the planner sees its rows among all rows. Another database of the same throwaway server is set up, and the
 * environment leads there; both end together.
 */
const name = `own_${randomBytes(4).toString("hex")}`;
const keys = ["DATABASE_URL", "APP_DATABASE_URL", "WORKER_DATABASE_URL", "AUTH_DATABASE_URL"];

const server = new pg.Client({ connectionString: process.env.DATABASE_URL });
await server.connect();
// Set-up also says what the server's roles are, which two cannot do at once.
await server.query("select pg_advisory_lock(hashtextextended('own database', 0))");
await server.query(`create database ${name}`);
for (const key of keys) {
  const given = process.env[key];
  if (!given) continue;
  const address = new URL(given);
  address.pathname = `/${name}`;
  process.env[key] = address.href;
}
const setUp = spawn(
  process.execPath,
  ["--conditions=react-server", fileURLToPath(new URL("setup.ts", import.meta.url))],
  {
    stdio: ["ignore", "ignore", "inherit"],
  },
);
const [code] = await once(setUp, "exit");
await server.end();
if (code !== 0) throw new Error(`The set-up of ${name} ended with ${code}.`);
