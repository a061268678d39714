-- The addresses of what anybody may find: public events that are still to come, of every organization, soonest first.
create or replace function events.public_addresses() returns table (org text, event text, changed_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select o.slug, e.slug, e.updated_at
  from organizations.organizations o
  join events.events e on e.organization_id = o.id
  where o.state = 'active' and not o.is_platform and e.visibility = 'public'
    and e.state in ('published', 'live', 'postponed') and e.ends_at > now()
  order by e.starts_at, e.id
  limit 45000
$$;
alter function events.public_addresses() owner to gr_flow;
revoke execute on function events.public_addresses() from public;
grant execute on function events.public_addresses() to anon, authenticated;
