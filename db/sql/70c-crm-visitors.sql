-- What somebody without an account may do: ask, and say no to advertising.

-- The form of an organization, or of one of its stations; null when there is no such place.
create or replace function crm.inquiry_form(org_slug text, station_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'station', case when s.id is not null then jsonb_build_object('slug', s.slug, 'name', s.name, 'city', s.city) end,
    'stations', coalesce((select jsonb_agg(jsonb_build_object('slug', x.slug, 'name', x.name, 'city', x.city) order by x.name)
      from identity.stations x where x.organization_id = o.id and x.archived_at is null), '[]'))
  from organizations.organizations o
  left join identity.stations s on s.organization_id = o.id and s.slug = inquiry_form.station_slug and s.archived_at is null
  where o.slug = org_slug and o.state = 'active' and not o.is_platform and (inquiry_form.station_slug is null or s.id is not null)
$$;

-- Somebody asks. p: station? (slug), name, email, phone, message, wishedOn, guests, service, marketing, consentVersion, origin, address. Whoever runs the station is told.
create or replace function crm.inquire(org_slug text, p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid;
  slug text;
  station uuid;
  made uuid;
  who uuid;
begin
  select o.id, o.slug into org, slug from organizations.organizations o where o.slug = org_slug and o.state = 'active' and not o.is_platform;
  if org is null then raise exception using errcode = 'P0002', message = 'There is no such organization.'; end if;
  if coalesce(p ->> 'station', '') <> '' then
    select s.id into station from identity.stations s where s.organization_id = org and s.slug = p ->> 'station' and s.archived_at is null;
    if station is null then raise exception using errcode = 'P0G01', column = 'station', message = 'Choose where from the list.'; end if;
  end if;
  made := crm.put_lead(org, p || jsonb_build_object('source', 'website', 'stationId', station, 'ownerId', null, 'followUpAt', null), null);
  for who in
    select distinct r.user_id from identity.user_roles r
    join identity.builtin_role_permissions b on b.role = r.role and b.permission = 'crm:merge'
    where r.organization_id = org and r.event_id is null and (r.station_id = station or r.station_id is null and station is null)
      and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at) limit 10
  loop
    perform messaging.tell(org, who, 'leads', 'alert_notice', jsonb_build_object(
      'message', format('%s asked through the website%s.', p ->> 'name', case when p ->> 'guests' is not null then format(', for %s guests', p ->> 'guests') else '' end),
      'link', format('/%s/crm/leads/%s', slug, made)));
  end loop;
end $$;

-- What the opt-out page shows: whose it is, and how it stands. The address is told only in part.
create or replace function crm.opt_out_page(token uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'email', regexp_replace(coalesce(live.email, c.email, ''), '^(.).*(@.*)$', '\1•••\2'), 'choice', live.marketing)
  from crm.customers c join organizations.organizations o on o.id = c.organization_id
  join crm.customers live on live.organization_id = c.organization_id and live.id = crm.living(c.organization_id, c.id)
  where c.opt_out_token = opt_out_page.token
$$;

-- They say no, or yes again, by the link in a letter. Said of somebody who was merged, it counts for who they became.
create or replace function crm.opt_out(token uuid, choice text, address text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  c crm.customers;
begin
  select x.* into c from crm.customers x where x.opt_out_token = opt_out.token;
  if not found or choice not in ('withdrawn', 'granted') then
    raise exception using errcode = 'P0002', message = 'This link is not known here. Use the one in your latest letter.';
  end if;
  perform crm.say_consent(c.organization_id, crm.living(c.organization_id, c.id), choice, 'opt-out link', '', left(address, 100), null);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['inquiry_form(text, text)', 'inquire(text, jsonb)', 'opt_out_page(uuid)', 'opt_out(uuid, text, text)'] loop
    execute format('alter function crm.%s owner to gr_flow', f);
    execute format('revoke execute on function crm.%s from public', f);
    execute format('grant execute on function crm.%s to anon, authenticated', f);
  end loop;
end $$;
