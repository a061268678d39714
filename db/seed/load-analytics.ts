import type { Client } from "pg";
import type { Place } from "#db/seed/load-houses";

/** Months for the past that the demo is about to write; before its sales, so that nothing waits in the DEFAULT partition. */
export async function makeRoom(client: Client, now: Date) {
  await client.query(
    `select analytics.add_month(kind, m::date) from unnest(analytics.raw_tables()) kind,
       generate_series(date_trunc('month', $1::timestamptz at time zone 'UTC') - interval '30 months', date_trunc('month', $1::timestamptz at time zone 'UTC'), interval '1 month') m`,
    [now],
  );
}

/**
 * The visitors of the last ten weeks who agreed to being counted: some before each online order and some who only
 * looked, more in the evening, from where people come from. Drawn from the ids of orders, so each load is the same.
 */
export async function loadVisits(client: Client, place: Place, now: Date) {
  await client.query(
    `with bought as (
       select o.event_id, o.paid_at, abs(hashtext(o.id::text)) as dice from ticketing.orders o
       where o.organization_id = $1 and o.channel = 'online' and o.paid_at between $2::timestamptz - interval '70 days' and $2
       order by hashtext(o.id::text) limit 900
     ), looked as (
       select b.event_id, v, (b.dice::bigint * 7919 + v * 104729) % 1000003 as dice,
         b.paid_at - make_interval(mins => (((b.dice::bigint + v * 977) % 4000)::int)) - case when v > 3 then make_interval(hours => ((b.dice + v) % 3)::int * 24) else interval '0' end as at
       from bought b cross join generate_series(1, 9) v
     ), did as (
       select l.event_id, greatest(l.at, $2::timestamptz - interval '70 days') + make_interval(secs => k) as at, l.dice, k,
         case k when 0 then 'view' when 1 then 'dwell' when 2 then 'click' else 'share' end as kind
       from looked l cross join lateral (values (0), (1), (2), (3)) t (k)
       where k <= 1 or (k = 2 and l.dice % 3 = 0) or (k = 3 and l.dice % 23 = 0)
     ), numbered as (
       select d.*, md5(d.dice || ':' || d.k || ':' || d.event_id || ':' || d.at) as noise from did d where d.at <= $2
     )
     insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, source, visitor, value)
     select $1, i.id, analytics.moment_of(i.id), n.kind, 'event', n.event_id, c.channel, c.source, analytics.visitor_of($1, n.dice::text),
       case n.kind when 'dwell' then 4000 + n.dice % 90000 else 0 end
     from numbered n
     cross join lateral (select (lpad(to_hex((extract(epoch from n.at) * 1000)::bigint), 12, '0') || '7' || substr(n.noise, 1, 3) || '8' || substr(n.noise, 4, 15))::uuid as id) i
     cross join lateral (select (array['direct', 'search', 'search', 'social', 'social', 'social', 'email', 'referral', 'campaign', 'qr'])[1 + n.dice % 10] as channel,
       (array['', 'google.com', 'duckduckgo.com', 'instagram.com', 'instagram.com', 'facebook.com', 'newsletter', 'city-guide.example', 'autumn', 'poster'])[1 + n.dice % 10] as source) c
     on conflict do nothing`,
    [place.id, now],
  );
}

/** Everything into the rollups: after the commit, because a run takes only what is committed. */
export async function rollUp(client: Client) {
  await client.query("analyze analytics.event_impressions, analytics.ticket_analytics");
  await client.query("select analytics.refresh(100000000)");
}
