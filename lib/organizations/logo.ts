import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { organizations } from "#db/schema/organizations";
import { logos } from "#db/schema/organizations/logos";
import type { TenantTx } from "#db/tenant";
import { command, type Trace } from "#lib/command";
import { logoOf } from "#lib/users/picture";

const trace = ({ id, former, url }: { id: string; former: string | null; url: string | null }): Trace => ({
  subject: "organizations.organizations",
  subjectId: id,
  changes: { logo: [former, url] },
});

/** A new logo, drawn anew from what was uploaded; the one before is gone. Answers its address. */
export const saveLogo = command({
  name: "organizations.save_logo",
  needs: "organizations:write",
  kind: "UPDATE",
  input: z.strictObject({ bytes: z.instanceof(Uint8Array) }),
  secret: ["bytes"],
  trace,
  async run({ tx, actor: { organizationId }, input: { bytes } }) {
    const content = await logoOf(bytes);
    const former = await logoAddress(tx);
    await tx.delete(logos).where(eq(logos.organizationId, organizationId));
    const row = insertInto(logos, { organizationId, contentType: "image/png", content });
    const made = await tx.execute<{ id: string }>(sql`${row} returning id`);
    const url = `/media/${z.uuid().parse(made.rows[0]?.id)}`;
    await tx.update(organizations).set({ logoUrl: url }).where(eq(organizations.id, organizationId));
    return { id: organizationId, former, url };
  },
});

export const removeLogo = command({
  name: "organizations.remove_logo",
  needs: "organizations:write",
  kind: "UPDATE",
  input: z.strictObject({}),
  trace,
  async run({ tx, actor: { organizationId } }) {
    const former = await logoAddress(tx);
    await tx.update(organizations).set({ logoUrl: null }).where(eq(organizations.id, organizationId));
    await tx.delete(logos).where(eq(logos.organizationId, organizationId));
    return { id: organizationId, former, url: null };
  },
});

async function logoAddress(tx: TenantTx): Promise<string | null> {
  const [found] = await tx
    .select({ url: organizations.logoUrl })
    .from(organizations)
    .where(sql`${organizations.id} = (select system.org_id())`);
  return found?.url ?? null;
}
