-- Collecting: what the beacon of a public page reports, for visitors who agreed.

-- p: org, page (event | programme | booking), event? and station? (slugs), visitor (22 and more random characters that only this browser
-- knows), consent (granted | withdrawn), words (which wording was shown), channel, source, visits [{ id (UUIDv7), kind, value? }].
-- Answers { stored: [ids that are in the database now], refused: [{ id, why }] }. A batch is stored whole in this transaction; an id that
-- is there already is stored already. Nothing is kept of somebody who did not agree, or took it back.
create or replace function analytics.record_visits(p jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid;
  event uuid;
  station uuid;
  who bigint;
  answer jsonb;
begin
  select o.id into org from organizations.organizations o where o.slug = p ->> 'org' and o.state = 'active';
  if not found then return jsonb_build_object('stored', '[]'::jsonb, 'refused', '[]'::jsonb); end if;
  who := analytics.visitor_of(org, p ->> 'visitor');
  if p ->> 'consent' = 'withdrawn' then
    update analytics.audience_consents c set withdrawn_at = now() where c.organization_id = org and c.visitor = who and c.withdrawn_at is null;
  end if;
  if p ->> 'consent' is distinct from 'granted' or length(coalesce(p ->> 'visitor', '')) < 22 then
    return jsonb_build_object('stored', '[]'::jsonb, 'refused', '[]'::jsonb);
  end if;
  if not system.hit_limit('visits:' || org || who, 40, interval '1 minute') then
    raise exception using errcode = 'P0G01', message = 'Too many visits at once.';
  end if;
  if p ->> 'page' = 'event' then
    select e.id into event from events.events e
    where e.organization_id = org and e.slug = p ->> 'event' and e.state <> 'draft' and e.visibility <> 'private';
    if not found then raise exception using errcode = 'P0002', message = 'There is no such event.'; end if;
  elsif p ->> 'page' = 'booking' and p ->> 'station' is not null then
    select s.id into station from identity.stations s where s.organization_id = org and s.slug = p ->> 'station' and s.archived_at is null;
  end if;
  insert into analytics.audience_consents as c (organization_id, visitor, words) values (org, who, left(coalesce(p ->> 'words', ''), 20))
  on conflict (organization_id, visitor) do update set words = excluded.words, granted_at = now(), withdrawn_at = null where c.withdrawn_at is not null;
  perform analytics.touch(org, who, p);
  with sent as materialized (
    select v.id, analytics.moment_of(v.id) as at, v.kind, least(greatest(coalesce(v.value, 0), 0), 86400000) as value
    from jsonb_to_recordset(p -> 'visits') as v (id uuid, kind text, value int) limit 50
  ), judged as (
    select s.*, case
      when substr(s.id::text, 15, 1) <> '7' then 'not an id of ours'
      when s.kind = 'video' and (s.value not in (0, 25, 50, 75, 100) or event is null) then 'no part of a video'
      when s.at > now() + interval '5 minutes' then 'in the future'
      when s.at < now() - interval '30 days' then 'too old' end as why
    from sent s
  ), kept as (
    insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, station_id, channel, source, visitor, value)
    select distinct on (j.id) org, j.id, j.at, j.kind, p ->> 'page', event, station, p ->> 'channel', left(coalesce(p ->> 'source', ''), 80), who, j.value
    from judged j where j.why is null
    on conflict do nothing
  )
  select jsonb_build_object(
    'stored', coalesce(jsonb_agg(distinct j.id) filter (where j.why is null), '[]'),
    'refused', coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'why', j.why)) filter (where j.why is not null), '[]')) into answer
  from judged j;
  return answer;
end $$;

-- A visitor is a number in one organization, which no other can recognise: 63 bits of a hash over both.
create or replace function analytics.visitor_of(org uuid, word text) returns bigint language sql immutable parallel safe set search_path = '' as $$
  select ('x' || substr(encode(sha256(convert_to(org::text || ':' || coalesce(word, ''), 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint & 9223372036854775807
$$;

do $$
declare
  f text;
begin
  foreach f in array array['record_visits(jsonb)', 'visitor_of(uuid, text)'] loop
    execute format('alter function analytics.%s owner to gr_flow', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function analytics.record_visits(jsonb) to anon, authenticated;
