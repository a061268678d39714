import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import { type Occasion, type Programme, shift } from "#db/seed/plan";

/**
 * The plans of the biggest events ahead of each house: rooms, a programme, staff with a gap, tasks of which one is late,
 * risks, papers, talent and vendors. Written as the people of the house, through the functions that people use.
 */
export async function loadPlans(client: Client, place: Place, { events }: Programme, now: Date) {
  const ahead: Occasion[] = [];
  const big = events.filter((event) => event.startsAt > now && ["published", "draft"].includes(event.fate));
  for (const event of big.toSorted((a, b) => b.capacity - a.capacity)) {
    // The same people work and play at all of them, so no two are at the same time.
    const clear = ahead.every((other) => Math.abs(+other.startsAt - +event.startsAt) > 48 * hour);
    if (clear && ahead.length < 3) ahead.push(event);
  }
  if (ahead.length === 0) return;
  await loadRooms(client, place, ahead);
  for (const [index, event] of ahead.entries()) await loadPlan(client, place, event, now, index);
}

async function loadRooms(client: Client, { id }: Place, events: readonly Occasion[]) {
  await client.query(
    `insert into events.rooms (organization_id, venue_id, name, capacity, position)
     select $1, e.venue_id, r.name, r.capacity, r.position
     from (select distinct venue_id from events.events where organization_id = $1 and id = any ($2) and venue_id is not null) e,
       (values ('Main stage', 800, 0), ('Garden stage', 300, 1), ('Workshop', 40, 2)) r (name, capacity, position)
     on conflict do nothing`,
    [id, events.map((event) => event.id)],
  );
  await client.query(
    `insert into events.vendors (organization_id, name, category, contact_name, email, phone)
     select $1, v.* from (values ('Deltalicht', 'sound_and_light', 'Joris Maas', 'joris@deltalicht.example', '+31 20 555 0141'),
       ('Oosterhof Catering', 'catering', 'Femke Oosterhof', 'femke@oosterhof.example', '+31 20 555 0177'),
       ('Veilig & Co', 'security', 'Sam Prins', 'sam@veilig.example', '')) v (name, category, contact_name, email, phone) on conflict do nothing`,
    [id],
  );
  await client.query(
    `insert into events.talent (organization_id, kind, name, agency)
     select $1, t.* from (values ('artist', 'The Paper Boats', 'Noord Bookings'), ('artist', 'Mila Verhoeven', ''), ('speaker', 'Dr. Imani Okoye', 'Plenum'),
       ('designer', 'Atelier Quay', ''), ('media_partner', 'Radio Polder', '')) t (kind, name, agency) on conflict do nothing`,
    [id],
  );
}

const hour = 3_600_000;

async function loadPlan(client: Client, place: Place, event: Occasion, now: Date, index: number) {
  const { id, members } = place;
  const organizer = memberOf(members, "organizer");
  const at = (hours: number) => new Date(event.startsAt.getTime() + hours * hour);
  await client.query(
    `with s as (
       insert into events.event_schedules (organization_id, event_id, title, kind, room_id, starts_at, ends_at, expected, state)
       select $1, $2, x.title, x.kind, r.id, $3::timestamptz + x.f * interval '1 hour', $3::timestamptz + x.t * interval '1 hour', x.expected, x.state::events.session_state
       from (values ('Doors and welcome', 'other', 'Main stage', 0, 0.5, null, 'confirmed'), ('Mila Verhoeven', 'performance', 'Main stage', 0.5, 1.5, 600, 'confirmed'),
         ('How light travels', 'talk', 'Garden stage', 0.5, 1.25, 120, 'planned'), ('Make a lantern', 'workshop', 'Workshop', 0.5, 2, 60, 'planned'),
         ('The Paper Boats', 'performance', 'Main stage', 1.75, 3, 800, 'planned')) x (title, kind, room, f, t, expected, state)
       left join events.events e on e.organization_id = $1 and e.id = $2
       left join events.rooms r on r.organization_id = $1 and r.venue_id = e.venue_id and r.name = x.room
       returning id, title)
     insert into events.session_talent (organization_id, event_id, session_id, talent_id)
     select $1, $2, s.id, t.id from s join (values ('Mila Verhoeven', 'Mila Verhoeven'), ('How light travels', 'Dr. Imani Okoye'), ('The Paper Boats', 'The Paper Boats')) m (title, name) on m.title = s.title
     join events.talent t on t.organization_id = $1 and t.name = m.name`,
    [id, event.id, event.startsAt],
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into events.event_staff (organization_id, event_id, role, place, needed, starts_at, ends_at)
     values ($1, $2, 'Door', 'Main entrance', 3, $3, $4), ($1, $2, 'Bar', 'Garden', 2, $5, $6) returning id`,
    [id, event.id, at(-1), at(3), at(3), at(6)],
  );
  const staff = members.filter((member) => ["staff", "manager", "organizer"].includes(member.role)).slice(0, 2);
  for (const member of staff) {
    await client.query(
      `insert into events.shift_assignments (organization_id, event_id, shift_id, user_id, during) values ($1, $2, $3, $4, 'empty') on conflict do nothing`,
      [id, event.id, rows[0]?.id, member.userId],
    );
  }
  await client.query(
    `insert into events.event_planning (organization_id, event_id, kind, title, owner_id, due_at)
     values ($1, $2, 'milestone', 'Programme is final', $3, $4), ($1, $2, 'task', 'Order the generators', $3, $5),
       ($1, $2, 'task', 'Agree the noise limit with the neighbours', $3, $6), ($1, $2, 'task', 'Brief the volunteers', null, $4)`,
    [id, event.id, organizer.userId, at(-24 * 14), at(-24 * 21), shift(now, -(index + 1) * 24 * hour)],
  );
  await client.query(
    `insert into events.event_risks (organization_id, event_id, title, likelihood, impact, mitigation, owner_id)
     values ($1, $2, 'Storm closes the open stage', 3, 5, 'Wind meter on the mast; the set moves indoors above 8 Beaufort.', $3),
       ($1, $2, 'Power cut on the main stage', 2, 4, 'Second generator, tested the day before.', $3),
       ($1, $2, 'Queue at the entrance blocks the road', 4, 2, '', null)`,
    [id, event.id, organizer.userId],
  );
  await client.query(
    `insert into events.event_documents (organization_id, event_id, kind, name, required, due_on)
     values ($1, $2, 'permit', 'Event permit of the city', true, $3), ($1, $2, 'insurance', 'Public liability insurance', true, $3), ($1, $2, 'floor_plan', 'Floor plan', false, null)`,
    [id, event.id, at(-24 * 30)],
  );
  await client.query(
    `insert into events.castings (organization_id, event_id, talent_id, part)
     select $1, $2, t.id, case t.kind when 'artist' then 'Main act' when 'speaker' then 'Talk' else 'Guest' end from events.talent t where t.organization_id = $1 on conflict do nothing`,
    [id, event.id],
  );
  await client.query(
    `insert into events.contracts (organization_id, event_id, vendor_id, subject, cost_minor, currency, expires_on)
     select $1, $2, v.id, case v.category when 'catering' then 'Food for the crew' when 'security' then 'Twelve stewards' else 'Light and sound' end, 185000, $3, $4::date + 30
     from events.vendors v where v.organization_id = $1`,
    [id, event.id, event.currency, event.endsAt],
  );
  await client.query(
    `insert into events.event_logistics (organization_id, event_id, name, kind, quantity, needed_at, owner_id)
     values ($1, $2, 'Generator, 60 kVA', 'power', 2, $3, $4), ($1, $2, 'Fence, metres', 'equipment', 240, $3, null)`,
    [id, event.id, at(-12), organizer.userId],
  );
  await client.query(
    `insert into events.production_runs (organization_id, event_id, title, kind, starts_at, ends_at, owner_id, cues)
     values ($1, $2, 'Build', 'build', $3, $4, $5, E'Stage\nLight\nSound'), ($1, $2, 'Strike', 'strike', $6, $7, $5, '')`,
    [id, event.id, at(-12), at(-3), organizer.userId, at(6), at(12)],
  );
  await client.query(
    `insert into events.cultural_guides (organization_id, event_id, topic, title, body, shown)
     values ($1, $2, 'getting_there', 'Come by bicycle', 'There is no car park. Bicycles stand free along the canal; the last tram leaves at half past midnight.', true)`,
    [id, event.id],
  );
}
