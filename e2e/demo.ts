import type { ChildProcess } from "node:child_process";
import pg from "pg";
import { ensureBuild } from "../bin/lib/build.mjs";
import { environments } from "../bin/lib/environments.mjs";
import { freePort } from "../bin/lib/ports.mjs";
import { stop } from "../bin/lib/run.mjs";
import { startWeb, startWorker, untilHealthy } from "../bin/lib/server.mjs";
import { ensureDatabase, loadDemo, setUp } from "../bin/lib/setup.mjs";

export type Demo = { origin: string; database: pg.Pool; close: () => Promise<void> };

/**
 * The demo in a database of its own beside the one of the tests, with a web and a worker process of its own from the
 * same build: it is loaded in one long transaction, and nobody's sale should wait for that.
 */
export async function openDemo(): Promise<Demo> {
  const ours = process.env.DATABASE_URL ?? "";
  const administrator = new URL(ours);
  administrator.pathname = "/greenroom_demo";
  await ensureDatabase(ours, "greenroom_demo");
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const base = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/DATABASE_URL$|^APP_ORIGIN$/.test(name)),
  );
  const house = environments({ base, administrator: administrator.href, secrets: process.env, origin });
  const said: string[] = [];
  const note = (text: string) => said.push(text);
  await setUp({ env: house.setup, note });
  await loadDemo({ env: house.setup, note });
  const { folder } = await ensureBuild({ env: house.web });
  const host = "127.0.0.1";
  const processes: ChildProcess[] = [
    startWeb({ env: house.web, host, port, folder, dev: false, onLine: note }),
    startWorker({ env: house.worker, dev: false, onLine: note }),
  ];
  const database = new pg.Pool({ connectionString: administrator.href, max: 2 });
  const close = async () => {
    await Promise.all(processes.map((child) => stop(child, { grace: 4000 })));
    await database.end();
  };
  try {
    await untilHealthy({ host, port, signal: undefined });
  } catch (error) {
    await close();
    throw new Error(`The demo does not answer. It said last:\n${said.slice(-20).join("\n")}`, { cause: error });
  }
  return { origin, database, close };
}
