import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { environments } from "./environments.mjs";
import { state } from "./node.mjs";
import { freePort } from "./ports.mjs";
import { prepareCluster } from "./postgres.mjs";
import { sweep } from "./processes.mjs";
import * as proofs from "./proofs.mjs";
import { Interrupted, stop, stopRunning } from "./run.mjs";
import { newSecrets, readSecrets } from "./secrets.mjs";
import { logTo, startWeb, startWorker, untilHealthy } from "./server.mjs";
import { ensureDatabase, setUp } from "./setup.mjs";
import { onTheWayOut } from "./shutdown.mjs";
import { lastWords, Stop } from "./stop.mjs";

const kinds = ["lint", "unit", "e2e"];

/** `npm test`, and `npm test -- lint | unit [part of a path] | e2e [what Playwright takes]`. Resolves to the exit code. */
export async function main([kind, ...filter], ui) {
  if (kind && !kinds.includes(kind)) {
    throw new Stop(`npm test knows ${kinds.join(", ")} or nothing at all, but not "${kind}".`);
  }
  const wants = (name) => !kind || kind === name;
  mkdirSync(state, { recursive: true, mode: 0o700 });
  sweep();
  const temporary = mkdtempSync(path.join(os.tmpdir(), "greenroom-test-"));
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const faults = [];
  const servers = [];
  let cluster;

  const { leave, over } = onTheWayOut({ last });
  proveAll().then(
    () => leave({}),
    (error) => error instanceof Interrupted || leave({ error }),
  );
  return over;

  async function proveAll() {
    const onLine = kind ? (text) => ui.say(`    ${text}`) : undefined;
    const env = withoutOwn(process.env);
    if (wants("lint")) {
      await prove("Lint", () => proofs.lint({ env }));
      await prove("Types", () => proofs.types({ env }));
    }
    if (!wants("unit") && !wants("e2e")) return;
    const secrets = newSecrets();
    await ui.step("Database", (note) => database(secrets, note));
    if (wants("unit")) {
      const house = await furnish("greenroom_unit", secrets);
      await prove("Unit tests", () => proofs.unit({ env: house.setup, temporary, filter: filter[0], onLine }));
    }
    if (!wants("e2e")) return;
    const house = await furnish("greenroom_e2e", secrets);
    const build = await prove("Build", (note) => builtFor(house, note));
    if (!build) return;
    await ui.step("Web and worker", () => serve(house, build.folder));
    await prove("End-to-end tests", (note) => proofs.e2e({ env: house.setup, temporary, filter, onLine, note }));
  }

  /** One timed step; a fault is shown and counted, and the next proof is tried all the same. */
  async function prove(name, work) {
    try {
      const result = await ui.step(name, async (note) => {
        const counted = await work(note);
        if (counted?.passed !== undefined) note(`${counted.passed} passed`);
        return counted ?? {};
      });
      add(result);
      for (const title of result.flaky ?? []) ui.say(`    passed only when tried again: ${title}`);
      return result;
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      add(error.counts ?? { failed: 1 });
      faults.push(name);
      ui.say(`\n${lastWords(error).text}\n`);
      if (name === "End-to-end tests") ui.say(`The web process said last:\n${servers[0]?.log.recent()}\n`);
      return undefined;
    }
  }

  function add({ passed = 0, failed = 0, skipped = 0 }) {
    totals.passed += passed;
    totals.failed += failed;
    totals.skipped += skipped;
  }

  async function database(secrets, note) {
    cluster = await prepareCluster({
      wanted: path.join(temporary, "database"),
      password: secrets.POSTGRES_PASSWORD,
      log: path.join(temporary, "postgres.log"),
      temporary,
      // Nothing in here outlives the run, so waiting for the disk would prove nothing and cost minutes.
      settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 300 },
      note,
    });
    await cluster.begin();
    note(`throwaway, port ${cluster.port}`);
  }

  /** A database of its own, set up: `{ setup, web, worker }` environments, with a free port for the web process. */
  async function furnish(name, secrets) {
    return ui.step(`Set-up ${name.split("_")[1]}`, async (note) => {
      await ensureDatabase(cluster.url("postgres"), name);
      const port = await freePort();
      // The build carries this key, and is shared with `npm start`.
      const { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY } = readSecrets();
      const house = environments({
        base: withoutOwn(process.env),
        administrator: cluster.url(name),
        secrets: { ...secrets, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY },
        origin: `http://localhost:${port}`,
      });
      await setUp({ env: house.setup, note });
      return { ...house, port };
    });
  }

  async function builtFor(house, note) {
    const build = await ensureBuild({ env: house.web, note });
    note(build.fresh ? "made" : "unchanged since it was last made");
    return build;
  }

  async function serve(house, folder) {
    const logs = [logTo("test-web"), logTo("test-worker")];
    const host = "127.0.0.1";
    // Each test signs in from an address of its own, or the limiter would take them all for one visitor.
    const web = startWeb({
      env: { ...house.web, TRUST_PROXY: "1" },
      host,
      port: house.port,
      folder,
      onLine: logs[0].add,
    });
    const worker = startWorker({ env: house.worker, onLine: logs[1].add });
    servers.push({ child: web, log: logs[0] }, { child: worker, log: logs[1] });
    const died = new AbortController();
    for (const { child } of servers) child.finished.then(() => died.abort());
    try {
      await untilHealthy({ host, port: house.port, signal: died.signal });
    } catch (error) {
      const detail = logs.map((log) => log.recent()).join("\n");
      throw new Stop("The house did not start for the end-to-end tests; its words are above.", {
        detail,
        cause: error,
      });
    }
  }

  async function last({ signal, error }) {
    if (signal) ui.say("\nInterrupted; stopping what was started…");
    await Promise.all(servers.map(({ child }) => stop(child, { grace: 4000 })));
    await stopRunning(cluster?.child ? [cluster.child] : []);
    await cluster?.end();
    cluster?.remove();
    rmSync(temporary, { recursive: true, force: true });
    if (error) {
      ui.say(`\n${lastWords(error).text}`);
      add({ failed: 1 });
    }
    if (signal) return 130;
    if (faults.length > 0) ui.say(`Not proven: ${faults.join(", ")}.`);
    if (totals.skipped > 0) ui.say(`${totals.skipped} skipped.`);
    ui.say(`${totals.passed} passed, ${totals.failed} failed`);
    return totals.failed > 0 ? 1 : 0;
  }
}

/** What a developer has set for a database or a project of their own must never reach the tests. */
function withoutOwn(env) {
  const own =
    /^(DATABASE_URL|\w+_DATABASE_URL|\w+_PASSWORD|SUPABASE_\w+|NEXT_PUBLIC_\w+|GOOGLE_CLIENT_\w+|SMTP_URL|MAIL_FROM|APP_ORIGIN|PORT|HOST|CONTEXT_KEY|SECRET_KEY|AUTH_JWT_SECRET|NEXT_SERVER_ACTIONS_ENCRYPTION_KEY|NODE_ENV|NODE_OPTIONS|PG\w+)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}
