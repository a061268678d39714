import "#lib/system/worker/login";
import "server-only";
import pino from "pino";
import { closeDatabase } from "#db/tenant";
import { cron, handlers } from "#lib/system/worker/handlers";
import { startWorker } from "#lib/system/worker/worker";

/**
 * The worker process: `node --conditions=react-server lib/system/worker/main.ts`. Says "worker ready" on standard
 * output when it works. Ends with 0 after SIGTERM or SIGINT, with 1 when it cannot begin or has a bug.
 */
const log = pino({ name: "worker", level: process.env.LOG_LEVEL ?? "info" });
const missing = ["WORKER_DATABASE_URL", "CONTEXT_KEY", "APP_ORIGIN"].filter((name) => !process.env[name]);

process.on("uncaughtException", (error) => {
  log.fatal({ err: error }, "worker broke");
  process.exit(1);
});

if (missing.length > 0) {
  log.fatal(`worker cannot start: ${missing.join(", ")} missing`);
  process.exitCode = 1;
} else await run(process.env.WORKER_DATABASE_URL ?? "");

async function run(url: string) {
  const worker = startWorker({ url, handlers, cron, log });
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "worker stopping");
    await worker.stop();
    await closeDatabase();
    log.info("worker stopped");
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  try {
    await worker.ready;
    log.info({ worker: worker.name, topics: Object.keys(handlers), cron: cron.map((one) => one.job) }, "worker ready");
  } catch (error) {
    log.fatal({ err: error }, "worker cannot reach its database");
    process.exitCode = 1;
    await stop("start");
  }
}
