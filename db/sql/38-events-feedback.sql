-- What those who came say of an event: asked once by the worker, answered by a link without an account.

revoke select on events.feedback_requests, events.event_feedback, events.feedback_refusals from authenticated;
grant select (organization_id, id, event_id, station_id, tier_id, answered, created_at) on events.feedback_requests to authenticated;
grant select (organization_id, id, event_id, station_id, tier_id, anonymous, name, answered_at) on events.event_feedback to authenticated;
grant select (organization_id, id, created_at) on events.feedback_refusals to authenticated;
grant insert (organization_id, id, event_id, intro, names, whom, ask_after_hours, closes_at),
  update (intro, names, whom, ask_after_hours, closes_at) on events.feedback_forms to authenticated;
grant insert (organization_id, id, event_id, session_id, label, hint, kind, options, required, position),
  update (session_id, label, hint, options, required, position, archived), delete on events.feedback_questions to authenticated;

-- A form opens with something to ask. Once names were promised to stay out, or people were asked, that stays as it was promised.
create or replace function events.check_feedback_form() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'open' and old.state <> 'open' and not exists (select from events.feedback_questions q
      where q.organization_id = new.organization_id and q.event_id = new.event_id and not q.archived) then
    raise exception using errcode = 'P0G01', message = 'There is no question yet. Add one, then ask.';
  elsif new.asked_at is not null and (new.names, new.whom) is distinct from (old.names, old.whom) then
    raise exception using errcode = 'P0G01', column = 'names', message = 'People were asked on these terms already, so they stay.';
  elsif new.state = 'open' and old.state = 'closed' and new.closes_at <= now() then
    raise exception using errcode = 'P0G01', column = 'closesAt', message = 'It was to close before now. Change until when answers are taken first.';
  end if;
  return new;
end $$;
create or replace trigger check_feedback_form before update on events.feedback_forms for each row execute function events.check_feedback_form();

-- Answers belong to the question as it was asked.
create or replace function events.check_feedback_question() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.options is distinct from old.options and exists (select from events.feedback_answers a
      where a.organization_id = old.organization_id and a.question_id = old.id and a.answer <> all (new.options)) and old.kind = 'choice' then
    raise exception using errcode = 'P0G01', column = 'options', message = 'Somebody chose one of the answers that you took away. Add to them, or ask a new question.';
  elsif new.session_id is not null and not exists (select from events.event_schedules s
      where s.organization_id = new.organization_id and s.id = new.session_id and s.event_id = new.event_id) then
    raise exception using errcode = 'P0G01', column = 'sessionId', message = 'Choose a session of this event.';
  end if;
  return new;
end $$;
create or replace trigger check_feedback_question before insert or update on events.feedback_questions for each row execute function events.check_feedback_question();

-- Whom an event asks: holders of tickets that are good, or only those who were there, and of them nobody who asked not to be.
create or replace function events.to_ask(f events.feedback_forms) returns table (ticket_id uuid, tier_id uuid, email text, name text)
  language sql stable security definer set search_path = '' as $$
  select k.id, k.tier_id, lower(k.attendee_email), k.attendee_name
  from ticketing.tickets k join ticketing.ticket_tiers t on (t.organization_id, t.id) = (k.organization_id, k.tier_id)
  where k.organization_id = f.organization_id and k.event_id = f.event_id and t.kind = 'admission'
    and (k.state = 'redeemed' or k.state = 'issued' and f.whom = 'holders') and k.attendee_email ~ '^[^@\s]+@[^@\s]+$'
    and not exists (select from events.feedback_refusals r where r.organization_id = k.organization_id and r.email = lower(k.attendee_email))
    and not exists (select from users.user_profiles u where lower(u.email) = lower(k.attendee_email) and not messaging.wants(u.user_id, 'feedback'))
$$;

-- How many people a form would reach now; null for whoever may not write to them. Errors: P0002.
create or replace function events.count_to_ask(event uuid) returns int language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events := events.seen_event(event);
begin
  if not (system.can('events:write') or coalesce(e.station_id = any (system.station_ids('events:write')), false) or e.id = any (system.event_ids('events:write'))) then
    return null;
  end if;
  return (select count(distinct a.email) from events.feedback_forms f, events.to_ask(f) a where f.organization_id = e.organization_id and f.event_id = e.id);
end $$;

-- Write to everybody who is to be asked by this form: one letter an address, whose link answers for each of its tickets.
create or replace function events.ask_by(f events.feedback_forms) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
  who record;
  token text;
  letters int := 0;
begin
  select x.* into e from events.events x where x.organization_id = f.organization_id and x.id = f.event_id;
  for who in select a.email, min(a.name) as name, array_agg(a.ticket_id order by a.ticket_id) as tickets from events.to_ask(f) a group by a.email order by a.email loop
    token := ticketing.random_code(26);
    insert into events.feedback_requests (organization_id, event_id, ticket_id, tier_id, email, name, token_hash, place)
    select f.organization_id, f.event_id, k.id, k.tier_id, who.email, k.attendee_name, ticketing.digest(token), t.place
    from unnest(who.tickets) with ordinality t(ticket_id, place) join ticketing.tickets k on k.organization_id = f.organization_id and k.id = t.ticket_id;
    perform ticketing.send_mail(f.organization_id, 'event_update', who.email, (
      select jsonb_build_object('organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url),
        'event', jsonb_build_object('name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone),
        'name', coalesce(nullif(btrim(who.name), ''), 'there'), 'subject', left(format('How was %s?', e.name), 150),
        'body', coalesce(nullif(btrim(f.intro), ''), 'Thank you for coming. Tell us how it was: it takes a minute and makes the next one better.'),
        'link', '/feedback/' || token, 'action', 'Tell us how it was')
      from organizations.organizations o where o.id = f.organization_id), format('feedback:%s:%s', f.id, who.email));
    letters := letters + 1;
  end loop;
  update events.feedback_forms x set asked_at = now() where x.organization_id = f.organization_id and x.id = f.id;
  perform ticketing.note(f.organization_id, 'events.ask_for_feedback', 'events.events', f.event_id, jsonb_build_object('letters', letters));
  return letters;
end $$;

-- By the clock: every open form whose event is over, once; and forms whose time is up close. Answers how many letters went out.
create or replace function events.ask_for_feedback() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  f events.feedback_forms;
  letters int := 0;
begin
  for f in
    select x.* from events.feedback_forms x join events.events e on (e.organization_id, e.id) = (x.organization_id, x.event_id)
    where x.state = 'open' and x.asked_at is null and coalesce(x.closes_at > now(), true) and e.state in ('published', 'live', 'completed', 'archived')
      and e.ends_at + make_interval(hours => x.ask_after_hours) <= now()
    order by e.ends_at limit 20 for update of x skip locked
  loop
    letters := letters + events.ask_by(f);
  end loop;
  update events.feedback_forms x set state = 'closed' where x.state = 'open' and x.closes_at <= now();
  return letters;
end $$;

-- One ticket's place in a letter, by the secret of the letter.
create or replace function events.asked(token text, place int) returns events.feedback_requests language sql stable security definer set search_path = '' as $$
  select r.* from events.feedback_requests r where r.token_hash = encode(sha256(convert_to(asked.token, 'UTF8')), 'hex') and r.place = asked.place
$$;

-- The form as whoever has the link sees it, with what they said before; null for a link that nobody was sent.
create or replace function events.feedback_page(token text, place int default 1) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'event', jsonb_build_object('name', e.name, 'startsAt', e.starts_at, 'endsAt', e.ends_at, 'zone', e.zone),
    'open', f.state = 'open' and coalesce(f.closes_at > now(), true), 'closesAt', f.closes_at, 'intro', f.intro, 'names', f.names,
    'place', r.place, 'name', r.name, 'answered', r.answered,
    'places', (select jsonb_agg(jsonb_build_object('place', p.place, 'name', p.name, 'tier', t.name, 'answered', p.answered) order by p.place)
      from events.feedback_requests p join ticketing.ticket_tiers t on (t.organization_id, t.id) = (p.organization_id, p.tier_id) where p.token_hash = r.token_hash),
    'questions', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'label', q.label, 'hint', q.hint, 'kind', q.kind, 'options', q.options,
        'required', q.required, 'session', s.title) order by q.position, q.id), '[]')
      from events.feedback_questions q left join events.event_schedules s on (s.organization_id, s.id) = (q.organization_id, q.session_id)
      where q.organization_id = r.organization_id and q.event_id = r.event_id and not q.archived),
    'said', (select coalesce(jsonb_object_agg(a.question_id, a.answer), '{}') from events.event_feedback b
      join events.feedback_answers a on (a.organization_id, a.feedback_id) = (b.organization_id, b.id) where b.organization_id = r.organization_id and b.request_id = r.id),
    'anonymous', coalesce((select b.anonymous from events.event_feedback b where b.organization_id = r.organization_id and b.request_id = r.id), f.names = 'hidden'))
  from events.asked(feedback_page.token, feedback_page.place) r
  join events.feedback_forms f on (f.organization_id, f.event_id) = (r.organization_id, r.event_id)
  join events.events e on (e.organization_id, e.id) = (r.organization_id, r.event_id)
  join organizations.organizations o on o.id = r.organization_id and o.state = 'active'
  where r.id is not null
$$;

-- Say how it was, or say it anew: { question: text }. Errors: P0002 no such link, P0S01 closed, P0G01 beside the question.
create or replace function events.give_feedback(token text, place int, said jsonb, anonymous boolean) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  r events.feedback_requests := events.asked(token, place);
  f events.feedback_forms;
  q events.feedback_questions;
  given uuid;
  words text;
  nameless boolean;
begin
  select x.* into f from events.feedback_forms x where x.organization_id = r.organization_id and x.event_id = r.event_id for key share;
  if r.id is null or f.id is null then
    raise exception using errcode = 'P0002', message = 'This link is not one that we sent.';
  elsif f.state <> 'open' or f.closes_at <= now() then
    raise exception using errcode = 'P0S01', message = 'Answers are no longer taken. Thank you all the same.';
  end if;
  nameless := f.names = 'hidden' or f.names = 'chosen' and give_feedback.anonymous;
  perform from events.feedback_requests x where x.organization_id = r.organization_id and x.id = r.id for update;
  delete from events.event_feedback b where b.organization_id = r.organization_id and b.request_id = r.id;
  insert into events.event_feedback (organization_id, event_id, request_id, tier_id, anonymous, name, answered_at)
  values (r.organization_id, r.event_id, r.id,
    -- Of a kind of ticket that few hold, it would say who it was.
    case when not nameless or (select count(*) from events.feedback_requests x where x.organization_id = r.organization_id and x.event_id = r.event_id and x.tier_id = r.tier_id) >= 5 then r.tier_id end,
    nameless, case when not nameless then coalesce(nullif(btrim(r.name), ''), r.email) end,
    case when nameless then date_trunc('day', now()) else now() end)
  returning id into given;
  for q in select x.* from events.feedback_questions x where x.organization_id = r.organization_id and x.event_id = r.event_id and not x.archived order by x.position, x.id loop
    words := nullif(btrim(coalesce(said ->> q.id::text, '')), '');
    if words is null then
      if q.required then
        raise exception using errcode = 'P0G01', column = 'said.' || q.id, message = format('Answer “%s”.', q.label);
      end if;
      continue;
    elsif length(words) > 2000 then
      raise exception using errcode = 'P0G01', column = 'said.' || q.id, message = 'At most 2000 characters.';
    elsif (case q.kind when 'scale' then words !~ '^[1-5]$' when 'yes_no' then words not in ('yes', 'no') when 'choice' then words <> all (q.options) else false end) then
      raise exception using errcode = 'P0G01', column = 'said.' || q.id, message = format('Choose one of the answers to “%s”.', q.label);
    end if;
    insert into events.feedback_answers (organization_id, event_id, feedback_id, question_id, answer) values (r.organization_id, r.event_id, given, q.id, words);
  end loop;
  if not exists (select from events.feedback_answers a where a.organization_id = r.organization_id and a.feedback_id = given) then
    raise exception using errcode = 'P0G01', message = 'Answer at least one question.';
  end if;
  update events.feedback_requests x set answered = true where x.organization_id = r.organization_id and x.id = r.id;
end $$;

-- Whoever has the link is asked no more by this organization.
create or replace function events.refuse_feedback(token text) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  r events.feedback_requests := events.asked(token, 1);
begin
  if r.id is null then return false; end if;
  insert into events.feedback_refusals (organization_id, email) values (r.organization_id, r.email) on conflict do nothing;
  return true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['check_feedback_form()', 'check_feedback_question()', 'to_ask(events.feedback_forms)', 'count_to_ask(uuid)', 'ask_by(events.feedback_forms)',
    'ask_for_feedback()', 'asked(text, int)', 'feedback_page(text, int)', 'give_feedback(text, int, jsonb, boolean)', 'refuse_feedback(text)'] loop
    execute format('alter function events.%s owner to gr_flow', f);
    execute format('revoke execute on function events.%s from public', f);
  end loop;
end $$;
grant execute on function events.count_to_ask(uuid) to authenticated;
grant execute on function events.ask_for_feedback() to gr_worker;
grant execute on function events.feedback_page(text, int), events.give_feedback(text, int, jsonb, boolean), events.refuse_feedback(text) to anon, authenticated;
