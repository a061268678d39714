-- Tasks, risks, papers and letters.

grant insert (organization_id, id, event_id, kind, title, details, owner_id, due_at),
  update (kind, title, details, owner_id, due_at), delete on events.event_planning to authenticated;
grant insert (organization_id, id, event_id, title, details, likelihood, impact, mitigation, owner_id),
  update (title, details, likelihood, impact, mitigation, owner_id), delete on events.event_risks to authenticated;
grant insert (organization_id, id, event_id, kind, name, required, due_on, expires_on, notes),
  update (kind, name, required, due_on, expires_on, notes), delete on events.event_documents to authenticated;
grant insert (organization_id, id, event_id, subject, body, created_by), update (subject, body), delete on events.event_updates to authenticated;
grant insert (organization_id, id, event_id, topic, title, body, shown, position), update (topic, title, body, shown, position), delete on events.cultural_guides to authenticated;
grant insert (organization_id, id, key, label, kind, hint, options, required, position), update (label, hint, options, required, archived, position) on events.custom_fields to authenticated;
grant insert (organization_id, id, event_id, field_id, value), update (value), delete on events.custom_values to authenticated;

-- When a task was done is when its state says so.
create or replace function events.stamp_task() returns trigger language plpgsql set search_path = '' as $$
begin
  new.done_at := case when new.state = 'done' then coalesce(old.done_at, now()) end;
  return new;
end $$;
create or replace trigger stamp_task before update of state on events.event_planning for each row execute function events.stamp_task();

-- A file arrives, and with it its document. Errors: P0002, 42501, P0S01.
create or replace function events.receive_file(document uuid, file_name text, content_type text, content bytea) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  d events.event_documents;
  made uuid;
begin
  select x.* into d from events.event_documents x where x.organization_id = org and x.id = document for update;
  perform events.planned_event(d.event_id);
  insert into events.event_files (organization_id, event_id, document_id, name, content_type, size, content, uploaded_by)
  values (org, d.event_id, d.id, file_name, content_type, octet_length(content), content, system.uid()) returning id into made;
  update events.event_documents x set state = 'received' where x.organization_id = org and x.id = d.id;
  return made;
end $$;

-- Whom a letter about an event goes to: everybody who holds or bought a ticket that is good, once.
create or replace function events.holders(org uuid, event uuid) returns table (email text, name text)
  language sql stable security definer set search_path = '' as $$
  select distinct on (lower(h.email)) lower(h.email), h.name from (
    select t.attendee_email as email, t.attendee_name as name, 1 as turn from ticketing.tickets t
    where t.organization_id = org and t.event_id = event and t.state in ('issued', 'redeemed')
    union all
    select o.buyer_email, o.buyer_name, 2 from ticketing.orders o
    where o.organization_id = org and o.event_id = event and exists (select from ticketing.tickets t
      where t.organization_id = org and t.order_id = o.id and t.state in ('issued', 'redeemed'))) h
  where h.email ~ '^[^@\s]+@[^@\s]+$' order by lower(h.email), h.turn, h.name
$$;

-- How many that are, for the preview; null for somebody who may not write to them. Errors: P0002.
create or replace function events.count_holders(event uuid) returns int language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events := events.seen_event(event);
begin
  if not (system.can('events:write') or coalesce(e.station_id = any (system.station_ids('events:write')), false) or e.id = any (system.event_ids('events:write'))) then
    return null;
  end if;
  return (select count(*) from events.holders(e.organization_id, e.id));
end $$;

-- Send a letter: one e-mail in the outbox for each holder, the letter's id in its key, so that nobody gets it twice.
-- `expected` is the number that the person saw before they confirmed. Errors: P0002, 42501, P0S01 (sent already), P0G01.
create or replace function events.send_update(letter uuid, expected int default null) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  u events.event_updates;
  e events.events;
  total int;
begin
  select x.* into u from events.event_updates x where x.organization_id = org and x.id = letter for update;
  e := events.planned_event(u.event_id);
  if u.state <> 'draft' then
    raise exception using errcode = 'P0S01', message = 'This letter was sent already.';
  end if;
  if e.state = 'draft' then
    raise exception using errcode = 'P0G01', message = 'This event is a draft, so nobody knows of it yet. Publish it first.';
  end if;
  insert into system.outbox (organization_id, topic, payload, key)
  select org, 'messaging.send_email', jsonb_build_object('template', 'event_update', 'to', h.email, 'data', jsonb_build_object(
      'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email),
      'event', jsonb_build_object('name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone,
        'place', (select concat_ws(', ', v.name, nullif(v.address, ''), v.city) from events.venues v where v.organization_id = org and v.id = e.venue_id)),
      'name', h.name, 'subject', u.subject, 'body', u.body, 'link', case when e.visibility <> 'private' then format('/e/%s/%s', o.slug, e.slug) end)),
    format('event_update:%s:%s', u.id, h.email)
  from events.holders(org, e.id) h, organizations.organizations o where o.id = org
  on conflict do nothing;
  get diagnostics total = row_count;
  if total = 0 then
    raise exception using errcode = 'P0G01', message = 'Nobody holds a ticket yet, so there is nobody to write to.';
  end if;
  if expected is not null and expected <> total then
    raise exception using errcode = 'P0G01', message = format('It would go to %s people by now, not %s. Look again, then send it.', total, expected);
  end if;
  update events.event_updates x set state = 'sent', sent_at = now(), recipients = total where x.organization_id = org and x.id = letter;
  return total;
end $$;

-- A letter that was sent says what was said: it stays.
create or replace function events.keep_sent() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'sent' then
    raise exception using errcode = 'P0G01', message = 'This letter was sent, so it stays as it is.';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create or replace trigger keep_sent before update of subject, body or delete on events.event_updates for each row execute function events.keep_sent();

-- A value is of its field's kind.
create or replace function events.check_custom_value() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  f events.custom_fields;
  fits boolean;
begin
  select x.* into f from events.custom_fields x where x.organization_id = new.organization_id and x.id = new.field_id;
  fits := case f.kind
    when 'number' then new.value ~ '^-?\d{1,15}(\.\d{1,6})?$'
    when 'date' then new.value ~ '^\d{4}-\d{2}-\d{2}$' and pg_catalog.pg_input_is_valid(new.value, 'date')
    when 'yes_no' then new.value in ('yes', 'no')
    when 'choice' then new.value = any (f.options)
    when 'link' then new.value ~ '^https://[^\s]+$'
    else true end;
  if not coalesce(fits, false) then
    raise exception using errcode = 'P0G01', column = 'custom.' || f.key, message = format('That is not what %s takes.', f.label);
  end if;
  return new;
end $$;
create or replace trigger check_custom_value before insert or update of value on events.custom_values for each row execute function events.check_custom_value();

-- What strangers read of a cultural guide, by the address of a published event.
create or replace function events.public_guide(org_slug text, event_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('topic', g.topic, 'title', g.title, 'body', g.body) order by g.position, g.id), '[]')
  from organizations.organizations o
  join events.events e on e.organization_id = o.id and e.slug = event_slug and e.published_at is not null and e.visibility <> 'private'
    and e.state in ('published', 'live', 'postponed', 'completed', 'cancelled')
  join events.cultural_guides g on g.organization_id = o.id and g.event_id = e.id and g.shown
  where o.slug = org_slug and o.state = 'active'
$$;

do $$
declare
  f text;
begin
  foreach f in array array['events.stamp_task()', 'events.receive_file(uuid, text, text, bytea)', 'events.holders(uuid, uuid)', 'events.count_holders(uuid)',
    'events.send_update(uuid, int)', 'events.keep_sent()', 'events.check_custom_value()', 'events.public_guide(text, text)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant select on ticketing.tickets, ticketing.orders to gr_flow;
grant execute on function events.receive_file(uuid, text, text, bytea), events.count_holders(uuid), events.send_update(uuid, int) to authenticated;
grant execute on function events.public_guide(text, text) to anon, authenticated;
