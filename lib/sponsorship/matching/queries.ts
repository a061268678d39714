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

async function matches(tx: TenantTx, which: SQL, most = 100): Promise<MatchFacts[]> {
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
        (select jsonb_agg(jsonb_build_object('feature', x.feature, 'value', x.value, 'facts', x.facts) order by x.feature)
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
