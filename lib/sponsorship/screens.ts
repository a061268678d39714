import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { readAsTenant, type TenantTx } from "#db/tenant";
import { can, type Permission } from "#lib/permissions";
import { apiActor, openOrganization, read, requireActor } from "#lib/session";
import type { OrderFacts } from "#lib/sponsorship/queries/order";
import { partyFile } from "#lib/sponsorship/queries/talks";
import { isId } from "#lib/system/ids";

/** Read what both parties see: for the organizer's people who may look, and for whoever takes part. */
export async function readDeal<T>(query: (tx: TenantTx) => Promise<T>) {
  const actor = await requireActor();
  const needs: Permission = can(actor, "sponsorship:read") ? "sponsorship:read" : "sponsorship:sponsor";
  const organization = await openOrganization();
  const found = await read(needs, query);
  const may = {
    write: can(actor, "sponsorship:write"),
    release: can(actor, "sponsorship:release"),
    verify: can(actor, "payments:verify"),
    invoice: can(actor, "payments:invoice"),
    take: can(actor, "sponsorship:sponsor"),
    books: can(actor, "payments:read"),
  };
  return { organization, found, may };
}

const Choices = z.array(z.object({ value: z.string(), label: z.string() }));

/** Verified payments that could pay this order whole. */
export async function paymentsFor(tx: TenantTx, order: OrderFacts | undefined) {
  if (order?.state !== "pending" || order.side !== "organizer") return [];
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('value', m.id, 'label', concat_ws(', ', m.payer, nullif(m.reference, ''), m.received_on)) order by m.received_on desc), '[]')
      from payments.manual_payments m where m.organization_id = (select system.org_id()) and m.state = 'verified' and m.direction = 'in' and m.counter_account is null
        and m.currency = ${order.currency} and m.amount_minor - m.allocated_minor >= ${order.totalMinor})`,
  );
  return Choices.parse(found);
}

/** `GET /api/<org>/sponsorship/files/<file>`: always a download, for the two parties; or 401, 404. */
export async function partyFileAnswer(fileId: string): Promise<Response> {
  const actor = await apiActor("organizations:read");
  if (actor instanceof Response) return actor;
  const file = isId(fileId) ? await readAsTenant(actor, (tx) => partyFile(tx, fileId)) : null;
  if (!file) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.content_type,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
    },
  });
}
