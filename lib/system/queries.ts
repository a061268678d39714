import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLogs, savedViews } from "#db/schema/system";
import type { TenantTx } from "#db/tenant";
import type { HistoryLine, View } from "#lib/system/rules";

/** The saved views of a list that this person sees: their own, and those shared with the organization. */
export async function viewsOf(tx: TenantTx, list: string): Promise<View[]> {
  const rows = await tx
    .select({ id: savedViews.id, name: savedViews.name, search: savedViews.search, shared: savedViews.shared })
    .from(savedViews)
    .where(eq(savedViews.list, list))
    .orderBy(asc(savedViews.shared), asc(savedViews.name))
    .limit(50);
  return rows.map(({ shared, ...view }) => ({ ...view, scope: shared ? "organization" : "mine" }));
}

/** What happened to one record, newest first, in words. */
export async function historyOf(
  tx: TenantTx,
  { subject, subjectId, limit = 50 }: { subject: string; subjectId: string; limit?: number },
): Promise<HistoryLine[]> {
  const rows = await tx
    .select({
      id: auditLogs.id,
      at: auditLogs.at,
      actor: auditLogs.actor,
      command: auditLogs.command,
      changes: auditLogs.changes,
    })
    .from(auditLogs)
    .where(and(eq(auditLogs.subject, subject), eq(auditLogs.subjectId, subjectId)))
    .orderBy(desc(auditLogs.at), desc(auditLogs.id))
    .limit(limit);
  return rows.map(({ id, at, ...row }) => {
    const actor = Snapshot.parse(row.actor);
    const changes = Object.entries(Changes.parse(row.changes ?? {}));
    return {
      id,
      at,
      who: actor.name || actor.email || "The system",
      what: row.command.replace(/^[a-z]+\./, "").replaceAll("_", " "),
      changes: changes.map(([field, [before, after]]) => ({ field, before: shown(before), after: shown(after) })),
    };
  });
}

const Snapshot = z.object({ name: z.string().optional(), email: z.string().optional() });
const Changes = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));
const shown = (value: unknown) => (value === null || value === undefined ? "nothing" : String(value));
