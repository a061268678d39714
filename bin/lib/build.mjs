import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readHolder } from "./lock.mjs";
import { inRoot, inState, root } from "./node.mjs";
import { isAlive, me } from "./processes.mjs";
import { runNode } from "./run.mjs";
import { diskFull, Stop } from "./stop.mjs";

/**
 * Two folders, so that `npm test` can build changed sources beside an `npm start` that serves the older ones. next.config.js
 * reads the folder from GREENROOM_DIST.
 */
const folders = [".next", ".next-beside"];
const sources = ["app", "components", "lib", "db", "public"];

/**
 * Makes sure there is a build of the sources as they are now, and reserves it for this process: resolves to
 * `{ folder, fresh }`. `env` is the web process's environment, since what is NEXT_PUBLIC_ ends up in the build.
 */
export async function ensureBuild({ env, note = () => {} }) {
  const wanted = fingerprint(env);
  const current = folders.find((folder) => stampOf(folder) === wanted);
  if (current) {
    reserve(current);
    return { folder: current, fresh: false };
  }
  const folder = folders.find((name) => !inUse(name));
  if (!folder) throw new Stop("Both builds of this checkout are in use by running commands: stop one of them first.");
  reserve(folder);
  rmSync(stampFile(folder), { force: true });
  note("next build");
  const result = await runNode([inRoot("node_modules", "next", "dist", "bin", "next"), "build"], {
    name: "next build",
    cwd: root,
    env: { ...env, NODE_ENV: "production", GREENROOM_DIST: folder },
  });
  if (result.code !== 0) {
    const why = result.signal ? `was ended by ${result.signal}` : "failed; its words are above";
    throw diskFull(result.output) ?? new Stop(`The build ${why}.`, { detail: result.output });
  }
  if (!existsSync(inRoot(folder, "BUILD_ID"))) {
    throw new Stop(`The build left nothing in ${folder}: next.config.js must take distDir from GREENROOM_DIST.`);
  }
  writeFileSync(stampFile(folder), wanted);
  return { folder, fresh: true };
}

/** One hash over every file that can change the build. */
export function fingerprint(env = {}) {
  const hash = createHash("sha256");
  const builtIn = Object.keys(env).filter((name) => /^NEXT_PUBLIC_|^NEXT_SERVER_ACTIONS_ENCRYPTION_KEY$/.test(name));
  for (const name of builtIn.sort()) hash.update(`${name}=${env[name]}\n`);
  const atTop = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|mjs|cjs|json)$/.test(entry.name) && entry.name !== "next-env.d.ts")
    .map((entry) => entry.name);
  const below = sources.flatMap((folder) => filesIn(folder));
  for (const file of [...atTop, ...below].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.sql$|\.md$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

const stampFile = (folder) => inRoot(folder, "greenroom-built");

function stampOf(folder) {
  const complete = existsSync(stampFile(folder)) && existsSync(inRoot(folder, "BUILD_ID"));
  return complete ? readFileSync(stampFile(folder), "utf8") : undefined;
}

const usersOf = (folder) => inState("builds", folder);

function reserve(folder) {
  mkdirSync(usersOf(folder), { recursive: true, mode: 0o700 });
  const file = path.join(usersOf(folder), String(process.pid));
  writeFileSync(file, JSON.stringify(me()));
  process.once("exit", () => rmSync(file, { force: true }));
}

/** Whether another living process serves this build or is making it. */
function inUse(folder) {
  if (!existsSync(usersOf(folder))) return false;
  return readdirSync(usersOf(folder)).some((name) => {
    const file = path.join(usersOf(folder), name);
    const holder = readHolder(file);
    if (!holder) return false;
    if (holder.pid === process.pid) return false;
    if (isAlive(holder)) return true;
    rmSync(file, { force: true });
    return false;
  });
}
