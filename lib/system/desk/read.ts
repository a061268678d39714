import "server-only";
import { sql } from "drizzle-orm";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";

export type DeskLook = {
  /** What is looked at, as the audit line's `system.view_<what>`. */
  what: "organizations" | "organization" | "people" | "jobs" | "operations" | "errors" | "impersonations" | "payouts";
  /** Why, when one organization is looked into. */
  reason?: string;
  /** The organization looked into: its own log says so as well. */
  organizationId?: string;
};

/**
 * Read what is not the platform's own. The audit line and the read are one transaction: without the line the database
 * shows nothing (`system.at_desk`), and if the read fails the line is gone too.
 */
export const readAsPlatform = <T>(actor: Actor, look: DeskLook, query: (tx: TenantTx) => Promise<T>): Promise<T> =>
  asTenant(actor, async (tx) => {
    await tx.execute(
      sql`select system.open_desk(${look.what}, ${look.reason ?? null}, ${look.organizationId ?? null}::uuid)`,
    );
    return query(tx);
  });
