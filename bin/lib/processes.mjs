import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { inState, root } from "./node.mjs";

/**
 * What this launcher started, written down so that the next one can clear up after a kill -9. A process is known by
 * its id and its moment of birth together: an id alone may belong to somebody else by now.
 */
const records = () => inState("processes");

/** When a process was born, in the system's own terms; undefined when there is none (or only its zombie). */
export function bornAt(pid) {
  if (process.platform === "linux") return bornOnLinux(pid);
  const [command, args] =
    process.platform === "win32"
      ? ["powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${Number(pid)}).StartTime.Ticks`]]
      : ["ps", ["-o", "lstart=", "-p", String(pid)]];
  const answer = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  return answer.stdout?.trim() || undefined;
}

function bornOnLinux(pid) {
  const fields = statFields(pid);
  if (!fields || fields[0] === "Z" || fields[0] === "X") return undefined;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim().slice(0, 8);
  return `${boot}-${fields[19]}`;
}

/** The fields of /proc/<pid>/stat after the name, which may itself contain spaces: state, parent, group, … */
function statFields(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

export function me() {
  return { pid: process.pid, born: bornAt(process.pid) };
}

export function isAlive({ pid, born }) {
  const now = bornAt(pid);
  return now !== undefined && now === born;
}

/**
 * Writes a started process down; returns the function that strikes it out. `folder` is a temporary one to remove with
 * it, `signal` the one that asks it to end in good order.
 */
export function record(pid, name, { folder, signal = "SIGTERM" } = {}) {
  mkdirSync(records(), { recursive: true, mode: 0o700 });
  const file = path.join(records(), `${pid}.json`);
  writeFileSync(file, JSON.stringify({ pid, born: bornAt(pid), name, signal, owner: me(), folder }));
  return () => rmSync(file, { force: true });
}

/** Ends what dead launchers of this checkout left running, and removes their temporary folders. Returns the names. */
export function sweep() {
  const ended = [];
  for (const file of listRecords()) {
    const entry = readRecord(file);
    if (entry?.owner && isAlive(entry.owner)) continue;
    if (entry && endLeftover(entry)) ended.push(entry.name);
    if (entry?.folder && isOurTemporary(entry.folder)) rmSync(entry.folder, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
  return ended;
}

function endLeftover(entry) {
  const alive = isAlive(entry);
  const orphans = alive ? [] : groupInCheckout(entry.pid);
  if (!alive && orphans.length === 0) return false;
  if (alive) process.kill(entry.pid, entry.signal);
  else killGroup(entry.pid, entry.signal);
  const until = Date.now() + 5000;
  while (Date.now() < until && (isAlive(entry) || groupInCheckout(entry.pid).length > 0)) pause(50);
  killGroup(entry.pid, "SIGKILL");
  while (Date.now() < until + 1000 && isAlive(entry)) pause(20);
  return true;
}

/** Members of a process group whose leader has died, counted only when they work in this checkout. Linux alone can tell. */
function groupInCheckout(group) {
  if (process.platform !== "linux") return [];
  return processIds().filter((pid) => {
    const fields = statFields(pid);
    return fields && fields[0] !== "Z" && Number(fields[2]) === group && workingFolder(pid) === root;
  });
}

/** Linux only: every process id there is now. */
export function processIds() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Linux only: where a process works, undefined when it is gone or not ours to ask. */
export function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Signals a process and everything it started; each of ours leads a process group of its own. */
export function killGroup(pid, signal) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
  }
}

function listRecords() {
  try {
    return readdirSync(records()).map((name) => path.join(records(), name));
  } catch {
    return [];
  }
}

function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isOurTemporary(folder) {
  return path.dirname(folder) === os.tmpdir() && path.basename(folder).startsWith("greenroom-");
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
