import { createHash } from "node:crypto";
import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";

type Plan = { name: string; channel: string; days: number; links: [name: string, medium: string, source: string][] };
const plans: readonly Plan[] = [
  {
    name: "Autumn posters",
    channel: "print",
    days: 62,
    links: [
      ["At the main station", "qr", "poster-station"],
      ["In the cafés", "qr", "poster-cafes"],
    ],
  },
  {
    name: "Newsletter of the season",
    channel: "email",
    days: 48,
    links: [["Button at the top", "email", "newsletter"]],
  },
  {
    name: "Friends on Instagram",
    channel: "social",
    days: 34,
    links: [
      ["Story", "social", "instagram"],
      ["Link in the profile", "social", "instagram-profile"],
    ],
  },
];

/**
 * What was done to be found in the last weeks: campaigns with links that were followed, visits that came of it, and the
 * online orders that had come from somewhere. What they cost stands in the books.
 */
export async function loadCampaigns(client: Client, place: Place, now: Date) {
  const { id: org, house, members } = place;
  const sources: { channel: string; source: string }[] = [];
  for (const [n, plan] of plans.entries()) {
    const word = `${plan.name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}-${house.slug.slice(0, 4)}`;
    const starts = new Date(now.getTime() - plan.days * 86_400_000);
    const { rows } = await client.query<{ id: string }>(
      `insert into campaigns.campaigns (organization_id, name, word, channel, starts_on, ends_on, notes, created_by)
       values ($1, $2, $3, $4, $5, $6, 'For everything that is on sale.', $7) returning id`,
      [org, plan.name, word, plan.channel, starts, n === 0 ? now : null, memberOf(members, "admin").userId],
    );
    for (const [name, medium, source] of plan.links) {
      await client.query(
        `with l as (insert into campaigns.links (organization_id, campaign_id, code, name, medium, source) values ($1, $2, $3, $4, $5, $6) returning id)
         insert into campaigns.link_days (organization_id, link_id, day, clicks)
         select $1, l.id, d::date, 2 + abs(hashtext(l.id::text || d)) % 9 from l, generate_series($7::date, $8::date, interval '1 day') d`,
        [org, rows[0]?.id, codeOf(`${org}${name}`), name, medium, source, starts, now],
      );
      sources.push({ channel: { qr: "qr", email: "email" }[medium] ?? "social", source: `${source}/${word}` });
    }
  }
  await bringBuyers(client, org, sources, now);
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeOf = (seed: string) =>
  [...createHash("sha256").update(seed).digest().subarray(0, 8)].map((n) => alphabet[n % 32]).join("");

/** A part of the online orders began at a checkout whose visitor had agreed; the days before, they were seen. */
async function bringBuyers(client: Client, org: string, sources: object[], now: Date) {
  const places = JSON.stringify([
    ...sources,
    { channel: "search", source: "google.com" },
    { channel: "search", source: "duckduckgo.com" },
    { channel: "referral", source: "city-guide.example" },
    { channel: "direct", source: "" },
  ]);
  await client.query(
    `with bought as (
       select o.id, o.event_id, o.paid_at, abs(hashtext(o.id::text)) as dice, system.uuid7() as session from ticketing.orders o
       where o.organization_id = $1 and o.channel = 'online' and o.checkout_id is null and o.paid_at between $2::timestamptz - interval '60 days' and $2
       order by hashtext(o.id::text) limit 400
     ), begun as (
       insert into ticketing.checkout_sessions (organization_id, id, event_id, token_hash, state, expires_at, created_at)
       select $1, s.session, s.event_id, encode(sha256(convert_to(s.session::text, 'UTF8')), 'hex'), 'open', s.paid_at, s.paid_at - interval '4 minutes' from bought s returning id
     ), tied as (
       update ticketing.orders o set checkout_id = s.session from bought s where o.organization_id = $1 and o.id = s.id
     ), known as (
       select s.*, $3::jsonb -> (s.dice % jsonb_array_length($3::jsonb)) as last, $3::jsonb -> ((s.dice / 7) % jsonb_array_length($3::jsonb)) as first from bought s where s.dice % 5 < 3
     )
     insert into analytics.attributions (organization_id, checkout_id, first_channel, first_source, last_channel, last_source, created_at)
     select $1, k.session, k.first ->> 'channel', k.first ->> 'source', k.last ->> 'channel', k.last ->> 'source', k.paid_at - interval '4 minutes' from known k`,
    [org, now, places],
  );
  await client.query(
    `update ticketing.checkout_sessions k set state = 'completed' from ticketing.orders o
     where o.organization_id = $1 and o.checkout_id = k.id and k.organization_id = $1 and k.state = 'open' and k.expires_at < $2`,
    [org, now],
  );
  await client.query(
    `with seen as (
       select a.last_channel as channel, a.last_source as source, k.event_id, k.created_at - make_interval(mins => v * 3 + 1) as at, md5(a.id::text || v) as noise, a.id
       from analytics.attributions a join ticketing.checkout_sessions k on k.organization_id = a.organization_id and k.id = a.checkout_id cross join generate_series(1, 3) v
       where a.organization_id = $1 and a.last_source like '%/%')
     insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, source, visitor)
     select $1, i.id, analytics.moment_of(i.id), 'view', 'event', s.event_id, s.channel, s.source, ('x' || substr(md5(s.id::text), 1, 16))::bit(64)::bigint & 9223372036854775807
     from seen s cross join lateral (select (lpad(to_hex((extract(epoch from s.at) * 1000)::bigint), 12, '0') || '7' || substr(s.noise, 1, 3) || '8' || substr(s.noise, 4, 15))::uuid as id) i
     on conflict do nothing`,
    [org],
  );
}

/**
 * The demo's bookings were all made at this moment; who books does so some days ahead. Their facts are taken anew from
 * the bookings, their payments and the ledger, as for a house that came from elsewhere.
 */
export async function dateBookings(client: Client, { id: org }: Place) {
  await client.query(
    `update bookings.bookings b set created_at = d.made, confirmed_at = case when b.confirmed_at is not null then d.made + interval '5 hours' end,
       completed_at = case when b.completed_at is not null then b.ends_at end
     from (select x.id, least(x.starts_at - make_interval(hours => 30 + abs(hashtext(x.id::text)) % 700), now() - make_interval(hours => abs(hashtext(x.id::text)) % 200)) as made
       from bookings.bookings x where x.organization_id = $1) d
     where b.organization_id = $1 and b.id = d.id`,
    [org],
  );
  await client.query("delete from analytics.booking_analytics where organization_id = $1", [org]);
  await client.query("select analytics.note_past_bookings($1)", [org]);
}
