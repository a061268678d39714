-- Somebody who is forgotten was a customer as well: of every organization whose bookings, leads and reviews go by one of their addresses, all that was written there about them
-- goes, whoever wrote it. What happened stays, with its times, states and amounts; the books are not touched. The catalog is read, so that a new table that belongs to a customer,
-- a lead, a booking or a review joins by itself, and a new column of it is emptied unless it is named below.

-- Columns that say nothing about a person: codes, choices, and what the books or a proof need.
create or replace function users.wordless() returns text[] language sql immutable set search_path = '' as $$
  select array['kind', 'state', 'zone', 'currency', 'number', 'source', 'key', 'token_hash', 'cancellation', 'rule', 'starts_local', 'recipient', 'recipient_key', 'outcome', 'direction', 'unit',
    'version', 'consent_version', 'permission_version', 'gateway_ref', 'skipped_reason', 'origin', 'decision', 'booking_series.template', 'booking_lines.description', 'quotes.lines',
    'booking_reminders.reason', 'calendar_entries.scope', 'client_measurements.name', 'refunds.failure', 'customer_merges.moved']
$$;

-- Of a document, what is a figure, a moment or a choice.
create or replace function users.unworded(document jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select case jsonb_typeof(document) when 'object' then coalesce((select jsonb_object_agg(k, v) from jsonb_each(document) x (k, v)
      where jsonb_typeof(v) in ('number', 'boolean') or k = any (array['startsAt', 'endsAt', 'resources', 'state', 'way', 'totalMinor', 'amountMinor', 'paidMinor', 'version'])), '{}')
    when 'array' then '[]' else document end
$$;

-- The ids of all that an organization has about whoever these addresses are.
create or replace function users.trail_of(org uuid, emails text[]) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  trail uuid[];
  size int := -1;
  t record;
  more uuid[];
begin
  trail := array(select c.id from crm.customers c where c.organization_id = org and lower(c.email) = any (emails)
    union select l.id from crm.leads l where l.organization_id = org and lower(l.email) = any (emails)
    union select b.id from bookings.bookings b where b.organization_id = org and lower(b.contact_email) = any (emails)
    union select b.series_id from bookings.bookings b where b.organization_id = org and lower(b.contact_email) = any (emails) and b.series_id is not null);
  while cardinality(trail) > size loop
    size := cardinality(trail);
    for t in
      select k.conrelid::regclass as name, quote_ident(a.attname) as col from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[cardinality(k.conkey)]
      where k.contype = 'f' and n.nspname in ('bookings', 'crm', 'feedback') and k.confrelid = any (array['crm.customers', 'crm.leads', 'crm.opportunities', 'bookings.bookings',
        'bookings.booking_series', 'feedback.customer_reviews', 'feedback.review_requests', 'feedback.review_blog_posts']::regclass[])
    loop
      execute format('select array(select r.id from %s r where r.organization_id = $1 and r.%s = any ($2) and r.id <> all ($2))', t.name, t.col) into more using org, trail;
      trail := trail || more;
    end loop;
  end loop;
  return trail;
end $$;

create or replace function users.erase_trail(org uuid, trail uuid[], emails text[], person text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  t record;
begin
  -- Pictures, permissions and labels are nothing without their words.
  delete from feedback.review_images x where x.organization_id = org and x.id = any (trail);
  delete from feedback.customer_testimonials x where x.organization_id = org and x.id = any (trail);
  delete from crm.lead_tags x where x.organization_id = org and x.id = any (trail);
  delete from bookings.reminder_stops x where x.organization_id = org and x.email = any (emails);
  for t in
    select c.oid::regclass as name, string_agg(format('%I = ', a.attname) || case
        when a.atttypid = 'jsonb'::regtype then format('users.unworded(%I)', a.attname)
        when a.atttypid = 'text[]'::regtype then quote_literal('{}')
        when a.attname = 'slug' then '''erased-'' || id'
        when a.attname ~ '(^|_)email$' then format('case when %1$I is not null then ''erased-'' || id || ''@erased.invalid'' end', a.attname)
        when a.attname in ('description', 'lines') then format('users.without(%I, %L, %L)', a.attname, emails[1], person)
        else format('case when %1$I <> '''' then %2$L else %1$I end', a.attname, case when a.attname ~ '(^|_)name$|^author$|^reviewer$' then 'Somebody who left' else 'Erased' end) end, ', ') as sets
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('bookings', 'crm', 'feedback') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
      and a.attname <> all (users.wordless()) and c.relname || '.' || a.attname <> all (users.wordless())
      and exists (select from pg_catalog.pg_attribute i where i.attrelid = c.oid and i.attname = 'id')
    group by c.oid
  loop
    execute format('update %s set %s where organization_id = $1 and id = any ($2)', t.name, t.sets) using org, trail;
  end loop;
  -- What was sold stays said, without them.
  update bookings.booking_lines x set description = users.without(x.description, emails[1], person) where x.organization_id = org and x.id = any (trail);
  update bookings.quotes x set lines = users.without_all(x.lines, emails, person) where x.organization_id = org and x.id = any (trail);
  update system.import_rows x set data = '{}', value = null, found = '[]', key = case when x.key = '' then '' else 'erased:' || x.n end
  where x.organization_id = org and exists (select from unnest(emails) e where strpos(lower(x.data::text), e) > 0);
end $$;

-- Letters about them to whomever: those that wait are not sent any more.
create or replace function users.erase_letters(org uuid, trail uuid[], emails text[]) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  marks text[] := trail::text[] || array(select b.number from bookings.bookings b where b.organization_id = org and b.id = any (trail));
  sent uuid[];
begin
  sent := array(select b.id from system.outbox b where b.organization_id = org and b.topic = 'messaging.send_email'
    and (lower(b.payload ->> 'to') = any (emails) or exists (select from unnest(marks || emails) m where strpos(lower(b.payload::text), lower(m)) > 0)));
  update system.outbox b set payload = '{"erased": true}', last_error = case when b.done_at is null then 'The recipient was erased.' else b.last_error end, done_at = coalesce(b.done_at, now())
  where b.id = any (sent);
  delete from system.mailbox m where m.id = any (sent);
end $$;

-- Who worked there: what they kept for themselves in its calendar, and their name in the histories of what they did.
create or replace function users.erase_worker(person uuid, address text, called text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from bookings.calendar_entries e where e.scope = 'personal' and e.user_id = person;
  delete from bookings.busy_times t using bookings.resources r where r.user_id = person and (t.organization_id, t.resource_id) = (r.organization_id, r.id);
  update bookings.time_off t set reason = '' from bookings.resources r where r.user_id = person and (t.organization_id, t.resource_id) = (r.organization_id, r.id);
  update bookings.booking_history h set before = users.without_all(h.before, array[address], called), after = users.without_all(h.after, array[address], called)
  from bookings.resources r join bookings.booking_resources u on (u.organization_id, u.resource_id) = (r.organization_id, r.id)
  where r.user_id = person and (h.organization_id, h.booking_id) = (u.organization_id, u.booking_id) and called <> '' and concat(h.before, h.after) ilike '%' || called || '%';
  update bookings.resources r set phone = '' where r.user_id = person;
end $$;

do $$
declare
  f text;
begin
  grant create on schema users to gr_eraser;
  foreach f in array array['wordless()', 'unworded(jsonb)', 'trail_of(uuid, text[])', 'erase_trail(uuid, uuid[], text[], text)', 'erase_letters(uuid, uuid[], text[])',
    'erase_worker(uuid, text, text)'] loop
    execute format('alter function users.%s owner to gr_eraser', f);
    execute format('revoke execute on function users.%s from public', f);
  end loop;
  revoke create on schema users from gr_eraser;
end $$;
