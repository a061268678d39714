-- What is asked of buyers, and what they answer.

-- The questions of an event in the order of the form.
create or replace function ticketing.questions_of(org uuid, event uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'tierId', q.tier_id, 'label', q.label, 'hint', q.hint, 'kind', q.kind, 'options', q.options,
      'required', q.required, 'asks', q.asks) order by q.position, q.id), '[]'::jsonb)
    from ticketing.registration_questions q where q.organization_id = org and q.event_id = questions_of.event and not q.archived);
end $$;

-- What one person answered, checked against the questions; `path` begins the names of the form's fields.
create or replace function ticketing.answer(o ticketing.orders, registration uuid, tier uuid, asked text, answers jsonb, path text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  q ticketing.registration_questions;
  said text;
begin
  for q in select x.* from ticketing.registration_questions x
    where x.organization_id = o.organization_id and x.event_id = o.event_id and not x.archived and x.asks = asked and (x.tier_id is null or x.tier_id = answer.tier)
    order by x.position, x.id
  loop
    said := left(nullif(btrim(coalesce(answers ->> q.id::text, '')), ''), 2000);
    if q.kind = 'checkbox' then said := case when said in ('on', 'yes', 'true') then 'yes' end; end if;
    if said is null and q.required then
      raise exception using errcode = 'P0G01', column = path || q.id, message = case when q.kind = 'checkbox' then format('Tick “%s” to go on.', q.label) else format('Answer “%s”.', q.label) end;
    elsif said is not null and q.kind = 'choice' and said <> all (q.options) then
      raise exception using errcode = 'P0G01', column = path || q.id, message = format('Choose one of the answers to “%s”.', q.label);
    end if;
    if said is not null then
      insert into ticketing.registration_answers (organization_id, event_id, registration_id, question_id, answer) values (o.organization_id, o.event_id, registration, q.id, said);
    end if;
  end loop;
end $$;

-- Who comes with an order, and what they answered. buyer: { answers { question: text }, attendees { tier: [{ name?, email?, answers? }] } }.
-- Staff may sell without answers.
create or replace function ticketing.register(o ticketing.orders, buyer jsonb, staff boolean default false) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  item record;
  said jsonb;
  made uuid;
begin
  if staff and not buyer ? 'answers' and not buyer ? 'attendees'
    or not exists (select from ticketing.registration_questions q where q.organization_id = o.organization_id and q.event_id = o.event_id and not q.archived)
      and not buyer ? 'attendees' then
    return;
  end if;
  insert into ticketing.registrations (organization_id, event_id, order_id) values (o.organization_id, o.event_id, o.id) returning id into made;
  perform ticketing.answer(o, made, null, 'order', buyer -> 'answers', 'answers.');
  for item in
    select i.tier_id, n from ticketing.order_items i join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id), generate_series(1, i.quantity) n
    where i.organization_id = o.organization_id and i.order_id = o.id and t.kind = 'admission' order by t.position, t.id, n
  loop
    said := buyer -> 'attendees' -> item.tier_id::text -> (item.n - 1);
    if coalesce(said ->> 'email', '') <> '' and said ->> 'email' !~ '^[^@\s]{1,64}@[^@\s]{1,190}$' then
      raise exception using errcode = 'P0G01', column = format('attendees.%s.%s.email', item.tier_id, item.n - 1), message = 'This is not an e-mail address.';
    end if;
    insert into ticketing.registrations (organization_id, event_id, order_id, tier_id, place, name, email)
    values (o.organization_id, o.event_id, o.id, item.tier_id, item.n, left(nullif(btrim(said ->> 'name'), ''), 120), left(nullif(btrim(said ->> 'email'), ''), 254)) returning id into made;
    perform ticketing.answer(o, made, item.tier_id, 'attendee', said -> 'answers', format('attendees.%s.%s.answers.', item.tier_id, item.n - 1));
  end loop;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['questions_of(uuid, uuid)', 'answer(ticketing.orders, uuid, uuid, text, jsonb, text)', 'register(ticketing.orders, jsonb, boolean)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
