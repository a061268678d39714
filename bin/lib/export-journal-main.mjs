import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { environments } from "./environments.mjs";
import { inRoot, inState, root } from "./node.mjs";
import { findPlace } from "./pg-place.mjs";
import { readSecrets, secretsFrom } from "./secrets.mjs";
import { Stop } from "./stop.mjs";

/** Resolves to the exit code; the journal goes to the terminal or to `--out`. */
export async function main(args) {
  const { slug, out, ...wish } = read(args);
  const secrets = secretsFrom(process.env, readSecrets());
  const administrator = process.env.DATABASE_URL || (await running(secrets));
  const { setup } = environments({ base: process.env, administrator, secrets, origin: "http://localhost" });
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", inRoot("lib/payments/journal-file.ts"), slug, JSON.stringify(wish)],
    { cwd: root, env: setup, stdio: ["ignore", out ? openSync(out, "w") : "inherit", "inherit"] },
  );
  const [code] = await once(child, "exit");
  if (code === 0 && out) console.error(`The book of ${slug} is in ${out}.`);
  return code ?? 1;
}

function read(args) {
  const day = { type: "string" };
  const options = { format: { type: "string", default: "hledger" }, from: day, to: day, out: { type: "string" } };
  const asked = parsed(args, options);
  const { format, from, to, out } = asked.values;
  const [slug, ...more] = asked.positionals;
  if (!slug || more.length > 0) throw new Stop("Say whose book: npm run export:journal -- lantern-fields");
  if (!["hledger", "beancount"].includes(format)) throw new Stop("--format is hledger or beancount.");
  for (const text of [from, to]) {
    if (text && !/^\d{4}-\d\d-\d\d$/.test(text)) throw new Stop(`"${text}" is not a day like 2026-10-31.`);
  }
  return { slug, out, syntax: format, from, to };
}

function parsed(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Stop(error.message);
  }
}

/** The database that `npm start` keeps in this checkout, while it runs: its port is in the server's own file. */
export async function running(secrets) {
  const { folder } = await findPlace(inState("database"));
  const file = path.join(folder, "data", "postmaster.pid");
  const port = existsSync(file) ? readFileSync(file, "utf8").split("\n")[3]?.trim() : undefined;
  if (!port) throw new Stop("No database runs here: npm start in another terminal, or set DATABASE_URL.");
  return `postgresql://postgres:${encodeURIComponent(secrets.POSTGRES_PASSWORD)}@127.0.0.1:${port}/greenroom`;
}
