import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { CheckAlerts } from "#lib/payments/alerts/rules";
import type { JobInTransaction } from "#lib/system/worker/job";

/** Topic `payments.check_alerts`: something happened that a rule may be about. */
export async function checkAlerts({ tx }: JobInTransaction<z.output<typeof CheckAlerts>>): Promise<void> {
  await tx.execute(sql`select payments.check_my_alerts()`);
}
