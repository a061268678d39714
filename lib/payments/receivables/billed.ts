import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { vendors } from "#db/schema/events/places";
import { contracts, talent } from "#db/schema/events/talent";
import type { TenantTx } from "#db/tenant";

/** A contract of an event that is billed, and the vendor among the parties who has its name. Nothing for whoever may not read contracts. */
export async function billedContract(tx: TenantTx, contractId: string) {
  const name = sql<string>`coalesce(${vendors.name}, ${talent.name})`;
  const [found] = await tx
    .select({
      id: contracts.id,
      eventId: contracts.eventId,
      name,
      subject: contracts.subject,
      costMinor: contracts.costMinor,
      currency: contracts.currency,
      partyId: sql<
        string | null
      >`(select p.id from payments.parties p where p.organization_id = ${contracts.organizationId}
        and p.kind = 'vendor' and not p.archived and lower(p.name) = lower(${name}) limit 1)`,
    })
    .from(contracts)
    .leftJoin(vendors, and(eq(vendors.organizationId, contracts.organizationId), eq(vendors.id, contracts.vendorId)))
    .leftJoin(talent, and(eq(talent.organizationId, contracts.organizationId), eq(talent.id, contracts.talentId)))
    .where(eq(contracts.id, contractId));
  return found;
}
