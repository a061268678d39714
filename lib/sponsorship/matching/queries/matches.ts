import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { features } from "#lib/sponsorship/matching/rules";
import { isId } from "#lib/system/ids";

const Fit = z.object({ feature: z.enum(features), value: z.number().nullable(), facts: z.unknown() });
const Match = z.object({
  id: z.string(),
  packageId: z.string(),
  package: z.string(),
  event: z.string(),
  packageState: z.string(),
  priceMinor: z.string().transform(BigInt),
  currency: z.string(),
  sponsorId: z.string().nullable(),
  guestId: z.string().nullable(),
  name: z.string(),
  industry: z.string(),
  about: z.string(),
  /** From 0 to 1; null while nothing is known. */
  score: z.number().nullable(),
  knownPpm: z.number(),
  stale: z.boolean(),
  said: z.enum(["good", "bad"]).nullable(),
  reason: z.string().nullable(),
  feedbackId: z.string().nullable(),
  proposed: z.boolean(),
  fits: z.array(Fit),
});
export type MatchFacts = z.output<typeof Match>;

/** Sponsors for a package, best first. Who does not let itself be found at this moment is not among them. */
export const packageMatches = (tx: TenantTx, id: string) =>
  isId(id) ? matches(tx, sql`m.package_id = ${id}::uuid`) : Promise.resolve([]);
/** Packages for a sponsor, best first. */
export const sponsorMatches = (tx: TenantTx, id: string) =>
  isId(id) ? matches(tx, sql`m.sponsor_id = ${id}::uuid`) : Promise.resolve([]);

async function matches(tx: TenantTx, which: SQL, most = 30): Promise<MatchFacts[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(to_jsonb(y) order by y.score desc nulls last, y."knownPpm" desc, y.name, y.id), '[]') from (
      select m.id, m.package_id as "packageId", p.name as package, e.name as event, p.state as "packageState", p.price_minor::text as "priceMinor", p.currency,
        m.sponsor_id as "sponsorId", m.guest_id as "guestId", c.name, c.industry, c.about, m.score, m.known_ppm as "knownPpm",
        exists (select from sponsorship.fit_recalc_queue q where q.organization_id = m.organization_id and q.package_id = m.package_id
          and (q.sponsor_id = m.sponsor_id or q.guest_id = m.guest_id)) as stale,
        f.kind as said, f.reason, f.id as "feedbackId",
        exists (select from sponsorship.proposal_threads t where t.organization_id = m.organization_id and t.package_id = m.package_id and t.sponsor_id = m.sponsor_id
          and t.state in ('draft', 'sent', 'viewed', 'counter', 'accepted')) as proposed,
        (select coalesce(jsonb_agg(jsonb_build_object('feature', x.feature, 'value', x.value, 'facts', x.facts) order by x.feature), '[]')
          from sponsorship.match_features x where x.organization_id = m.organization_id and x.match_id = m.id) as fits
      from sponsorship.sponsorship_matches m
      join sponsorship.my_candidates() c on c.sponsor_id = m.sponsor_id or c.guest_id = m.guest_id
      join sponsorship.sponsorship_packages p on p.organization_id = m.organization_id and p.id = m.package_id and p.state <> 'archived'
      join events.events e on e.organization_id = p.organization_id and e.id = p.event_id
      left join sponsorship.match_feedback f on f.organization_id = m.organization_id and f.package_id = m.package_id
        and (f.sponsor_id = m.sponsor_id or f.guest_id = m.guest_id) and f.thread_id is null and f.taken_back_at is null
      where ${which} order by m.score desc nulls last, m.known_ppm desc, c.name, m.id limit ${most}) y)`,
  );
  return z.array(Match).parse(found);
}

const Freshness = z.object({
  waiting: z.number(),
  since: z.string().nullable(),
  matches: z.number(),
  computedAt: z.string().nullable(),
  weights: z.number(),
  model: z.string().nullable(),
});
export type Freshness = z.output<typeof Freshness>;
/** How many pairs wait and since when, and what the last scores were made with. */
export const matchFreshness = async (tx: TenantTx) =>
  Freshness.parse(await answer(tx, sql`sponsorship.match_freshness()`));

const Offered = z.object({
  id: z.string(),
  name: z.string(),
  event: z.string(),
  state: z.string(),
  priceMinor: z.string().transform(BigInt),
  currency: z.string(),
  left: z.number(),
  matches: z.number(),
  best: z.array(z.object({ name: z.string(), score: z.number().nullable(), knownPpm: z.number() })),
});
export type OfferedPackage = z.output<typeof Offered>;
/** Packages that can be sold, each with the three that fit best; the next event first. */
export async function offeredWithMatches(tx: TenantTx): Promise<OfferedPackage[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(to_jsonb(y) - 'at' order by y.at, y.name, y.id), '[]') from (
      select p.id, p.name, e.name as event, e.starts_at as at, p.state, p.price_minor::text as "priceMinor", p.currency,
        p.quantity - (select count(*) from sponsorship.sponsorship_orders o where o.organization_id = p.organization_id and o.package_id = p.id and o.state not in ('cancelled', 'refunded')) as left,
        coalesce(b.matches, 0) as matches, coalesce(b.best, '[]') as best
      from sponsorship.sponsorship_packages p join events.events e on e.organization_id = p.organization_id and e.id = p.event_id
      left join lateral (
        select count(*) as matches, jsonb_agg(jsonb_build_object('name', x.name, 'score', x.score, 'knownPpm', x.known_ppm) order by x.place) filter (where x.place <= 3) as best from (
          select c.name, m.score, m.known_ppm, row_number() over (order by m.score desc nulls last, m.known_ppm desc, c.name, m.id) as place
          from sponsorship.sponsorship_matches m join sponsorship.my_candidates() c on c.sponsor_id = m.sponsor_id or c.guest_id = m.guest_id
          where m.organization_id = p.organization_id and m.package_id = p.id) x) b on true
      where p.state <> 'archived' and e.state in ('draft', 'published', 'postponed', 'live') order by e.starts_at, p.name limit 60) y)`,
  );
  return z.array(Offered).parse(found);
}
