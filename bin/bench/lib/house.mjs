import path from "node:path";
import { createServerClient } from "@supabase/ssr";
import { ensureBuild } from "../../lib/build.mjs";
import { environments } from "../../lib/environments.mjs";
import { inRoot, root } from "../../lib/node.mjs";
import { freePort } from "../../lib/ports.mjs";
import { prepareCluster } from "../../lib/postgres.mjs";
import { startNode } from "../../lib/run.mjs";
import { newSecrets, readSecrets } from "../../lib/secrets.mjs";
import { logTo, startWeb, startWorker, untilHealthy } from "../../lib/server.mjs";
import { ensureDatabase, loadDemo, setUp } from "../../lib/setup.mjs";
import { Stop } from "../../lib/stop.mjs";
import { gather, password, size } from "./crowd.mjs";

/**
 * A house as production has it, on a throwaway database: `{ adminUrl, appUrl, web, bare, crowd, cookie, seconds, rows }`.
 * `web` and `bare` are `{ port, pid }` of the product and of the floor that answers the same SQL; `crowd` is what
 * `gather` made, `cookie` of the person there; `rows` are the times that furnishing took. Not `whole`, it is the database
 * alone, set up and empty: `{ adminUrl, appUrl, env, seconds, rows }`.
 */
export async function furnish({ temporary, ui, seconds, started, onCluster, whole }) {
  const rows = [];
  const timed = (name, work) =>
    ui.step(name, async (note) => {
      const begun = performance.now();
      const result = await work(note);
      rows.push({ part: "house", name: name.toLowerCase(), value: (performance.now() - begun) / 1000, unit: "s" });
      return result;
    });
  const secrets = newSecrets();
  const cluster = await timed("Database cluster", async (note) => {
    const made = await prepareCluster({
      wanted: path.join(temporary, "database"),
      password: secrets.POSTGRES_PASSWORD,
      log: path.join(temporary, "postgres.log"),
      temporary,
      // No setting but PostgreSQL's own: this house waits for the disk, as that of `npm start` does.
      settings: {},
      note,
    });
    onCluster(made);
    await made.begin();
    return made;
  });
  const adminUrl = cluster.url("greenroom_bench");
  const port = await freePort();
  const { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY } = readSecrets();
  const env = environments({
    base: withoutOwn(process.env),
    administrator: adminUrl,
    secrets: { ...secrets, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY },
    origin: `http://localhost:${port}`,
  });
  // The parts sign contexts of their own, as the product does.
  process.env.CONTEXT_KEY = secrets.CONTEXT_KEY;
  await timed("Set-up", async (note) => {
    await ensureDatabase(cluster.url("postgres"), "greenroom_bench");
    await setUp({ env: env.setup, note });
  });
  if (!whole) return { adminUrl, appUrl: env.web.APP_DATABASE_URL, env, seconds, rows };
  await timed("Demo load", (note) => loadDemo({ env: env.setup, note }));
  const crowd = await timed(`${size.toLocaleString("en")} orders`, () => gather(adminUrl));
  const build = await timed("Build", async (note) => {
    const made = await ensureBuild({ env: env.web, note });
    note(made.fresh ? "made" : "unchanged");
    return made;
  });
  rows.at(-1).name = build.fresh ? "build, made" : "build, unchanged";
  const web = await timed("Web", () => serve(env, port, build.folder, started));
  await ui.step("Worker", async () => started.push(worker(env)));
  const bare = await ui.step("Floor", () => startFloor(env, crowd, temporary, started));
  const cookie = await signIn(port, crowd.email);
  return { adminUrl, appUrl: env.web.APP_DATABASE_URL, env, web, bare, crowd, cookie, seconds, rows };
}

async function serve(env, port, folder, started) {
  const log = logTo("bench-web");
  const host = "127.0.0.1";
  // Each visitor comes from an address of their own, or the limiter would take them all for one.
  const child = startWeb({ env: { ...env.web, TRUST_PROXY: "1" }, host, port, folder, onLine: log.add });
  started.push(child);
  const died = new AbortController();
  child.finished.then(() => died.abort());
  try {
    await untilHealthy({ host, port, signal: died.signal });
  } catch (error) {
    throw new Stop("The house did not start for the benchmark; its words are above.", {
      detail: log.recent(),
      cause: error,
    });
  }
  return { port, pid: child.pid };
}

const worker = (env) => startWorker({ env: env.worker, onLine: logTo("bench-worker").add });

/** The floor in a process of its own, so that it has as much of a processor as the product. */
async function startFloor(env, crowd, temporary, started) {
  const port = await freePort();
  const log = logTo("bench-floor");
  const child = startNode(["--conditions=react-server", inRoot("bin", "bench", "lib", "floor.mjs")], {
    name: "bench floor",
    cwd: root,
    folder: temporary,
    env: { ...env.setup, NODE_ENV: "production", PORT: String(port), CROWD: JSON.stringify(crowd) },
    onLine: log.add,
  });
  started.push(child);
  const until = Date.now() + 20_000;
  while (true) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return { port, pid: child.pid };
    } catch (error) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Stop("The floor of the benchmark did not start; its words are above.", {
          detail: log.recent(),
          cause: error,
        });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The library call that the sign-in page makes; resolves to a Cookie header. */
async function signIn(port, email) {
  const jar = new Map();
  const client = createServerClient(`http://localhost:${port}`, "embedded", {
    cookieOptions: { name: "greenroom" },
    cookies: {
      getAll: () => [],
      setAll: (cookies) => {
        for (const { name, value } of cookies) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw new Stop(`The benchmark could not sign in: ${error.message}`);
  return [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

/** What a developer has set for a database or a project of their own must never reach the benchmark. */
function withoutOwn(env) {
  const own =
    /^(DATABASE_URL|\w+_DATABASE_URL|\w+_PASSWORD|SUPABASE_\w+|NEXT_PUBLIC_\w+|GOOGLE_CLIENT_\w+|SMTP_URL|MAIL_FROM|APP_ORIGIN|PORT|HOST|CONTEXT_KEY|SECRET_KEY|AUTH_JWT_SECRET|NEXT_SERVER_ACTIONS_ENCRYPTION_KEY|NODE_ENV|NODE_OPTIONS|POOL_SIZE|PG\w+)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}
