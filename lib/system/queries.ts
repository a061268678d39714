import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { savedViews } from "#db/schema/system";
import { auditLogs } from "#db/schema/system/audit";
import type { TenantTx } from "#db/tenant";
import { deedWords } from "#lib/system/deeds";
import type { AuditProof, HistoryLine, View } from "#lib/system/rules";

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
  if (!z.uuid().safeParse(subjectId).success) return [];
  return linesOf(tx, and(eq(auditLogs.subject, subject), eq(auditLogs.subjectId, subjectId)), limit);
}

/** One line of the log with everything that it says; null when it is not here, or not theirs. */
export async function auditLine(tx: TenantTx, id: string) {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await tx.select().from(auditLogs).where(eq(auditLogs.id, id)).limit(1);
  if (!row) return null;
  const { salt: _, digest, actor, changes, redactedBy, ...line } = row;
  const [story] = await linesOf(tx, eq(auditLogs.id, id), 1);
  return {
    ...line,
    who: Snapshot.parse(actor),
    changes: story?.changes ?? [],
    erased: redactedBy !== null,
    digest: digest.toString("hex"),
  };
}

/** Is the log what was written? Reads all of it: a question to ask at the press of a button, not for each page. */
export async function auditProof(tx: TenantTx, organizationId: string): Promise<AuditProof> {
  const { rows } = await tx.execute<{
    ok: boolean;
    checked: string;
    first_bad: string | null;
    audit_id: string | null;
    detail: string;
  }>(sql`select * from system.verify_audit(${organizationId}::uuid)`);
  const [proof] = rows;
  if (!proof) throw new Error("The proof of the audit log gave no answer.");
  const { ok, checked, first_bad: bad, audit_id: auditId, detail } = proof;
  return { ok, checked: Number(checked), firstBad: bad === null ? null : Number(bad), auditId, detail };
}

async function linesOf(tx: TenantTx, which: SQL | undefined, limit: number): Promise<HistoryLine[]> {
  const rows = await tx
    .select({
      id: auditLogs.id,
      at: auditLogs.at,
      actor: auditLogs.actor,
      command: auditLogs.command,
      changes: auditLogs.changes,
    })
    .from(auditLogs)
    .where(which)
    .orderBy(desc(auditLogs.at), desc(auditLogs.id))
    .limit(limit);
  return rows.map(({ id, at, ...row }) => {
    const actor = Snapshot.parse(row.actor);
    const changes = Object.entries(Changes.parse(row.changes ?? {}));
    return {
      id,
      at,
      who: actor.name || actor.email || "The system",
      what: deedWords(row.command),
      changes: changes.map(([field, [before, after]]) => ({ field, before: shown(before), after: shown(after) })),
    };
  });
}

const Snapshot = z.object({ name: z.string().optional(), email: z.string().optional() });
const Changes = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));
const shown = (value: unknown) =>
  value === null || value === undefined || value === ""
    ? "nothing"
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
