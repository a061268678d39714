import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { isId } from "#lib/system/ids";

const moment = z.coerce.date();
const Deck = z.object({
  id: z.string(),
  eventId: z.string().nullable(),
  event: z.string().nullable(),
  path: z.string(),
  headline: z.string(),
  intro: z.string(),
  audience: z.string(),
  showsReach: z.boolean(),
  showsPartners: z.boolean(),
  publishedAt: moment.nullable(),
  /** Published, and visitors may see its event. */
  visible: z.boolean(),
  offered: z.number(),
});
export type DeckFacts = z.output<typeof Deck>;
const Possible = z.object({
  id: z.string(),
  name: z.string(),
  startsAt: moment,
  zone: z.string(),
  offered: z.number(),
});

const offered = sql`(select count(*)::int from sponsorship.sponsorship_packages k where k.organization_id = d.organization_id and k.event_id = d.event_id and k.state = 'published')`;
const document = sql`jsonb_build_object('id', d.id, 'eventId', d.event_id, 'event', e.name, 'path', '/' || o.slug || coalesce('/' || e.slug, ''), 'headline', d.headline,
  'intro', d.intro, 'audience', d.audience, 'showsReach', d.shows_reach, 'showsPartners', d.shows_partners, 'publishedAt', d.published_at,
  'visible', d.published_at is not null and (e.id is null or e.visibility in ('public', 'unlisted') and e.published_at is not null and e.state in ('published', 'live', 'postponed', 'completed')),
  'offered', ${offered})`;
const from = sql`sponsorship.decks d join organizations.organizations o on o.id = d.organization_id
  left join events.events e on e.organization_id = d.organization_id and e.id = d.event_id`;

export async function deckFacts(tx: TenantTx, id: string): Promise<DeckFacts | undefined> {
  if (!isId(id)) return undefined;
  const found = await answer(tx, sql`(select ${document} from ${from} where d.id = ${id}::uuid)`);
  return found ? Deck.parse(found) : undefined;
}

/** Every deck, the house's own first; and the events to come that have none yet. */
export async function deckDesk(tx: TenantTx) {
  const decks = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(${document} order by d.event_id is null desc, e.starts_at desc), '[]') from ${from})`,
  );
  const events = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'startsAt', e.starts_at, 'zone', e.zone,
        'offered', (select count(*)::int from sponsorship.sponsorship_packages k where k.organization_id = e.organization_id and k.event_id = e.id and k.state = 'published')) order by e.starts_at), '[]')
      from events.events e where e.state in ('draft', 'published', 'postponed', 'live') and e.ends_at > now()
        and not exists (select from sponsorship.decks d where d.organization_id = e.organization_id and d.event_id = e.id))`,
  );
  return { decks: z.array(Deck).parse(decks), events: z.array(Possible).parse(events) };
}

const Enquiry = z.object({
  id: z.string(),
  state: z.enum(["new", "answered", "dismissed"]),
  name: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
  message: z.string(),
  event: z.string().nullable(),
  package: z.string().nullable(),
  packageId: z.string().nullable(),
  variantId: z.string().nullable(),
  sponsorId: z.string().nullable(),
  sponsor: z.string().nullable(),
  threadId: z.string().nullable(),
  thread: z.string().nullable(),
  reason: z.string(),
  at: moment,
  /** Sponsors of the same name or e-mail address. */
  alike: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type EnquiryFacts = z.output<typeof Enquiry>;

export async function enquiryFacts(tx: TenantTx, id: string): Promise<EnquiryFacts | undefined> {
  if (!isId(id)) return undefined;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', x.id, 'state', x.state, 'name', x.name, 'company', x.company, 'email', x.email, 'phone', x.phone, 'message', x.message,
        'event', e.name, 'package', k.name || coalesce(', ' || v.name, ''), 'packageId', x.package_id, 'variantId', x.variant_id, 'sponsorId', x.sponsor_id, 'sponsor', s.name,
        'threadId', x.thread_id, 'thread', t.number, 'reason', x.reason, 'at', x.created_at,
        'alike', (select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'name', y.name) order by y.name), '[]') from sponsorship.sponsors y
          where y.organization_id = x.organization_id and y.archived_at is null and (lower(y.email) = x.email or lower(y.name) = lower(x.company))))
      from sponsorship.enquiries x
      left join events.events e on e.organization_id = x.organization_id and e.id = x.event_id
      left join sponsorship.sponsorship_packages k on k.organization_id = x.organization_id and k.id = x.package_id
      left join sponsorship.package_variants v on v.organization_id = x.organization_id and v.id = x.variant_id
      left join sponsorship.sponsors s on s.organization_id = x.organization_id and s.id = x.sponsor_id
      left join sponsorship.proposal_threads t on t.organization_id = x.organization_id and t.id = x.thread_id
      where x.id = ${id}::uuid)`,
  );
  return found ? Enquiry.parse(found) : undefined;
}

/** Enquiries that nobody has answered; a scalar subquery for the navigation. */
export const newEnquiries = sql`(select count(*)::int from sponsorship.enquiries q where q.organization_id = (select system.org_id()) and q.state = 'new')`;
