import "#lib/system/worker/login";
import { sql } from "drizzle-orm";
import pino from "pino";
import { z } from "zod";
import { inTransaction } from "#lib/system/worker/job";
import { startWorker } from "#lib/system/worker/worker";

/** A worker process for the crash test: it writes its effect, says so, and never gets to the end. */
const [topic = "", effect = ""] = process.argv.slice(2);
const handler = inTransaction(z.looseObject({}), async ({ tx, row }) => {
  await tx.execute(
    sql`insert into system.outbox (organization_id, topic, payload) values (${row.organizationId}::uuid, ${effect}, '{"by":"the one that was killed"}')`,
  );
  process.stdout.write("in the middle\n");
  await new Promise(() => {});
});
const url = process.env.WORKER_DATABASE_URL ?? "";
await startWorker({ url, handlers: { [topic]: handler }, log: pino({ level: "silent" }) }).ready;
