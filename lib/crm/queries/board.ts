import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { type Stage, stagesOf } from "#lib/crm/queries";

const Card = z.object({
  id: z.uuid(),
  title: z.string(),
  customer: z.string().nullable(),
  owner: z.string().nullable(),
  amountMinor: z.string(),
  currency: z.string(),
  expectedOn: z.string().nullable(),
  stageId: z.uuid(),
  stageAt: z.string(),
});
export type BoardCard = z.output<typeof Card>;
export type BoardSum = { currency: string; amountMinor: string };
export type BoardColumn = Stage & { cards: BoardCard[]; sums: BoardSum[] };

/** Won and lost ones stay on the board for so many days. */
export const settledDays = 30;

/** The pipeline: each stage with what stands in it and the sum of exactly that, for each currency by itself. */
export async function boardOf(tx: TenantTx): Promise<BoardColumn[]> {
  const stages = await stagesOf(tx, "opportunities");
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'customer', c.name, 'owner', coalesce(nullif(u.name, ''), u.email), 'amountMinor', o.amount_minor::text,
        'currency', o.currency, 'expectedOn', o.expected_on, 'stageId', o.stage_id, 'stageAt', o.stage_at) order by o.expected_on nulls last, o.amount_minor desc, o.id), '[]')
      from crm.opportunities o left join crm.customers c on c.organization_id = o.organization_id and c.id = o.customer_id left join users.user_profiles u on u.user_id = o.owner_id
      where o.state = 'open' or o.stage_at > now() - make_interval(days => ${settledDays}::int))`,
  );
  const cards = z.array(Card).parse(found);
  return stages.map((stage) => {
    const own = cards.filter(({ stageId }) => stageId === stage.id);
    return { ...stage, cards: own, sums: sumsOf(own) };
  });
}

function sumsOf(cards: BoardCard[]): BoardSum[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of cards) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  return [...sums].sort().map(([currency, amount]) => ({ currency, amountMinor: String(amount) }));
}

const Opportunity = Card.extend({
  state: z.enum(["open", "won", "lost"]),
  stage: z.string(),
  customerId: z.string().nullable(),
  leadId: z.string().nullable(),
  lead: z.string().nullable(),
  stationId: z.string().nullable(),
  station: z.string().nullable(),
  ownerId: z.string().nullable(),
  lostReason: z.string().nullable(),
  notes: z.string(),
  createdAt: z.string(),
  stays: z.array(
    z.object({
      id: z.uuid(),
      stage: z.string(),
      at: z.string(),
      leftAt: z.string().nullable(),
      reason: z.string(),
      by: z.string().nullable(),
    }),
  ),
});
export type Opportunity = z.output<typeof Opportunity>;

export async function opportunityById(tx: TenantTx, id: string): Promise<Opportunity | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', o.id, 'title', o.title, 'customerId', o.customer_id, 'customer', c.name, 'leadId', o.lead_id, 'lead', l.name, 'stationId', o.station_id, 'station', s.name,
      'ownerId', o.owner_id, 'owner', coalesce(nullif(u.name, ''), u.email), 'amountMinor', o.amount_minor::text, 'currency', o.currency, 'expectedOn', o.expected_on, 'state', o.state, 'stageId', o.stage_id,
      'stage', g.name, 'stageAt', o.stage_at, 'lostReason', o.lost_reason, 'notes', o.notes, 'createdAt', o.created_at,
      'stays', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'stage', x.name, 'at', h.entered_at, 'leftAt', h.left_at, 'reason', h.reason,
          'by', (select coalesce(nullif(p.name, ''), p.email) from users.user_profiles p where p.user_id = h.moved_by)) order by h.entered_at desc, h.id desc)
        from crm.stage_history h join crm.pipeline_stages x on x.organization_id = h.organization_id and x.id = h.stage_id where h.organization_id = o.organization_id and h.opportunity_id = o.id), '[]'))
    from crm.opportunities o join crm.pipeline_stages g on g.organization_id = o.organization_id and g.id = o.stage_id
    left join crm.customers c on c.organization_id = o.organization_id and c.id = o.customer_id
    left join crm.leads l on l.organization_id = o.organization_id and l.id = o.lead_id
    left join identity.stations s on s.organization_id = o.organization_id and s.id = o.station_id
    left join users.user_profiles u on u.user_id = o.owner_id
    where o.id = ${id}::uuid)`,
  );
  return Opportunity.nullable().parse(found ?? null);
}
