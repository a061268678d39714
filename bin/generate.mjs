// Writes the next migration from db/schema. Schemas may exist already (00-system.sql needs one of them early), so
// `CREATE SCHEMA` becomes repeatable. `--squash` starts over with one migration: only before a first release.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const folder = new URL("../db/migrations/", import.meta.url);
if (process.argv.includes("--squash")) rmSync(folder, { recursive: true, force: true });

const kit = new URL("../node_modules/drizzle-kit/bin.cjs", import.meta.url).pathname;
const node = new URL("../node_modules/node/bin/node", import.meta.url).pathname;
const name = process.argv.slice(2).find((word) => !word.startsWith("--"));
const title = name ?? (process.argv.includes("--squash") ? "greenroom" : undefined);
const options = ["generate", "--config", "db/drizzle.config.ts", ...(title ? ["--name", title] : [])];
const made = spawnSync(node, ["--conditions=react-server", kit, ...options], { stdio: "inherit" });
if (made.status !== 0) process.exit(made.status ?? 1);

for (const file of readdirSync(folder)) {
  if (!file.endsWith(".sql")) continue;
  const url = new URL(file, folder);
  const text = readFileSync(url, "utf8");
  writeFileSync(url, text.replace(/CREATE SCHEMA "(\w+)"/g, 'CREATE SCHEMA IF NOT EXISTS "$1"'));
}

// The next migration is made from the newest picture of the schema alone; each is as large as all schemas together.
const pictures = readdirSync(new URL("meta/", folder)).filter((file) => file.endsWith("_snapshot.json"));
for (const file of pictures.sort().slice(0, -1)) rmSync(new URL(`meta/${file}`, folder));
