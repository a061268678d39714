-- How many people a sponsorship reached: the event's public page and its doors, by day, from the rollups. Both parties read the same rows; a sponsor has no
-- other way into the organizer's analytics.

grant select on analytics.daily_traffic, analytics.daily_sales, analytics.watermarks to gr_flow;
do $$
declare
  t text;
begin
  foreach t in array array['daily_traffic', 'daily_sales', 'watermarks'] loop
    execute format('drop policy if exists flow on analytics.%I', t);
    execute format('create policy flow on analytics.%I for select to gr_flow using (true)', t);
  end loop;
end $$;

-- Days of the events that the caller's orders pay for, from the day on which the first of them was paid, in the organizer's calendar. Of one sponsor, or of
-- all that the caller is; organizers see those of their own. An event counts once however many orders there are for it.
create or replace function sponsorship.reach(wanted uuid default null) returns table (sponsor_id uuid, organization_id uuid, event_id uuid, event text, organizer text, since date,
    day date, views bigint, clicks bigint, arrivals bigint, as_of timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  mine uuid[] := sponsorship.my_sponsors();
  house uuid := case when system.can('sponsorship:read') then system.org_id() end;
begin
  return query
  with paid as (
    select o.sponsor_id, o.organization_id, o.event_id, min(o.funded_on) as since, max(o.event_name) as event, max(o.organizer_name) as organizer
    from sponsorship.sponsorship_orders o
    where o.funded_minor > 0 and (wanted is null and o.sponsor_id = any (mine) or o.sponsor_id = wanted and (o.sponsor_id = any (mine) or o.organization_id = house))
    group by 1, 2, 3
  ), days as (
    select p.sponsor_id, p.organization_id, p.event_id, x.day, sum(x.views)::bigint as views, sum(x.clicks)::bigint as clicks, sum(x.arrivals)::bigint as arrivals
    from paid p cross join lateral (
      select t.day, t.views, t.clicks, 0 as arrivals from analytics.daily_traffic t where t.organization_id = p.organization_id and t.event_id = p.event_id and t.day >= p.since
      union all
      select s.day, 0, 0, s.arrivals from analytics.daily_sales s where s.organization_id = p.organization_id and s.event_id = p.event_id and s.day >= p.since) x
    group by 1, 2, 3, 4
  )
  select p.sponsor_id, p.organization_id, p.event_id, p.event, p.organizer, p.since, d.day, coalesce(d.views, 0), coalesce(d.clicks, 0), coalesce(d.arrivals, 0),
    (select w.as_of_at from analytics.watermarks w where w.name = 'rollups' and w.as_of_at > 'epoch')
  from paid p left join days d on d.sponsor_id = p.sponsor_id and d.organization_id = p.organization_id and d.event_id = p.event_id
  order by p.event, p.event_id, d.day;
end $$;
alter function sponsorship.reach(uuid) owner to gr_flow;
revoke execute on function sponsorship.reach(uuid) from public;
grant execute on function sponsorship.reach(uuid) to authenticated;

-- Whose sponsor that is, for either party: the name and the clocks of the organizer, so that a report says the same to both.
create or replace function sponsorship.parties_of(wanted uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object('id', s.id, 'sponsor', s.name, 'organizer', o.name, 'zone', o.zone, 'today', payments.today(o.id))
    from sponsorship.sponsors s join organizations.organizations o on o.id = s.organization_id
    where s.id = wanted and (s.id = any (sponsorship.my_sponsors()) or s.organization_id = system.org_id() and system.can('sponsorship:read')));
end $$;
alter function sponsorship.parties_of(uuid) owner to gr_flow;
revoke execute on function sponsorship.parties_of(uuid) from public;
grant execute on function sponsorship.parties_of(uuid) to authenticated;
