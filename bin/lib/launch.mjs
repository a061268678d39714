import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ensureBuild } from "./build.mjs";
import { checkDatabase, readDatabaseUrl } from "./database-url.mjs";
import { environments } from "./environments.mjs";
import { takeLock } from "./lock.mjs";
import { inRoot, inState, root, state } from "./node.mjs";
import { readPort, refuseTakenPort } from "./ports.mjs";
import { prepareCluster } from "./postgres.mjs";
import { killGroup, sweep } from "./processes.mjs";
import { Interrupted, stop, stopRunning } from "./run.mjs";
import { readSecrets, secretsFrom } from "./secrets.mjs";
import { logTo, startWeb, startWorker, untilHealthy, worthShowing } from "./server.mjs";
import { ensureDatabase, loadDemo, setUp } from "./setup.mjs";
import { onTheWayOut } from "./shutdown.mjs";
import { lastWords } from "./stop.mjs";
import { keep } from "./supervise.mjs";

/** `npm start`, and with --dev `npm run dev`: from wherever the checkout is to a running house. Resolves to the exit code. */
export async function main(args, ui) {
  const dev = args.includes("--dev");
  const kept = [];
  let cluster;
  let serving = false;
  const leaving = new AbortController();
  const { leave, over } = onTheWayOut({ last, hurry });
  const giveUp = (error) => leave({ error });

  try {
    await begin();
  } catch (error) {
    if (!(error instanceof Interrupted)) giveUp(error);
  }
  return over;

  async function begin() {
    const begun = performance.now();
    const port = readPort(process.env.PORT);
    const host = process.env.HOST || (process.env.DATABASE_URL ? "0.0.0.0" : "127.0.0.1");
    mkdirSync(state, { recursive: true, mode: 0o700 });
    const unlock = await takeLock("start", "an npm start or npm run dev");
    process.once("exit", unlock);
    const ended = sweep();
    if (ended.length > 0) ui.say(`  Stopped what a killed run had left behind: ${ended.join(", ")}.`);
    await refuseTakenPort(port, host);

    const secrets = secretsFrom(process.env, readSecrets());
    const administrator = await database(secrets);
    const origin = `http://localhost:${port}`;
    const env = environments({ base: process.env, administrator, secrets, origin });
    await prepare(env.setup);
    const build = dev
      ? undefined
      : await ui.step("Build", async (note) => {
          const made = await ensureBuild({ env: env.web, note });
          note(made.fresh ? "made" : "unchanged");
          return made;
        });
    await serve({ env, host, port, folder: build?.folder });
    announce({ ui, origin: env.web.APP_ORIGIN, begun, dev });
    serving = true;
  }

  /** Resolves to the administrator's address of the database. */
  async function database(secrets) {
    if (process.env.DATABASE_URL) {
      return ui.step("Database", async (note) => {
        note(readDatabaseUrl(process.env.DATABASE_URL).hostname);
        const version = await checkDatabase(process.env.DATABASE_URL);
        note(`PostgreSQL ${version} at ${readDatabaseUrl(process.env.DATABASE_URL).hostname}`);
        return process.env.DATABASE_URL;
      });
    }
    const address = await ui.step("Database", async (note) => {
      const unfinished = existsSync(firstRun);
      cluster = await prepareCluster({
        wanted: inState("database"),
        password: secrets.POSTGRES_PASSWORD,
        log: inState("logs", "postgres.log"),
        afresh: unfinished,
        onCreate: () => writeFileSync(firstRun, ""),
        note,
      });
      const postgres = keep({
        name: "PostgreSQL",
        begin: cluster.begin,
        say: warn,
        giveUp,
        advice: lastly("postgres"),
      });
      kept.push(postgres);
      await postgres.first;
      await ensureDatabase(cluster.url("postgres"), "greenroom");
      note(`PostgreSQL ${await checkDatabase(cluster.url("greenroom"))}, port ${cluster.port}`);
      return cluster.url("greenroom");
    });
    if (cluster.note) ui.say(`    ${cluster.note}`);
    return address;
  }

  async function prepare(env) {
    await ui.step("Set-up", (note) => setUp({ env, note }));
    // A database of the organization's own is never filled with invented people unless somebody asks for them.
    const wanted = process.env.GREENROOM_DEMO ?? (process.env.DATABASE_URL ? "0" : "1");
    if (wanted !== "0") await ui.step("Demo", (note) => loadDemo({ env, note }));
    rmSync(firstRun, { force: true });
  }

  async function serve({ env, host, port, folder }) {
    const log = { web: logTo("web"), worker: logTo("worker") };
    const listen = (name) => (text) => {
      log[name].add(text);
      if ((serving || dev) && worthShowing(text))
        ui.say(process.stdout.isTTY ? `${ui.paint(2, `${name.padEnd(6)} │`)} ${text}` : text);
    };
    const running = (name, begin) => {
      const one = keep({
        name,
        begin,
        say: warn,
        giveUp: (error) => giveUp(withDetail(error, log[name])),
        advice: lastly(name),
      });
      kept.push(one);
      return one.first;
    };
    await ui.step("Web", async (note) => {
      note("starting");
      await running("web", async () => startWeb({ env: env.web, host, port, dev, folder, onLine: listen("web") }));
      await untilHealthy({ host, port, signal: leaving.signal });
      note("healthy");
    });
    await ui.step("Worker", () =>
      running("worker", async () => startWorker({ env: env.worker, dev, onLine: listen("worker") })),
    );
  }

  async function last({ signal, error }) {
    leaving.abort();
    for (const one of kept) one.release();
    if (signal) ui.say(serving ? "\nStopping…" : "\nInterrupted; stopping what was started…");
    const processes = kept.map((one) => one.child()).filter((child) => child && child !== cluster?.child);
    await Promise.all(processes.map((child) => stop(child)));
    await stopRunning(cluster?.child ? [cluster.child] : []);
    await cluster?.end();
    if (error) {
      const { text, exitCode } = lastWords(error);
      console.error(`\n${text}`);
      return exitCode;
    }
    ui.say("Stopped.");
    return serving ? 0 : 130;
  }

  function hurry() {
    for (const child of kept.map((one) => one.child()).filter(Boolean)) {
      if (child === cluster?.child) child.kill("SIGQUIT");
      else killGroup(child.pid, "SIGKILL");
    }
  }

  function warn(text) {
    ui.say(ui.paint(33, text));
  }
}

/** There only while the first run prepares the database it made: nothing in it is anybody's yet, so it may be made anew. */
const firstRun = inState("first-run");

function lastly(name) {
  return `Its words are in .greenroom/logs/${name}.log.`;
}

function withDetail(error, log) {
  if ("detail" in error && !error.detail) error.detail = log.recent();
  return error;
}

function announce({ ui, origin, begun, dev }) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  ui.say(`\n  Greenroom ${dev ? "(development) " : ""}is ready after ${seconds} s:  ${ui.paint("1;36", origin)}\n`);
  const file = inRoot(".greenroom", "demo.json");
  if (!process.env.DATABASE_URL && existsSync(file)) {
    const { password, people } = JSON.parse(readFileSync(file, "utf8"));
    const roles = [...new Map(people.map((one) => [one.role, one]).reverse()).values()].reverse();
    const width = (key) => Math.max(...roles.map((one) => String(one[key] ?? "").length));
    ui.say(`  Sign in as one of these, password ${ui.paint(1, password)}:`);
    for (const one of roles) {
      ui.say(
        `    ${one.role.padEnd(width("role"))}  ${one.email.padEnd(width("email"))}  ${ui.paint(2, one.organization ?? "")}`,
      );
    }
    ui.say();
  }
  ui.say(`  ${ui.paint(2, `Ctrl-C stops everything. Logs: ${inState("logs").replace(`${root}/`, "")}`)}`);
}
