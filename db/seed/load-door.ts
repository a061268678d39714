import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";

/**
 * What the doors of a house saw: gates and scans of the event that runs, and of the two before it. Whoever the sales say
 * was let in was scanned at that moment; some were scanned again, and a few came with a code that nobody sold.
 */
export async function loadDoor(client: Client, { id, members }: Place) {
  const { rows } = await client.query<{ id: string; tiers: string[] }>(
    `select e.id, array(select t.id from ticketing.ticket_tiers t where t.organization_id = $1 and t.event_id = e.id and t.kind = 'admission' order by t.position) as tiers
     from events.events e where e.organization_id = $1 and e.state in ('live', 'completed') and e.starts_at < now()
       and exists (select from ticketing.tickets k where k.organization_id = $1 and k.event_id = e.id and k.state = 'redeemed')
     order by e.starts_at desc limit 3`,
    [id],
  );
  const scanner = memberOf(members, "staff").userId;
  await client.query(today, [id]);
  for (const event of rows) {
    const gate = async (name: string, position: number, tiers: string[]) => {
      const made = await client.query<{ id: string }>(
        "insert into ticketing.gates (organization_id, event_id, name, position) values ($1, $2, $3, $4) returning id",
        [id, event.id, name, position],
      );
      const gateId = made.rows[0]?.id ?? "";
      await client.query(
        "insert into ticketing.gate_tiers (organization_id, gate_id, tier_id) select $1, $2, x from unnest($3::uuid[]) x",
        [id, gateId, tiers],
      );
      return gateId;
    };
    const main = await gate("Main gate", 0, []);
    const side = event.tiers.length > 1 ? await gate("Side gate", 1, event.tiers.slice(1)) : main;
    await client.query(scans, [id, event.id, main, side, event.tiers.slice(1), scanner]);
  }
}

/** At an event of several days somebody comes on every day: of those who were not there yet, every third came in the last hours. */
const today = `
  update ticketing.tickets k set state = 'redeemed', redeemed_at = now() - make_interval(mins => 4 + abs(hashtext(k.id::text)) % 420)
  from events.events e where e.organization_id = $1 and e.id = k.event_id and e.state = 'live' and e.starts_at < now() - interval '12 hours'
    and k.organization_id = $1 and k.state = 'issued' and abs(hashtext(k.id::text)) % 3 = 0`;

/** Which gate, which ticket twice and which stranger follow from the ticket's id, so every load tells the same. */
const scans = `
  with admitted as (
    select k.id, k.redeemed_at, abs(hashtext(k.id::text)) as dice,
      case when k.tier_id = any ($5::uuid[]) and abs(hashtext(k.id::text)) % 3 > 0 then $4::uuid else $3::uuid end as gate_id
    from ticketing.tickets k where k.organization_id = $1 and k.event_id = $2 and k.state = 'redeemed' and k.redeemed_at <= now()
  ), verified as (
    insert into ticketing.scan_logs (organization_id, event_id, gate_id, ticket_id, outcome, words, key, device, scanned_by, scanned_at, created_at)
    select $1, $2, a.gate_id, a.id, 'verified', 'Welcome.', 'demo:' || a.id, 'Phone ' || 1 + a.dice % 3, $6, a.redeemed_at, a.redeemed_at from admitted a
    returning id, ticket_id
  )
  insert into ticketing.scan_logs (organization_id, event_id, gate_id, ticket_id, outcome, words, earlier_id, key, device, scanned_by, scanned_at, created_at)
  select $1, $2, a.gate_id, a.id, 'repeated', format('Already in since %s, at %s.', to_char(a.redeemed_at at time zone e.zone, 'HH24:MI'), g.name), v.id,
    'demo:again:' || a.id, 'Phone ' || 1 + a.dice % 3, $6, later.at, later.at
  from admitted a join verified v on v.ticket_id = a.id join ticketing.gates g on g.organization_id = $1 and g.id = a.gate_id
  join events.events e on e.organization_id = $1 and e.id = $2
  cross join lateral (select least(a.redeemed_at + make_interval(mins => 2 + a.dice % 40), now()) as at) later where a.dice % 43 = 0
  union all
  select $1, $2, $3, null, 'refused', 'No ticket has this code.', null, 'demo:none:' || a.id, 'Phone 1', $6, a.redeemed_at, a.redeemed_at
  from admitted a where a.dice % 97 = 1`;
