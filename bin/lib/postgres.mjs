import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./node.mjs";
import { clearLeftovers } from "./pg-leftovers.mjs";
import { findPlace } from "./pg-place.mjs";
import { freePort } from "./ports.mjs";
import { run, start, stop } from "./run.mjs";
import { diskFull, Stop } from "./stop.mjs";

/** Longer socket paths do not fit into the address that the operating system has for them (104 bytes on macOS). */
const longestSocketFolder = 80;

/**
 * Makes a PostgreSQL cluster below `wanted` when there is none yet and prepares it for starting:
 * `{ note, begin, end, url, port, remove }`. It listens on 127.0.0.1 only and asks for a password everywhere.
 * `settings` are server settings; `log` is the file its own words go to; `afresh` gives up the data there are;
 * `onCreate` is called before a new cluster is made.
 */
export async function prepareCluster({
  wanted,
  password,
  log,
  settings = {},
  temporary,
  afresh = false,
  onCreate,
  note = () => {},
}) {
  const place = await findPlace(wanted);
  const data = path.join(place.folder, "data");
  const cluster = { note: place.note, begin, end, url, remove, port: undefined, child: undefined };
  mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  clearLeftovers(data);
  if (afresh) rmSync(data, { recursive: true, force: true });
  if (!existsSync(path.join(data, "PG_VERSION"))) await create();
  const sockets = socketFolder(place);
  return cluster;

  /** Made aside and moved into place when complete: a killed initdb leaves nothing that looks like a cluster. */
  async function create() {
    onCreate?.();
    const draft = path.join(place.folder, "data.new");
    rmSync(draft, { recursive: true, force: true });
    const secret = path.join(place.folder, "password");
    writeFileSync(secret, `${password}\n`, { mode: 0o600 });
    if (place.user.uid !== undefined) chownSync(secret, place.user.uid, place.user.gid);
    try {
      note("making a database cluster");
      await initialise(place, draft, secret);
    } finally {
      rmSync(secret, { force: true });
    }
    renameSync(draft, data);
  }

  /** Starts the server and waits until it answers; resolves to the child process. */
  async function begin() {
    clearLeftovers(data);
    for (let attempt = 1; ; attempt += 1) {
      cluster.port = await freePort(cluster.port ?? lastPort(data));
      const said = existsSync(log) ? statSync(log).size : 0;
      const child = launch(said > 5_000_000);
      cluster.child = child;
      if (await answers(child)) return child;
      const words = readFileSync(log, "utf8").slice(said > 5_000_000 ? 0 : said);
      // Somebody else was quicker to take the port, or the last server's shared memory is still being cleared.
      if (attempt < 20 && /address already in use|shared memory block/i.test(words)) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        if (/address already in use/i.test(words)) cluster.port = undefined;
        continue;
      }
      throw diskFull(words) ?? new Stop("PostgreSQL did not start; its words are above.", { detail: lastLines(words) });
    }
  }

  function launch(afresh) {
    const output = openSync(log, afresh ? "w" : "a");
    const all = {
      port: cluster.port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: sockets,
      timezone: "UTC",
      log_timezone: "UTC",
      ...settings,
    };
    const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    try {
      return start(path.join(place.bin, "postgres"), ["-D", data, ...flags], {
        name: "postgres",
        signal: "SIGINT",
        folder: temporary,
        cwd: place.folder,
        stdio: ["ignore", output, output],
        env: cleanEnv(),
        ...place.user,
      });
    } finally {
      closeSync(output);
    }
  }

  async function answers(child) {
    const { default: pg } = await import("pg");
    let ended = false;
    child.finished.then(() => {
      ended = true;
    });
    const until = Date.now() + 60_000;
    while (!ended && Date.now() < until) {
      const client = new pg.Client({ connectionString: url("postgres"), connectionTimeoutMillis: 5000 });
      try {
        await client.connect();
        await client.end();
        return true;
      } catch (error) {
        if (error.code === "28P01") throw new Stop(wrongPassword(place.folder));
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    }
    if (!ended) await end();
    return false;
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  async function end() {
    if (!cluster.child) return;
    await stop(cluster.child, { signal: "SIGINT", grace: 20_000 });
    if (sockets && !sockets.startsWith(place.folder)) rmSync(sockets, { recursive: true, force: true });
  }

  function url(database, user = "postgres", secret = password) {
    return `postgresql://${user}:${secret}@127.0.0.1:${cluster.port}/${database}`;
  }

  function remove() {
    rmSync(place.folder, { recursive: true, force: true });
  }
}

async function initialise(place, data, secret) {
  let result;
  for (const locale of process.platform === "win32" ? ["C"] : ["C.UTF-8", "en_US.UTF-8", "C"]) {
    const flags = [
      "--username=postgres",
      `--pwfile=${secret}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--no-instructions",
    ];
    // Names sort as people sort them, alike on every machine; the C library's locale differs from one to the next.
    const collation = [`--locale=${locale}`, "--locale-provider=icu", "--icu-locale=en-US", "--lc-messages=C"];
    result = await run(path.join(place.bin, "initdb"), [`--pgdata=${data}`, ...flags, ...collation], {
      name: "initdb",
      cwd: place.folder,
      env: cleanEnv(),
      ...place.user,
    });
    if (result.code === 0) return;
    if (!/invalid locale/i.test(result.output)) break;
  }
  throw (
    diskFull(result.output) ??
    new Stop("The database cluster could not be made; initdb's words are above.", { detail: lastLines(result.output) })
  );
}

/** Inherited PG* variables would speak for another server. */
function cleanEnv() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
  return { ...Object.fromEntries(kept), LC_ALL: undefined, LANG: undefined, LC_MESSAGES: "C" };
}

/** Private to the server's account: whoever can list it could not enter, and whoever can enter needs a password. */
function socketFolder(place) {
  if (process.platform === "win32") return "";
  const wanted = path.join(place.folder, "socket");
  const short = Buffer.byteLength(wanted) <= longestSocketFolder;
  const folder = short ? wanted : mkdtempSync(path.join(os.tmpdir(), "greenroom-"));
  // A lock of a killed server in here could name a process that is somebody else's by now.
  if (short) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (place.user.uid !== undefined) chownSync(folder, place.user.uid, place.user.gid);
  return folder;
}

/** The port of the last run, so that an address noted down in another tool goes on working. */
function lastPort(data) {
  const file = path.join(data, "postmaster.opts");
  const found = existsSync(file) && readFileSync(file, "utf8").match(/"port=(\d+)"/);
  return found ? Number(found[1]) : undefined;
}

function lastLines(text) {
  return text.trim().split("\n").slice(-15).join("\n");
}

function wrongPassword(folder) {
  const where = folder.startsWith(root) ? path.relative(root, folder) : folder;
  return `The database in ${where} has another password than .greenroom/secrets.json: restore that file, or remove both to begin anew.`;
}
