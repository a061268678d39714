import "server-only";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { Actor } from "#db/tenant";
import type { Answer } from "#lib/action";
import { problem, Refusal } from "#lib/errors";
import { requirePlatform } from "#lib/session";
import { each, Selection, selectedRows } from "#lib/system/bulk";
import { deskPeople } from "#lib/system/desk/lists";
import { readAsPlatform } from "#lib/system/desk/read";
import { platformScope } from "#lib/system/desk/screen";

/**
 * A decision of the desk about several people, each a command of its own. Without an `organizationId` each goes to the
 * organization that they asked for.
 */
export function aboutPeople(
  verb: string,
  execute: (actor: Actor, raw: unknown) => Promise<unknown>,
  { placed }: { placed: boolean },
) {
  return async (input: unknown): Promise<Answer<{ message: string; refused: number }>> => {
    try {
      const actor = await requirePlatform();
      const selection = Selection.parse(input);
      const rows = await readAsPlatform(actor, { what: "people" }, async (tx) =>
        selectedRows(tx, deskPeople, selection, await platformScope(tx)),
      );
      const value = await each(rows, "name", verb, async (row) => {
        const organizationId = selection.with?.organizationId || row.wantsId;
        if (placed && !organizationId) throw new Refusal("invalid", "They asked for no organization. Choose one.");
        return execute(actor, { ...selection.with, id: row.id, organizationId: organizationId ?? undefined });
      });
      refresh();
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problem(error) };
    }
  };
}
