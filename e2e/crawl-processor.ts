import { admin, type Organization } from "./house.ts";

/** A dispute, what the gateway said, and a payout of the processor. */
export async function processorOf(org: Organization): Promise<Record<string, string>> {
  const { rows } = await admin.query(
    `with d as (insert into payments.disputes (organization_id, order_id, gateway, provider_id, amount_minor, currency, reason, opened_at)
         select organization_id, id, 'test', gen_random_uuid()::text, 100, currency, 'fraudulent', now() from ticketing.orders where organization_id = $1 limit 1 returning id),
       f as (insert into payments.dispute_files (organization_id, dispute_id, name, content_type, content)
         select $1, d.id, 'scan.pdf', 'application/pdf', '%PDF-1.7'::bytea from d returning id),
       p as (insert into payments.processor_payouts (organization_id, gateway, provider_id, amount_minor, currency, arrival_on)
         values ($1, 'test', 'crawl', 100, $2, '2030-01-01') returning id)
     select d.id as dispute, f.id as attachment, p.id as sweep, (select id from gateway.webhook_events where organization_id = $1 limit 1) as webhook from d, f, p`,
    [org.id, org.currency],
  );
  return rows[0];
}
