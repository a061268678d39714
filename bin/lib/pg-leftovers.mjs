import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { bornAt, processIds, workingFolder } from "./processes.mjs";
import { Stop } from "./stop.mjs";

/**
 * Makes a data folder ready for a new server after a kill -9: stops a server that was left behind on this very folder,
 * and removes postmaster.pid when the process it names is somebody else's by now. Never signals a process that is not a
 * PostgreSQL server of this folder.
 */
export function clearLeftovers(data) {
  const file = path.join(data, "postmaster.pid");
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : Number.NaN;
  if (serves(pid, data)) endServer(pid, data);
  if (!endBackends(data))
    throw new Stop(`A server process of an earlier run does not end; end the ones working in ${data} by hand.`);
  // PostgreSQL itself tells a dead process, but not one that merely inherited the number.
  if (existsSync(file) && Number.isInteger(pid) && !serves(pid, data)) rmSync(file, { force: true });
}

/** Whether process `pid` is a PostgreSQL server on `data`, by its command line as the system tells it. */
export function serves(pid, data) {
  if (!Number.isInteger(pid) || pid <= 1 || bornAt(pid) === undefined) return false;
  const words = commandOf(pid);
  return /postgres/.test(words) && [data, real(data)].some((folder) => words.includes(folder));
}

function endServer(pid, data) {
  // Fast, then immediate, then by force: each is safe, the later ones only cost a recovery at the next start.
  for (const [signal, seconds] of [
    ["SIGINT", 10],
    ["SIGQUIT", 5],
    ["SIGKILL", 5],
  ]) {
    if (!serves(pid, data)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code === "ESRCH") return;
      throw new Stop(
        `Process ${pid} still serves this checkout's database, and belongs to another user: end it first.`,
      );
    }
    if (waitUntil(() => !serves(pid, data), seconds)) return;
  }
}

/** Server processes whose head was killed leave on their own, unless they are busy. They work in the data folder: Linux tells. */
function endBackends(data) {
  if (process.platform !== "linux") return true;
  const left = () => processIds().filter((pid) => workingFolder(pid) === real(data) && /postgres/.test(commandOf(pid)));
  if (waitUntil(() => left().length === 0, 2)) return true;
  for (const pid of left()) process.kill(pid, "SIGKILL");
  return waitUntil(() => left().length === 0, 5);
}

function commandOf(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  const [command, args] =
    process.platform === "win32"
      ? [
          "powershell",
          ["-NoProfile", "-Command", `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`],
        ]
      : ["ps", ["-o", "command=", "-p", String(pid)]];
  return spawnSync(command, args, { encoding: "utf8" }).stdout ?? "";
}

function real(folder) {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

function waitUntil(done, seconds) {
  const until = Date.now() + seconds * 1000;
  while (!done()) {
    if (Date.now() > until) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  return true;
}
