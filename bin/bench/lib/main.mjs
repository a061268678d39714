import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot, state } from "../../lib/node.mjs";
import { sweep } from "../../lib/processes.mjs";
import { Interrupted, stop, stopRunning } from "../../lib/run.mjs";
import { onTheWayOut } from "../../lib/shutdown.mjs";
import { lastWords, Stop } from "../../lib/stop.mjs";
import { furnish } from "./house.mjs";
import { table } from "./table.mjs";

/** In this order, when all are run: what starts a house of its own comes last, so that nothing runs beside it. */
const order = [
  "event",
  "list",
  "overview",
  "search",
  "export",
  "action",
  "beacon",
  "session",
  "ledger",
  "checkout",
  "reports",
  "bookings",
  "permissions",
  "analytics",
  "start",
];

/** The benchmark; see `bin/bench.mjs` for the contract. Resolves to the exit code. */
export async function main(args, ui) {
  const json = args.includes("--json");
  const seconds = Number(args.find((arg) => arg.startsWith("--seconds="))?.slice(10) ?? 3);
  if (!(seconds >= 0.5 && seconds <= 10)) throw new Stop("--seconds takes a number between 0.5 and 10.");
  const parts = await chosen(args.filter((arg) => !arg.startsWith("--")));
  const say = json ? { ...ui, say: () => {}, step: (_name, work) => work(() => {}) } : ui;
  mkdirSync(state, { recursive: true, mode: 0o700 });
  sweep();
  const temporary = mkdtempSync(path.join(os.tmpdir(), "greenroom-bench-"));
  const rows = [];
  const faults = [];
  const started = [];
  let cluster;

  const { leave, over } = onTheWayOut({ last });
  measureAll().then(
    () => leave({}),
    (error) => error instanceof Interrupted || leave({ error }),
  );
  return over;

  async function measureAll() {
    const standing = parts.filter((part) => part.needs !== "nothing");
    if (standing.length > 0) {
      const whole = standing.some((part) => part.needs !== "database");
      const house = await furnish({ temporary, ui: say, seconds, started, onCluster, whole });
      rows.push(...house.rows);
      for (const part of standing) await measure(part, house);
      await letGo();
    }
    for (const part of parts.filter((one) => one.needs === "nothing")) await measure(part, { temporary, seconds });
  }

  function onCluster(made) {
    cluster = made;
  }

  async function measure(part, house) {
    try {
      const found = await say.step(part.name, (note) => part.run({ ...house, note }));
      rows.push(...found.map((row) => ({ part: part.name, ...row })));
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      faults.push(part.name);
      console.error(`\n${lastWords(error).text}\n`);
    }
  }

  /** Web and worker first: they end quietly only while their database is there. */
  async function letGo() {
    await Promise.all(started.splice(0).map((child) => stop(child, { grace: 4000 })));
    const ended = cluster;
    cluster = undefined;
    await ended?.end();
    ended?.remove();
  }

  async function last({ signal, error }) {
    await letGo();
    await stopRunning();
    rmSync(temporary, { recursive: true, force: true });
    if (rows.length > 0) console.log(json ? JSON.stringify({ machine: machine(), rows }, null, 2) : table(rows));
    if (error) console.error(`\n${lastWords(error).text}`);
    if (faults.length > 0) console.error(`Not measured: ${faults.join(", ")}.`);
    if (signal) return 130;
    return error || faults.length > 0 ? 1 : 0;
  }
}

/** Every file beside this folder that exports `run`, or those that were asked for. */
async function chosen(names) {
  const folder = inRoot("bin", "bench");
  const files = readdirSync(folder).filter((file) => file.endsWith(".mjs") && existsSync(path.join(folder, file)));
  const modules = await Promise.all(
    files.map(async (file) => ({ name: file.slice(0, -4), ...(await import(pathToFileURL(path.join(folder, file)))) })),
  );
  const known = modules.filter((one) => typeof one.run === "function");
  const unknown = names.find((name) => known.every((part) => part.name !== name));
  if (unknown) throw new Stop(`npm run bench knows ${known.map(({ name }) => name).join(", ")}, but not "${unknown}".`);
  const place = ({ name }) => (order.includes(name) ? order.indexOf(name) : order.length - 1.5);
  return known.filter(({ name }) => names.length === 0 || names.includes(name)).sort((a, b) => place(a) - place(b));
}

/** What the figures were taken on, without saying whose machine it is. */
const machine = () => ({
  cores: os.availableParallelism(),
  node: process.versions.node,
  load: os.loadavg().map((figure) => Math.round(figure * 10) / 10),
});
