-- Saved dashboards, and their letters: found when they are due, written with the rights that the reader has at that moment.

grant select on analytics.saved_reports to authenticated;
grant insert (organization_id, owner_id, name, dashboard, search, shared), update (name, shared, deleted_at) on analytics.saved_reports to authenticated;
grant select (organization_id, id, report_id, person_id, created_by, cadence, hour, weekday, month_day, created_at, changed_at, stopped_at, stop_reason) on analytics.report_schedules to authenticated;
grant select on analytics.report_sends to authenticated;
grant select, insert, update on analytics.report_schedules, analytics.report_sends to gr_flow;
grant select on analytics.saved_reports to gr_flow;
create index if not exists report_schedules_running on analytics.report_schedules (organization_id) where stopped_at is null;
do $$
declare
  t text;
begin
  foreach t in array array['saved_reports', 'report_schedules', 'report_sends'] loop
    execute format('drop policy if exists flow on analytics.%I', t);
    execute format('create policy flow on analytics.%I for all to gr_flow using (true) with check (true)', t);
  end loop;
end $$;

-- When a letter of this rhythm was due last, as of `at`: { on, at }, by the clock of `zone`. A time that clocks skip is the one after the
-- gap, and one that is there twice counts once. A month that is shorter than its day has it on its last day.
create or replace function analytics.last_due(cadence text, hour int, weekday int, month_day int, zone text, at timestamptz, out due_on date, out due_at timestamptz)
  language sql stable set search_path = '' as $$
  select d.day, m.due from generate_series(0, 31) n
  cross join lateral (select (last_due.at at time zone zone)::date - n as day) d
  cross join lateral (select (d.day + make_interval(hours => hour)) at time zone zone as due) m
  where m.due <= last_due.at and case cadence when 'daily' then true when 'weekly' then extract(isodow from d.day) = weekday
    else extract(day from d.day) = least(month_day, extract(day from date_trunc('month', d.day::timestamp) + interval '1 month - 1 day')) end
  order by n limit 1
$$;

-- Who gets a report, and when. p: reportId, personId? (oneself), cadence, hour, weekday?, monthDay?, needs (what its dashboard asks for).
-- A colleague must be allowed to see it, and it must be shared. Answers the schedule's id.
create or replace function analytics.schedule_report(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  me uuid := system.uid();
  who uuid := coalesce((p ->> 'personId')::uuid, me);
  report analytics.saved_reports;
  need text;
  made uuid;
begin
  if org is null or me is null or not system.can('analytics:read') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  select r.* into report from analytics.saved_reports r where r.organization_id = org and r.id = (p ->> 'reportId')::uuid and r.deleted_at is null and (r.shared or r.owner_id = me);
  if not found then
    raise exception using errcode = 'P0002', message = 'That report is not here any more.';
  end if;
  if who <> me and not (report.shared and system.can('analytics:export')) then
    raise exception using errcode = 'P0G01', column = 'personId', message = 'Share the report with the organization before you send it to a colleague.';
  end if;
  foreach need in array array(select jsonb_array_elements_text(p -> 'needs') union select 'analytics:read') loop
    if not identity.allows(org, who, need) then
      raise exception using errcode = 'P0G01', column = 'personId', message = 'They may not see this dashboard.';
    end if;
  end loop;
  if (select count(*) from analytics.report_schedules s where s.organization_id = org and s.person_id = who and s.stopped_at is null and s.report_id <> report.id) >= 20 then
    raise exception using errcode = 'P0G01', column = 'personId', message = 'Twenty reports by e-mail are enough for one person. Stop one of them first.';
  end if;
  insert into analytics.report_schedules as s (organization_id, report_id, person_id, created_by, cadence, hour, weekday, month_day, changed_at)
  values (org, report.id, who, me, p ->> 'cadence', (p ->> 'hour')::int, coalesce((p ->> 'weekday')::int, 1), coalesce((p ->> 'monthDay')::int, 1), clock_timestamp())
  on conflict on constraint one_schedule_a_reader do update set cadence = excluded.cadence, hour = excluded.hour, weekday = excluded.weekday, month_day = excluded.month_day,
    created_by = excluded.created_by, changed_at = excluded.changed_at, stopped_at = null, stop_reason = ''
  returning s.id into made;
  return made;
end $$;

-- No more letters of it: said by who gets them, who arranged them, or whose report it is.
create or replace function analytics.stop_schedule(schedule uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update analytics.report_schedules s set stopped_at = clock_timestamp(), stop_reason = 'Stopped by hand.'
  where s.organization_id = system.org_id() and s.id = schedule and s.stopped_at is null and (s.person_id = system.uid() or s.created_by = system.uid()
    or exists (select from analytics.saved_reports r where r.organization_id = s.organization_id and r.id = s.report_id and r.owner_id = system.uid()));
  if not found then
    raise exception using errcode = 'P0002', message = 'Those letters have stopped already, or are not yours.';
  end if;
end $$;

-- What the link at the foot of a letter shows, and what pressing its button does.
create or replace function analytics.letters_page(token uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'name', r.name, 'cadence', s.cadence, 'stopped', s.stopped_at is not null)
  from analytics.report_schedules s join analytics.saved_reports r on (r.organization_id, r.id) = (s.organization_id, s.report_id)
  join organizations.organizations o on o.id = s.organization_id where s.stop_token = letters_page.token
$$;
create or replace function analytics.stop_letters(token uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update analytics.report_schedules s set stopped_at = coalesce(s.stopped_at, clock_timestamp()), stop_reason = case when s.stopped_at is null then 'Stopped by the link of a letter.' else s.stop_reason end
  where s.stop_token = stop_letters.token;
  if not found then
    raise exception using errcode = 'P0002', message = 'This link is not known here. Use the one in your latest letter.';
  end if;
end $$;

-- The worker, every minute: letters that are due and not written down yet. Answers how many. Of those missed while nobody worked, only the
-- last is made up for. `at` is for tests of the clock.
create or replace function analytics.find_reports(at timestamptz default clock_timestamp()) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  n int := 0;
  d record;
  made uuid;
begin
  for d in
    select s.organization_id, s.id, x.due_on, x.due_at from analytics.report_schedules s
    join organizations.organizations o on o.id = s.organization_id and o.state = 'active'
    join analytics.saved_reports r on (r.organization_id, r.id) = (s.organization_id, s.report_id) and r.deleted_at is null
    cross join lateral analytics.last_due(s.cadence, s.hour, s.weekday, s.month_day, o.zone, find_reports.at) x
    where s.stopped_at is null and x.due_at > s.changed_at
      and not exists (select from analytics.report_sends k where k.organization_id = s.organization_id and k.schedule_id = s.id and k.due_on >= x.due_on)
    order by x.due_at, s.id limit 500
  loop
    insert into analytics.report_sends (organization_id, schedule_id, due_on, due_at) values (d.organization_id, d.id, d.due_on, d.due_at)
    on conflict on constraint one_letter_a_day do nothing returning id into made;
    if made is not null then
      perform system.enqueue(d.organization_id, 'analytics.send_report', jsonb_build_object('sendId', made), made::text);
      n := n + 1;
    end if;
  end loop;
  return n;
end $$;

-- The worker: whom a letter goes to and what it is of, while it still waits; else null. `reader` is null when they left or were suspended;
-- `other` is who arranged it, to be told instead.
create or replace function analytics.due_letter(send uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker sends reports.';
  end if;
  return (select jsonb_build_object('sendId', k.id, 'personId', s.person_id, 'cadence', s.cadence, 'token', s.stop_token, 'reportId', r.id, 'name', r.name, 'dashboard', r.dashboard,
      'search', r.search, 'dropped', s.stopped_at is not null or r.deleted_at is not null,
      'reader', (select jsonb_build_object('to', u.email, 'name', coalesce(nullif(u.name, ''), u.email)) from users.user_profiles u
        join organizations.org_memberships m on m.user_id = u.user_id and m.organization_id = k.organization_id and m.state = 'active'
        where u.user_id = s.person_id and u.state = 'active' and u.email <> ''),
      'other', (select jsonb_build_object('to', u.email, 'name', coalesce(nullif(u.name, ''), u.email)) from users.user_profiles u
        join organizations.org_memberships m on m.user_id = u.user_id and m.organization_id = k.organization_id and m.state = 'active'
        where u.user_id = case when s.created_by <> s.person_id then s.created_by else r.owner_id end and u.user_id <> s.person_id and u.state = 'active' and u.email <> ''),
      'organization', jsonb_build_object('name', o.name, 'slug', o.slug, 'zone', o.zone, 'currency', o.default_currency, 'accent', o.accent, 'supportEmail', o.support_email))
    from analytics.report_sends k join analytics.report_schedules s on (s.organization_id, s.id) = (k.organization_id, k.schedule_id)
    join analytics.saved_reports r on (r.organization_id, r.id) = (s.organization_id, s.report_id) join organizations.organizations o on o.id = k.organization_id
    where k.organization_id = system.org_id() and k.id = send and k.outcome = 'queued');
end $$;

-- The worker: it went out, or the schedule ends with the reason that was told.
create or replace function analytics.settle_letter(send uuid, outcome text, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  k analytics.report_sends;
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker sends reports.';
  end if;
  update analytics.report_sends x set outcome = settle_letter.outcome, reason = left(settle_letter.reason, 500), sent_at = case when settle_letter.outcome = 'sent' then clock_timestamp() end
  where x.organization_id = system.org_id() and x.id = send and x.outcome = 'queued' returning x.* into k;
  if k.id is not null and outcome = 'stopped' then
    update analytics.report_schedules s set stopped_at = clock_timestamp(), stop_reason = left(reason, 500) where (s.organization_id, s.id) = (k.organization_id, k.schedule_id) and s.stopped_at is null;
  end if;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['last_due(text, int, int, int, text, timestamptz)', 'schedule_report(jsonb)', 'stop_schedule(uuid)', 'letters_page(uuid)', 'stop_letters(uuid)',
    'find_reports(timestamptz)', 'due_letter(uuid)', 'settle_letter(uuid, text, text)'] loop
    execute format('alter function analytics.%s owner to gr_flow', f);
    execute format('revoke execute on function analytics.%s from public', f);
  end loop;
end $$;
grant execute on function analytics.schedule_report(jsonb), analytics.stop_schedule(uuid), analytics.last_due(text, int, int, int, text, timestamptz) to authenticated;
grant execute on function analytics.letters_page(uuid), analytics.stop_letters(uuid) to anon, authenticated;
grant execute on function analytics.find_reports(timestamptz) to gr_worker;
grant execute on function analytics.due_letter(uuid), analytics.settle_letter(uuid, text, text) to authenticated;
