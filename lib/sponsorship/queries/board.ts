import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import { type Moved, movedParts, ofSide, onDays } from "#lib/sponsorship/queries/moved";
import { Promised, promises } from "#lib/sponsorship/queries/promises";
import { reached } from "#lib/sponsorship/queries/rows";

const minor = z.string().transform(BigInt);
const sum = z.object({ n: z.number(), minor });
const Sums = z.object({ paid: minor, released: minor, refunded: minor, fees: minor, sent: sum, won: sum, lost: sum });
const Held = z.object({ heldMinor: minor, frozenMinor: minor, days: z.number(), left: z.number() });
const Board = z.object({
  /** Every currency that the organization offered or agreed in. */
  currencies: z.array(z.string()),
  events: z.array(z.object({ id: z.string(), name: z.string() })),
  now: Sums,
  before: Sums,
  pipeline: z.array(z.object({ state: z.string(), n: z.number(), minor, oldestDays: z.number().nullable() })),
  /** Stages that ended in the period: the middle one of their durations, in days. */
  stages: z.array(z.object({ state: z.string(), n: z.number(), days: z.number() })),
  packages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      event: z.string(),
      state: z.string(),
      priceMinor: minor,
      offered: z.number(),
      sold: z.number(),
      soldMinor: minor,
    }),
  ),
  held: z.array(Held),
  days: z.array(z.object({ day: z.string(), paid: minor, released: minor, refunded: minor, fees: minor })),
  promises: z.array(Promised),
});
export type BoardFacts = z.output<typeof Board>;

type Asked = { currency: string; event?: string; zone: string; today: string; period: Period; previous: Period };

/** What an organizer sees of all its sponsors, in one currency: what is under way, sold, promised, held, and what came of it. */
export async function sponsorshipBoard(tx: TenantTx, asked: Asked): Promise<BoardFacts> {
  const { currency, today, period, zone } = asked;
  const event = asked.event ?? null;
  const ours = sql`o.organization_id = (select system.org_id()) and o.currency = ${currency} and (${event}::uuid is null or o.event_id = ${event}::uuid)`;
  const found = await answer(
    tx,
    sql`(with talks as (
      select t.*, v.price_minor from sponsorship.proposal_threads t join sponsorship.proposal_versions v on v.organization_id = t.organization_id and v.thread_id = t.id and v.n = t.version
      where t.organization_id = (select system.org_id()) and v.currency = ${currency} and (${event}::uuid is null or t.event_id = ${event}::uuid)
    ), steps as (
      select p.thread_id, p.to_state, p.created_at, lead(p.created_at) over (partition by p.thread_id order by p.id) as until
      from sponsorship.proposal_steps p join talks t on t.organization_id = p.organization_id and t.id = p.thread_id
    ) select jsonb_build_object(
      'currencies', (select coalesce(jsonb_agg(distinct x.currency), '[]') from (select v.currency::text from sponsorship.proposal_versions v where v.organization_id = (select system.org_id())
        union select k.currency::text from sponsorship.sponsorship_packages k where k.organization_id = (select system.org_id())) x (currency)),
      'events', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.starts_at desc), '[]') from events.events e
        where exists (select from sponsorship.proposal_threads t where t.organization_id = e.organization_id and t.event_id = e.id)),
      'now', ${sums(period, asked)}, 'before', ${sums(asked.previous, asked)},
      'pipeline', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (select t.state, count(*)::int as n, sum(t.price_minor)::text as minor,
          max(extract(epoch from now() - coalesce((select max(s.created_at) from steps s where s.thread_id = t.id and s.to_state = t.state::text), t.created_at)) / 86400)::int as "oldestDays"
        from talks t where t.state in ('draft', 'sent', 'viewed', 'counter') group by t.state order by t.state) x),
      'stages', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (select s.to_state as state, count(*)::int as n,
          round((percentile_cont(0.5) within group (order by extract(epoch from s.until - s.created_at)) / 86400)::numeric, 1) as days
        from steps s where ${onDays(sql`s.until`, period, zone)} and s.until is not null group by 1) x),
      'packages', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'event', e.name, 'state', k.state, 'priceMinor', k.price_minor::text, 'offered', k.quantity,
          'sold', s.n, 'soldMinor', s.minor::text) order by e.starts_at desc, k.price_minor desc), '[]')
        from sponsorship.sponsorship_packages k join events.events e on e.organization_id = k.organization_id and e.id = k.event_id
        cross join lateral (select count(*)::int as n, coalesce(sum(o.total_minor), 0) as minor from sponsorship.sponsorship_orders o
          where ${ours} and o.package_id = k.id and o.state not in ('cancelled', 'refunded')) s
        where k.currency = ${currency} and (${event}::uuid is null or k.event_id = ${event}::uuid) and (k.state = 'published' or s.n > 0)),
      'held', (select coalesce(jsonb_agg(jsonb_build_object('heldMinor', (o.funded_minor - o.released_minor - o.refunded_minor)::text, 'frozenMinor', o.frozen_minor::text,
          'days', ${today}::date - o.funded_on, 'left', o.must_leave_by - ${today}::date)), '[]')
        from sponsorship.sponsorship_orders o where ${ours} and o.funded_minor > o.released_minor + o.refunded_minor),
      'days', (select coalesce(jsonb_agg(to_jsonb(x) order by x.day), '[]') from (
        select (h.created_at at time zone ${zone}::text)::date as day, ${totals(["paid", "released", "refunded", "fees"])}
        from sponsorship.held_movements h join sponsorship.sponsorship_orders o on o.organization_id = h.organization_id and o.id = h.order_id
        where ${ours} and ${onDays(sql`h.created_at`, period, zone)} group by 1) x),
      'promises', ${promises("organizer", today, sql`${ours}`)}))`,
  );
  return Board.parse(found);
}

const totals = (parts: readonly Moved[]) =>
  sql.join(
    parts.map((part) => sql`coalesce(sum(${movedParts[part]}), 0)::text as ${sql.raw(part)}`),
    sql`, `,
  );

/** What happened in a period; `talks` is the caller's. */
function sums(period: Period, { currency, event, zone }: Asked) {
  const talk = (states: string) =>
    sql`(select jsonb_build_object('n', count(*)::int, 'minor', coalesce(sum(t.price_minor), 0)::text) from talks t where ${reached(states)} is not null and ${onDays(reached(states), period, zone)})`;
  return sql`(select to_jsonb(x) || jsonb_build_object('sent', ${talk("'sent'")}, 'won', ${talk("'accepted'")}, 'lost', ${talk("'rejected', 'expired'")}) from (
    select ${totals(["paid", "released", "refunded", "fees"])} from sponsorship.held_movements h
    join sponsorship.sponsorship_orders o on o.organization_id = h.organization_id and o.id = h.order_id
    where ${ofSide("organizer", "h")} and h.currency = ${currency} and (${event ?? null}::uuid is null or o.event_id = ${event ?? null}::uuid) and ${onDays(sql`h.created_at`, period, zone)}) x)`;
}
