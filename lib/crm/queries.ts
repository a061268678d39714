import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";

/** Reads of leads, opportunities and their stages. Row security says whose; moments come as ISO 8601 with an offset. */
const Lead = z.object({
  id: z.uuid(),
  name: z.string(),
  source: z.string(),
  email: z.string().nullable(),
  phone: z.string(),
  message: z.string(),
  wishedOn: z.string().nullable(),
  guests: z.number().nullable(),
  service: z.string(),
  referredBy: z.string(),
  stationId: z.string().nullable(),
  station: z.string().nullable(),
  ownerId: z.string().nullable(),
  owner: z.string().nullable(),
  state: z.enum(["open", "converted", "lost"]),
  stageId: z.uuid(),
  stage: z.string(),
  stageAt: z.string(),
  staleDays: z.number().nullable(),
  score: z.number(),
  lostReason: z.string().nullable(),
  lostNote: z.string(),
  customerId: z.string().nullable(),
  customer: z.string().nullable(),
  bookingId: z.string().nullable(),
  marketing: z.boolean(),
  consentVersion: z.string(),
  origin: z.string(),
  followUpAt: z.string().nullable(),
  createdAt: z.string(),
  tags: z.array(z.string()),
  alike: z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), phone: z.string() })),
});
export type Lead = z.output<typeof Lead>;

/** A lead with what its page says; `alike` are customers with the same address or number, before it is converted. */
export async function leadById(tx: TenantTx, id: string): Promise<Lead | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', l.id, 'name', l.name, 'source', l.source, 'email', l.email, 'phone', l.phone, 'message', l.message,
      'wishedOn', l.wished_on, 'guests', l.guests, 'service', l.service, 'referredBy', l.referred_by, 'stationId', l.station_id, 'station', s.name,
      'ownerId', l.owner_id, 'owner', coalesce(nullif(o.name, ''), o.email), 'state', l.state, 'stageId', l.stage_id, 'stage', g.name, 'stageAt', l.stage_at,
      'staleDays', g.stale_days, 'score', l.score, 'lostReason', l.lost_reason, 'lostNote', l.lost_note, 'customerId', l.customer_id, 'customer', c.name, 'bookingId', l.booking_id,
      'marketing', l.marketing, 'consentVersion', l.consent_version, 'origin', l.origin, 'followUpAt', l.follow_up_at, 'createdAt', l.created_at,
      'tags', coalesce((select jsonb_agg(t.tag order by t.tag) from crm.lead_tags t where t.organization_id = l.organization_id and t.lead_id = l.id), '[]'),
      'alike', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'email', x.email, 'phone', x.phone)) from crm.customers x
        where x.organization_id = l.organization_id and x.merged_into_id is null and l.customer_id is null
          and (lower(x.email) = lower(l.email) or length(x.phone_digits) >= 7 and x.phone_digits = regexp_replace(l.phone, '[^0-9]', '', 'g'))), '[]'))
    from crm.leads l join crm.pipeline_stages g on g.organization_id = l.organization_id and g.id = l.stage_id
    left join identity.stations s on s.organization_id = l.organization_id and s.id = l.station_id
    left join users.user_profiles o on o.user_id = l.owner_id
    left join crm.customers c on c.organization_id = l.organization_id and c.id = l.customer_id
    where l.id = ${id}::uuid)`,
  );
  return Lead.nullable().parse(found ?? null);
}

const Line = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  at: z.string(),
  leftAt: z.string().nullable(),
  by: z.string().nullable(),
});
export type ThreadLine = z.output<typeof Line>;

/** Everything that happened with a lead, the newest first: notes, contacts, and its stays in stages with their time. */
export async function threadOf(tx: TenantTx, leadId: string): Promise<ThreadLine[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'text', x.text, 'at', x.at, 'leftAt', x.left_at,
        'by', coalesce(nullif(u.name, ''), u.email)) order by x.at desc, x.id desc), '[]')
      from (
        select n.id, 'note' as kind, n.body as text, n.created_at as at, null::timestamptz as left_at, n.created_by as by_person from crm.lead_notes n where n.lead_id = ${leadId}::uuid
        union all select a.id, a.kind, a.summary, a.happened_at, null, a.created_by from crm.lead_activities a where a.lead_id = ${leadId}::uuid
        union all select h.id, 'stage', g.name || case when h.reason <> '' then ': ' || h.reason else '' end, h.entered_at, h.left_at, h.moved_by
          from crm.stage_history h join crm.pipeline_stages g on g.organization_id = h.organization_id and g.id = h.stage_id where h.lead_id = ${leadId}::uuid
      ) x left join users.user_profiles u on u.user_id = x.by_person)`,
  );
  return z.array(Line).parse(found);
}

const Stage = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(["open", "won", "lost"]),
  position: z.number(),
  staleDays: z.number().nullable(),
  inside: z.number(),
});
export type Stage = z.output<typeof Stage>;

/** The stages of a pipeline in their order, and how many stand in each. */
export async function stagesOf(tx: TenantTx, pipeline: "leads" | "opportunities"): Promise<Stage[]> {
  const inside =
    pipeline === "leads"
      ? sql`(select count(*)::int from crm.leads l where l.organization_id = g.organization_id and l.stage_id = g.id)`
      : sql`(select count(*)::int from crm.opportunities l where l.organization_id = g.organization_id and l.stage_id = g.id)`;
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'kind', g.kind, 'position', g.position, 'staleDays', g.stale_days, 'inside', ${inside})
        order by array_position(array['open', 'won', 'lost'], g.kind::text), g.position, g.id), '[]')
      from crm.pipeline_stages g where g.pipeline = ${pipeline} and g.archived_at is null)`,
  );
  return z.array(Stage).parse(found);
}

const Choice = z.array(z.object({ value: z.string(), label: z.string() }));

/** Whom and where a form offers: members who may work leads, the stations that this person sees, currencies, customers. */
export async function crmChoices(tx: TenantTx) {
  const found = await answer(
    tx,
    sql`jsonb_build_object(
      'people', (select coalesce(jsonb_agg(jsonb_build_object('value', p.user_id, 'label', coalesce(nullif(p.name, ''), p.email)) order by p.name, p.email), '[]')
        from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id where m.state = 'active'),
      'stations', (select coalesce(jsonb_agg(jsonb_build_object('value', s.id, 'label', s.name) order by s.name), '[]') from identity.stations s
        where s.archived_at is null and (system.can('crm:write') or s.id = any (system.station_ids('crm:write')))),
      'everywhere', system.can('crm:write'))`,
  );
  return z.object({ people: Choice, stations: Choice, everywhere: z.boolean() }).parse(found);
}

/** Customers by name for a form; the two hundred who changed last. */
export async function customerChoices(tx: TenantTx): Promise<z.output<typeof Choice>> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('value', c.id, 'label', c.name || coalesce(' · ' || c.email, '')) order by c.name), '[]')
      from (select x.* from crm.customers x where x.merged_into_id is null order by x.updated_at desc limit 200) c)`,
  );
  return Choice.parse(found);
}
