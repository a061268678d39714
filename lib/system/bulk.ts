import "server-only";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import type { Answer } from "#lib/action";
import { problem, Refusal } from "#lib/errors";
import { openOrganization, requireActor } from "#lib/session";
import { parseListState } from "#lib/system/list";
import { everyRow, type ListDefinition, type ListScope } from "#lib/system/list-query";

/** More at once would hold the browser; the list can be narrowed and the rest done next. */
const most = 500;
/** What the command gets for every row besides its id, such as a reason; the command parses it. */
const rest = { with: z.record(z.string(), z.unknown()).optional() };
export const Selection = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(most), ...rest }),
  z.strictObject({ allMatching: z.string().max(2000), ...rest }),
]);

/** Which row came to what: what is done stays done, what is refused is named with its reason. */
export type Outcome = { done: number; refused: { label: string; reason: string }[] };

/**
 * Expose a command to a list's selection, as ids or as everything that a search matches. Each row is a command of its
 * own, with its own transaction, permission and audit line, so one refusal does not undo the others.
 */
export function bulkAction(
  list: ListDefinition,
  labelKey: string,
  verb: string,
  execute: (actor: Actor, raw: unknown) => Promise<unknown>,
) {
  return async (input: unknown): Promise<Answer<{ message: string; refused: number }>> => {
    try {
      const actor = await requireActor(list.needs);
      const selection = Selection.parse(input);
      const rows = await selected(actor, list, selection);
      const value = await each(rows, labelKey, verb, (row) => execute(actor, { ...selection.with, id: row.id }));
      refresh();
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}

/** Do it row by row; a refusal of one does not undo the others, and only when nothing was done is it a refusal. */
export async function each<R extends { id: string }>(
  rows: readonly R[],
  labelKey: keyof R & string,
  verb: string,
  work: (row: R) => Promise<unknown>,
): Promise<{ message: string; refused: number }> {
  const outcome: Outcome = { done: 0, refused: [] };
  for (const row of rows) {
    try {
      await work(row);
      outcome.done += 1;
    } catch (error) {
      outcome.refused.push({ label: String(row[labelKey] ?? row.id), reason: problem(error).message });
    }
  }
  if (outcome.done === 0) throw new Refusal("conflict", told(outcome, verb));
  return { message: told(outcome, verb), refused: outcome.refused.length };
}

async function selected(actor: Actor, list: ListDefinition, selection: z.output<typeof Selection>) {
  const { slug, zone, currency } = await openOrganization();
  return asTenant(actor, (tx) => selectedRows(tx, list, selection, { slug, zone, currency }), "read only");
}

/** The rows of a selection, within the reader's rights. */
export async function selectedRows(
  tx: TenantTx,
  list: ListDefinition,
  selection: z.output<typeof Selection>,
  scope: ListScope,
) {
  const search = new URLSearchParams("allMatching" in selection ? selection.allMatching : "");
  const wanted = "ids" in selection ? new Set(selection.ids) : null;
  const rows = [];
  for await (const row of everyRow(tx, list, parseListState(list.spec, search), scope)) {
    if (wanted && !wanted.has(row.id)) continue;
    rows.push(row);
    if (rows.length > most)
      throw new Refusal("invalid", `That is more than ${most} rows. Narrow the list and do them in parts.`);
    if (wanted && rows.length === wanted.size) break;
  }
  return rows;
}

/** `12 published. 1 refused: Summer Night: it has no ticket.` */
export function told({ done, refused }: Outcome, verb: string): string {
  const first = refused.slice(0, 3).map((one) => `${one.label}: ${one.reason}`);
  const rest = refused.length > 3 ? ` And ${refused.length - 3} more.` : "";
  const refusals = refused.length > 0 ? ` ${refused.length} refused. ${first.join(" ")}${rest}` : "";
  return `${done} ${verb}.${refusals}`;
}
