import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import type { CampaignFigures, campaignChannels, media } from "#lib/campaigns/rules";

export type Campaign = {
  id: string;
  name: string;
  word: string;
  channel: keyof typeof campaignChannels;
  eventId: string | null;
  stationId: string | null;
  place: string | null;
  promoCodeId: string | null;
  code: string | null;
  startsOn: string;
  endsOn: string | null;
  notes: string;
  archived: boolean;
};
export type CampaignLink = {
  id: string;
  code: string;
  name: string;
  medium: keyof typeof media;
  source: string;
  clicks: number;
};
export type CampaignDay = { day: string; clicks: number; sales: number; grossMinor: string };
export type Spending = {
  id: string;
  day: string;
  amountMinor: string;
  currency: string;
  memo: string;
  transactionId: string;
};

export async function campaignById(tx: TenantTx, id: string): Promise<Campaign | null> {
  const { rows } = await tx.execute<Campaign>(sql`
    select c.id, c.name, c.word, c.channel, c.event_id as "eventId", c.station_id as "stationId", coalesce(e.name, s.name) as place, c.promo_code_id as "promoCodeId", p.code,
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.notes, c.archived_at is not null as archived
    from campaigns.campaigns c left join events.events e on e.organization_id = c.organization_id and e.id = c.event_id
    left join identity.stations s on s.organization_id = c.organization_id and s.id = c.station_id
    left join ticketing.promo_codes p on p.organization_id = c.organization_id and p.id = c.promo_code_id where c.id = ${id}::uuid`);
  return rows[0] ?? null;
}

type Asked = { campaign: Pick<Campaign, "id" | "word" | "code">; period: Period; currency: string };
const brought = ({ campaign: { word, code } }: Asked) =>
  sql`(split_part(t.source, '/', 2) = ${word} or t.channel = 'code' and t.source = ${code ?? null}::text)`;
const within = ({ period: { from, before } }: Asked) => sql`t.day >= ${from}::date and t.day < ${before}::date`;

/** What a campaign brought in some days, by where buyers came from last, in one currency, and what it cost then. */
export async function campaignFigures(tx: TenantTx, asked: Asked): Promise<CampaignFigures & { days: CampaignDay[] }> {
  const { rows } = await tx.execute<{ found: CampaignFigures & { days: CampaignDay[] } }>(campaignSql(asked));
  const found = rows[0]?.found;
  if (!found) throw new Error("A statement of one row gave none.");
  return found;
}

export function campaignSql(asked: Asked) {
  const { campaign, currency } = asked;
  const clicks = sql`campaigns.link_days t join campaigns.links l on l.organization_id = t.organization_id and l.id = t.link_id and l.campaign_id = ${campaign.id}::uuid`;
  return sql`select jsonb_build_object(
    'views', (select coalesce(sum(t.views), 0)::int from analytics.daily_traffic t where ${within(asked)} and split_part(t.source, '/', 2) = ${campaign.word}),
    'clicks', (select coalesce(sum(t.clicks), 0)::int from ${clicks} where ${within(asked)}),
    'begun', s.begun, 'sales', s.sales, 'grossMinor', s.gross::text, 'refundedMinor', s.refunded::text,
    'spentMinor', (select coalesce(sum(x.amount_minor), 0)::text from campaigns.costs() x where x.campaign_id = ${campaign.id}::uuid and x.currency = ${currency}
      and x.spent_on >= ${asked.period.from}::date and x.spent_on < ${asked.period.before}::date),
    'days', (select coalesce(jsonb_agg(to_jsonb(d) order by d.day), '[]') from (
      select day, sum(clicks)::int as clicks, sum(sales)::int as sales, sum(gross)::text as "grossMinor" from (
        select t.day, t.clicks, 0 as sales, 0 as gross from ${clicks} where ${within(asked)}
        union all select t.day, 0, t.sales, case when t.currency = ${currency} then t.gross_minor else 0 end from analytics.daily_origins t where t.touch = 'last' and ${within(asked)} and ${brought(asked)}) x
      group by 1) d)) as found
  from (select coalesce(sum(t.begun), 0)::int as begun, coalesce(sum(t.sales), 0)::int as sales, coalesce(sum(t.gross_minor) filter (where t.currency = ${currency}), 0) as gross,
    coalesce(sum(t.refunded_minor) filter (where t.currency = ${currency}), 0) as refunded from analytics.daily_origins t where t.touch = 'last' and ${within(asked)} and ${brought(asked)}) s`;
}

/** The links of a campaign with their clicks in some days, and what it cost in all. */
export async function campaignParts(tx: TenantTx, id: string, { from, before }: Period) {
  const links = await tx.execute<CampaignLink>(sql`
    select l.id, l.code, l.name, l.medium, l.source, coalesce(sum(d.clicks), 0)::int as clicks from campaigns.links l
    left join campaigns.link_days d on d.organization_id = l.organization_id and d.link_id = l.id and d.day >= ${from}::date and d.day < ${before}::date
    where l.campaign_id = ${id}::uuid group by l.organization_id, l.id, l.code, l.name, l.medium, l.source order by l.name`);
  const spent = await tx.execute<Spending>(sql`
    select x.id, x.spent_on::text as day, x.amount_minor::text as "amountMinor", x.currency::text as currency, x.memo, x.transaction_id as "transactionId"
    from campaigns.costs() x where x.campaign_id = ${id}::uuid order by x.spent_on desc, x.id desc`);
  return { links: links.rows, spent: spent.rows };
}

/** What a campaign can be for, the codes it can go by, and the accounts that may have paid for it. */
export async function campaignChoices(tx: TenantTx) {
  type Choice = { value: string; label: string };
  const { rows } = await tx.execute<{ places: Choice[]; codes: Choice[]; payers: Choice[] }>(sql`
    select (select coalesce(jsonb_agg(jsonb_build_object('value', x.value, 'label', x.label)), '[]') from (
        select 'event:' || e.id as value, e.name as label, 1 as o, e.starts_at as at from events.events e where e.state in ('draft', 'published', 'live', 'postponed')
        union all select 'station:' || s.id, s.name, 2, null from identity.stations s where s.archived_at is null order by o, at limit 100) x) as places,
      (select coalesce(jsonb_agg(jsonb_build_object('value', p.id, 'label', p.code || ', ' || e.name) order by p.code), '[]') from ticketing.promo_codes p
        join events.events e on e.organization_id = p.organization_id and e.id = p.event_id) as codes,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('value', a.code, 'label', a.name)), '[]') from payments.accounts a where a.code ~ '^assets:(bank|cash-drawer):') as payers`);
  return rows[0] ?? { places: [], codes: [], payers: [] };
}

/** A link of a campaign by its id, for its picture. */
export async function linkById(tx: TenantTx, id: string): Promise<{ code: string; name: string } | null> {
  const { rows } = await tx.execute<{ code: string; name: string }>(
    sql`select l.code, l.name from campaigns.links l where l.id = ${id}::uuid`,
  );
  return rows[0] ?? null;
}
