import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { anchors } from "#lib/sponsorship/words";

const minor = z.string().transform(BigInt);
const anchor = z.enum(Object.keys(anchors) as [keyof typeof anchors, ...(keyof typeof anchors)[]]);
const Terms = z.object({
  taxPpm: z.number(),
  taxCode: z.string(),
  holdDays: z.number(),
  autoApproveDays: z.number().nullable(),
  milestones: z.array(z.object({ title: z.string(), percent: z.number(), anchor, days: z.number() })),
  deliverables: z.array(
    z.object({
      title: z.string(),
      description: z.string(),
      anchor,
      days: z.number(),
      slaDays: z.number(),
      milestone: z.number(),
      wanted: z.number().nullish(),
    }),
  ),
});
const Offer = {
  name: z.string(),
  description: z.string(),
  priceMinor: minor,
  currency: z.string(),
  quantity: z.number(),
  terms: Terms,
};
const Variant = z.object({ id: z.string(), name: z.string(), priceMinor: minor });
const Package = z.object({
  id: z.string(),
  eventId: z.string(),
  event: z.string(),
  state: z.enum(["draft", "published", "archived"]),
  sold: z.number(),
  variants: z.array(Variant),
  ...Offer,
});
export type PackageFacts = z.output<typeof Package>;
const Template = z.object({ id: z.string(), ...Offer });
export type TemplateFacts = z.output<typeof Template>;

const columns = (x: string) =>
  sql.raw(`'id', ${x}.id, 'name', ${x}.name, 'description', ${x}.description, 'priceMinor', ${x}.price_minor::text, 'currency', ${x}.currency,
  'quantity', ${x}.quantity, 'terms', ${x}.terms`);

export async function packageFacts(tx: TenantTx, id: string): Promise<PackageFacts | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  return (await packages(tx, sql`x.id = ${id}::uuid`))[0];
}
/** What can be proposed: packages on offer. */
export const offeredPackages = (tx: TenantTx) => packages(tx, sql`x.state = 'published'`);

async function packages(tx: TenantTx, which: ReturnType<typeof sql>): Promise<PackageFacts[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object(${columns("x")}, 'eventId', x.event_id, 'event', e.name, 'state', x.state,
      'sold', (select count(*) from sponsorship.sponsorship_orders o where o.organization_id = x.organization_id and o.package_id = x.id and o.state not in ('cancelled', 'refunded')),
      'variants', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'priceMinor', v.price_minor::text) order by v.position), '[]')
        from sponsorship.package_variants v where v.organization_id = x.organization_id and v.package_id = x.id)) order by e.starts_at, x.price_minor desc), '[]')
      from sponsorship.sponsorship_packages x join events.events e on e.organization_id = x.organization_id and e.id = x.event_id where ${which})`,
  );
  return z.array(Package).parse(found);
}

export async function templates(tx: TenantTx): Promise<TemplateFacts[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object(${columns("x")}) order by x.name), '[]') from sponsorship.package_templates x)`,
  );
  return z.array(Template).parse(found);
}

const Choice = z.object({ value: z.string(), label: z.string() });
const Sponsor = z.object({
  id: z.string(),
  name: z.string(),
  industry: z.string(),
  website: z.string(),
  email: z.string(),
  profile: z.string(),
  partyId: z.string().nullable(),
  ownOrganization: z.boolean(),
  members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
});
export type SponsorFacts = z.output<typeof Sponsor>;

export async function sponsorFacts(tx: TenantTx, id: string): Promise<SponsorFacts | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', s.id, 'name', s.name, 'industry', s.industry, 'website', s.website, 'email', s.email, 'profile', s.profile, 'partyId', s.party_id,
      'ownOrganization', s.sponsor_organization_id is not null,
      'members', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', coalesce(nullif(u.name, ''), u.email), 'email', u.email) order by u.name), '[]')
        from sponsorship.sponsor_members m join users.user_profiles u on u.user_id = m.user_id where m.organization_id = s.organization_id and m.sponsor_id = s.id))
      from sponsorship.sponsors s where s.id = ${id}::uuid and s.organization_id = (select system.org_id()) and s.archived_at is null)`,
  );
  return found ? Sponsor.parse(found) : undefined;
}

/** People of the organization with the role Sponsor. */
export const sponsorPeople = async (tx: TenantTx) =>
  z.array(Choice).parse(
    await answer(
      tx,
      sql`(select coalesce(jsonb_agg(distinct jsonb_build_object('value', u.user_id, 'label', coalesce(nullif(u.name, ''), u.email) || ' (' || u.email || ')')), '[]')
        from identity.user_roles r join users.user_profiles u on u.user_id = r.user_id where r.organization_id = (select system.org_id()) and r.role = 'sponsor')`,
    ),
  );
export const sponsorChoices = async (tx: TenantTx) =>
  z.array(Choice).parse(
    await answer(
      tx,
      sql`(select coalesce(jsonb_agg(jsonb_build_object('value', s.id, 'label', s.name) order by s.name), '[]') from sponsorship.sponsors s
        where s.organization_id = (select system.org_id()) and s.archived_at is null)`,
    ),
  );
const Occasion = z.object({ id: z.string(), name: z.string(), startsOn: z.string(), endsOn: z.string() });
/** Events that are not over, with their calendar days. */
export const eventChoices = async (tx: TenantTx) =>
  z.array(Occasion).parse(
    await answer(
      tx,
      sql`(select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsOn', (e.starts_at at time zone e.zone)::date, 'endsOn', (e.ends_at at time zone e.zone)::date) order by e.starts_at), '[]')
        from events.events e where e.state in ('draft', 'published', 'postponed', 'live'))`,
    ),
  );
