import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { takeLock } from "./lock.mjs";
import { inRoot, ownNode, root } from "./node.mjs";
import { sweep } from "./processes.mjs";
import { run } from "./run.mjs";
import { diskFull, Stop } from "./stop.mjs";

const stampFile = inRoot("node_modules", ".greenroom-installed");

/** Installs the packages when package-lock.json is not what node_modules was made from. Silent when there is nothing to do. */
export async function ensureInstalled(ui) {
  if (isInstalled()) return;
  const unlock = await takeLock("install", "an installation of packages", { wait: 300_000 });
  try {
    if (isInstalled()) return;
    // An installation whose launcher was killed may still be writing into node_modules.
    sweep();
    await ui.step("Packages", install);
    writeFileSync(stampFile, wanted());
  } finally {
    unlock();
  }
}

function isInstalled() {
  if (!existsSync(ownNode())) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, "utf8") === wanted();
  if (!installedByHand()) return false;
  writeFileSync(stampFile, wanted());
  return true;
}

/** A platform's packages do not serve another one: a checkout shared by a container and its host installs anew. */
function wanted() {
  const lock = readFileSync(inRoot("package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/** Whoever ran `npm ci` themselves need not wait for it again: npm's own record of what it installed decides. */
function installedByHand() {
  const record = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages ?? {};
  const locked = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages ?? {};
  return Object.entries(locked).every(([name, entry]) => {
    if (name === "" || entry.link) return true;
    if (!installed[name]) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return installed[name].version === entry.version;
  });
}

async function install(note) {
  rmSync(stampFile, { force: true });
  note("npm ci");
  let fetched = 0;
  const { command, args } = npm();
  const result = await run(
    command,
    [...args, ...npmVerb(), "--include=dev", "--no-audit", "--no-fund", "--loglevel=http"],
    {
      name: "npm ci",
      cwd: root,
      env: { ...process.env, PATH: pathWithoutPackages() },
      onLine(text) {
        if (text.includes("npm http")) note(`npm ci, ${++fetched} fetched`);
      },
    },
  );
  if (result.code !== 0) throw diskFull(result.output) ?? failed(result);
  if (!existsSync(ownNode())) {
    throw new Stop(
      "The packages were installed without Node 24: allow npm to run install scripts, then run the command again.",
    );
  }
}

function failed({ output }) {
  const detail = output
    .split("\n")
    .filter((text) => text && !text.includes("npm http"))
    .slice(-20)
    .join("\n");
  return new Stop("The packages could not be installed; npm's words are above.", { detail });
}

/** Windows cannot delete the node.exe that is running from node_modules, so there npm repairs the folder in place. */
function npmVerb() {
  return process.platform === "win32" && process.execPath.startsWith(inRoot("node_modules"))
    ? ["install", "--no-save"]
    : ["ci"];
}

/** npm runs on a Node from outside the checkout, because `npm ci` begins by deleting the one inside. */
function npm() {
  const cli = process.env.npm_execpath;
  const outside = process.execPath.startsWith(inRoot("node_modules")) ? undefined : process.execPath;
  if (outside && cli?.endsWith("npm-cli.js")) return { command: outside, args: [cli] };
  if (process.platform !== "win32") return { command: "npm", args: [] };
  return { command: process.env.ComSpec ?? "cmd.exe", args: ["/d", "/s", "/c", "npm.cmd"] };
}

function pathWithoutPackages() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.filter((folder) => !folder.startsWith(inRoot("node_modules"))).join(path.delimiter);
}
