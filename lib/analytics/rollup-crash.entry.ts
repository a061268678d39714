import "#lib/system/worker/login";
import { sql } from "drizzle-orm";
import { asQueue } from "#db/tenant";

/** A worker for the crash test: it has rolled up, says so, and never commits. */
await asQueue(async (tx) => {
  await tx.execute(sql`select analytics.refresh()`);
  process.stdout.write("in the middle\n");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
