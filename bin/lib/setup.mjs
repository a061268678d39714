import { inRoot, root } from "./node.mjs";
import { runNode } from "./run.mjs";
import { diskFull, Stop } from "./stop.mjs";

/** Creates a database of that name unless the server has it. */
export async function ensureDatabase(administrator, name) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: administrator });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Brings the database up to the code: roles, migrations, functions, synced tables. */
export async function setUp({ env, note }) {
  const result = await script("db/setup.ts", { env, note });
  // The set-up script's own sentence: the database was made by a newer Greenroom than this one.
  if (result.code === 3) throw new Stop(lastLine(result.output), { exitCode: 3 });
  if (result.code !== 0) throw failed(result, "The database could not be set up; the words above say why.");
}

/** Loads the demo; the script itself leaves a database alone that has an organization. */
export async function loadDemo({ env, note }) {
  const result = await script("db/seed/demo.ts", { env, note });
  if (result.code !== 0) throw failed(result, "The demo could not be loaded; the words above say why.");
}

function script(file, { env, note }) {
  return runNode(["--conditions=react-server", inRoot(file)], {
    name: file,
    cwd: root,
    env,
    onLine: (text, stream) => stream === "stdout" && text.trim() && note?.(text.trim()),
  });
}

function failed({ output }, sentence) {
  return diskFull(output) ?? new Stop(sentence, { detail: output.split("\n").slice(-40).join("\n") });
}

function lastLine(output) {
  return output.trim().split("\n").at(-1) ?? "";
}
