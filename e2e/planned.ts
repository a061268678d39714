import { admin, given, type Organization } from "./house.ts";

/** A plan with one of everything for every event of a house, and the records that its pages open by the names of their segments. */
export async function planOf(org: Organization): Promise<Record<string, string>> {
  const { userId } = await given.person("organizer", org, { name: "Noor Vermeer" });
  const { rows } = await admin.query(
    `with v as (select id from events.venues where organization_id = $1 limit 1),
       e as (select id, starts_at from events.events where organization_id = $1),
       r as (insert into events.rooms (organization_id, venue_id, name, capacity) select $1, v.id, 'Great hall', 80 from v returning id),
       w as (insert into events.vendors (organization_id, name, category) values ($1, 'Harbour Sound', 'sound_and_light') returning id),
       t as (insert into events.talent (organization_id, kind, name, agency) values ($1, 'artist', 'The Paper Boats', 'Plenum') returning id),
       a as (insert into events.talent_absences (organization_id, talent_id, starts_at, ends_at, reason) select $1, t.id, now(), now() + interval '1 day', 'On tour' from t),
       s as (insert into events.event_series (organization_id, name, rule, starts_local, zone) values ($1, 'Friday Club', 'FREQ=WEEKLY;COUNT=4', '2037-06-12T20:00', 'Europe/Berlin') returning id),
       m as (insert into events.event_schedules (organization_id, event_id, title, kind, room_id, starts_at, ends_at, expected)
         select $1, e.id, 'Opening', 'performance', r.id, e.starts_at, e.starts_at + interval '1 hour', 120 from e, r limit 1 returning id, event_id),
       g as (insert into events.event_staff (organization_id, event_id, role, needed, starts_at, ends_at) select $1, e.id, 'Door', 3, e.starts_at, e.starts_at + interval '4 hours' from e),
       k as (insert into events.event_planning (organization_id, event_id, title, owner_id, due_at) select $1, e.id, 'Order the tents', $2, now() - interval '2 days' from e),
       i as (insert into events.event_risks (organization_id, event_id, title, likelihood, impact, mitigation) select $1, e.id, 'Storm', 4, 4, 'Wind meter on the mast.' from e),
       d as (insert into events.event_documents (organization_id, event_id, kind, name, required) select $1, e.id, 'permit', 'Permit of the city', true from e returning id, event_id),
       f as (insert into events.event_files (organization_id, event_id, document_id, name, content_type, size, content) select $1, d.event_id, d.id, 'permit.pdf', 'application/pdf', 8, '%PDF-1.7'::bytea from d),
       c as (insert into events.castings (organization_id, event_id, talent_id, part) select $1, e.id, t.id, 'Main act' from e, t),
       x as (insert into events.contracts (organization_id, event_id, vendor_id, subject, cost_minor, currency, expires_on) select $1, e.id, w.id, 'Light and sound', 185000, 'EUR', current_date from e, w),
       l as (insert into events.event_logistics (organization_id, event_id, name, quantity) select $1, e.id, 'Generator', 2 from e),
       p as (insert into events.production_runs (organization_id, event_id, title, kind, starts_at, ends_at, cues) select $1, e.id, 'Build', 'build', e.starts_at - interval '6 hours', e.starts_at, E'Stage\\nLight' from e),
       u as (insert into events.event_updates (organization_id, event_id, subject, body) select $1, e.id, 'Bring a coat', 'It will be cold by the water.' from e),
       b as (insert into events.cultural_guides (organization_id, event_id, topic, title, body, shown) select $1, e.id, 'welcome', 'Moin', 'People say it all day long.', true from e),
       y as (insert into events.feedback_forms (organization_id, event_id, asked_at) select $1, e.id, now() from e),
       q as (insert into events.feedback_questions (organization_id, event_id, label) select $1, e.id, 'How much did you like it?' from e returning id, event_id),
       n as (insert into events.event_posts (organization_id, event_id, body, author_id) select $1, e.id, 'Four weeks to go! #lanterns', $2 from e returning id, event_id),
       z as (insert into events.event_videos (organization_id, event_id, words, content_type, byte_size, whole_at) select $1, e.id, 'Lanterns on the water.', 'video/webm', 8, now() from e returning id, event_id),
       zz as (insert into events.event_video_parts (organization_id, event_id, video_id, n, content) select $1, z.event_id, z.id, 0, '12345678'::bytea from z),
       h as (insert into events.event_comments (organization_id, event_id, post_id, author_id, body, state, held_for)
         select $1, n.event_id, n.id, $2, 'Cheap tickets at www.cheap.example', 'pending', 'link' from n returning id),
       o as (insert into events.custom_fields (organization_id, key, label, kind) values ($1, 'f_dogs', 'Dogs allowed', 'yes_no'))
     select (select id from v) as venue, (select id from w) as vendor, (select id from t) as talent, (select id from s) as series, (select id from d limit 1) as document,
       (select id from q limit 1) as question, (select id from n limit 1) as post, (select id from h limit 1) as comment, (select id from z limit 1) as video`,
    [org.id, userId],
  );
  return rows[0];
}
