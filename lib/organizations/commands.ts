import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations";
import { command, type Trace } from "#lib/command";
import { Refusal } from "#lib/errors";
import { organizationProfile } from "#lib/organizations/queries";
import { OrganizationChange } from "#lib/organizations/rules";

export const updateOrganization = command({
  name: "organizations.update_organization",
  needs: "organizations:write",
  input: OrganizationChange,
  trace: (output: Trace) => output,
  async run({ tx, actor, input }): Promise<Trace> {
    const before = await organizationProfile(tx);
    const row = { ...input, supportEmail: input.supportEmail ?? null };
    const changed = await tx
      .update(organizations)
      .set(row)
      .where(eq(organizations.id, actor.organizationId))
      .returning({ id: organizations.id });
    if (!before || changed.length === 0) throw new Refusal("missing", "This organization is not here any more.");
    const changes = Object.entries(row).filter(([key, value]) => before[key as keyof typeof row] !== value);
    return {
      subject: "organizations.organizations",
      subjectId: actor.organizationId,
      changes: Object.fromEntries(changes.map(([key, value]) => [key, [before[key as keyof typeof row], value]])),
    };
  },
});
