import "server-only";
import { eq, sql } from "drizzle-orm";
import { insertInto } from "#db/insert";
import { savedViews } from "#db/schema/system";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { auditProof } from "#lib/system/queries";
import { DeleteView, ExportList, RenameView, SaveView, VerifyAudit } from "#lib/system/rules";

const traced = (view: { id: string }) => ({ subject: "system.saved_views", subjectId: view.id });
const gone = () => new Refusal("missing", "That view is not here any more, or not yours to change.");

/** Keep a list's filters under a name. Sharing it with the organization needs `system:views`, which the row policy asks for. */
export const saveView = command({
  name: "system.save_view",
  needs: "organizations:read",
  input: SaveView,
  trace: traced,
  async run({ tx, actor, input }) {
    const { scope, ...view } = input;
    const row = {
      ...view,
      shared: scope === "organization",
      organizationId: actor.organizationId,
      ownerId: actor.userId,
    };
    const made = await tx.execute<{ id: string }>(sql`${insertInto(savedViews, row)} returning id`);
    const [saved] = made.rows;
    if (!saved) throw gone();
    return saved;
  },
});

export const renameView = command({
  name: "system.rename_view",
  needs: "organizations:read",
  input: RenameView,
  trace: traced,
  async run({ tx, input, watch }) {
    await watch(savedViews, input.id);
    const [view] = await tx
      .update(savedViews)
      .set({ name: input.name })
      .where(eq(savedViews.id, input.id))
      .returning({ id: savedViews.id });
    if (!view) throw gone();
    return view;
  },
});

export const deleteView = command({
  name: "system.delete_view",
  needs: "organizations:read",
  input: DeleteView,
  trace: traced,
  async run({ tx, input, watch }) {
    await watch(savedViews, input.id);
    const [view] = await tx.delete(savedViews).where(eq(savedViews.id, input.id)).returning({ id: savedViews.id });
    if (!view) throw gone();
    return view;
  },
});

/** Leave a line in the audit log that a list left the house; the rows are streamed afterwards. */
export const exportList = command({
  name: "system.export_list",
  needs: "analytics:export",
  input: ExportList,
  run: async () => null,
});

/** Prove the open organization's audit log: every sealed line is as it was written, in its place, and none is gone. */
export const verifyAudit = command({
  name: "system.verify_audit",
  needs: "system:audit",
  input: VerifyAudit,
  run: ({ tx, actor }) => auditProof(tx, actor.organizationId),
});
