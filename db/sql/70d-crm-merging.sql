-- Customers written down by hand, and two rows that are one person: suggested, merged, taken apart again.

-- p: name, email, phone, address, notes, tags, stationId. A second one with the same address is refused.
create or replace function crm.add_customer(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := crm.check_may('crm:write', nullif(p ->> 'stationId', '')::uuid);
  made uuid;
begin
  insert into crm.customers (organization_id, name, email, phone, address, notes, tags)
  values (org, p ->> 'name', nullif(p ->> 'email', ''), coalesce(p ->> 'phone', ''), coalesce(p ->> 'address', ''), coalesce(p ->> 'notes', ''),
    array(select jsonb_array_elements_text(coalesce(p -> 'tags', '[]'))))
  returning id into made;
  perform crm.at_station(org, made, nullif(p ->> 'stationId', '')::uuid);
  return made;
end $$;

-- A customer this person may do that with, locked.
create or replace function crm.own_customer(customer uuid, permission text) returns crm.customers language plpgsql volatile security definer set search_path = '' as $$
declare
  c crm.customers;
begin
  select x.* into c from crm.customers x where x.organization_id = system.org_id() and x.id = customer for no key update;
  if not found or not (system.can('crm:read') or c.station_ids && system.station_ids('crm:read')) then
    raise exception using errcode = 'P0002', message = 'That customer is not here, or not yours.';
  elsif not (system.can(permission) or c.station_ids && system.station_ids(permission)) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return c;
end $$;

-- They told one of us. p: customerId, choice, source, version.
create or replace function crm.record_consent(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  c crm.customers := crm.own_customer((p ->> 'customerId')::uuid, 'crm:write');
begin
  perform crm.say_consent(c.organization_id, c.id, p ->> 'choice', p ->> 'source', p ->> 'version', null, system.uid());
end $$;

-- Every column that points at a customer and follows when two become one; read from the catalog, so that a new table joins by itself.
create or replace function crm.followers() returns table (name text, relation regclass, col text) language sql stable set search_path = '' as $$
  select format('%s.%s', c.conrelid::regclass, a.attname), c.conrelid::regclass, a.attname::text
  from pg_catalog.pg_constraint c
  join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'organization_id'
  where c.contype = 'f' and c.confrelid = 'crm.customers'::regclass and c.conparentid = 0
    and c.conrelid not in ('crm.customers'::regclass, 'crm.customer_merges'::regclass, 'crm.customers_apart'::regclass, 'crm.customer_stations'::regclass)
  order by 1
$$;

-- Two rows are one person. `take` says field by field whose word stays: `survivor`, `merged`, or for notes `both`. Tags and stations are
-- joined; a no to advertising is everybody's. Whoever works for some stations alone merges only what is theirs alone.
-- p: survivorId, mergedId, take { name, email, phone, address, notes }. Answers the merge's id.
create or replace function crm.merge_customers(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  take jsonb := coalesce(p -> 'take', '{}');
  s crm.customers;
  m crm.customers;
  f record;
  ids jsonb;
  moved jsonb := '{}';
  gained uuid[];
  station uuid;
  made uuid;
  after jsonb;
begin
  if p ->> 'survivorId' = p ->> 'mergedId' then
    raise exception using errcode = 'P0G01', message = 'Choose two customers.';
  end if;
  perform 1 from crm.customers c where c.organization_id = org and c.id in ((p ->> 'survivorId')::uuid, (p ->> 'mergedId')::uuid) order by c.id for update;
  s := crm.own_customer((p ->> 'survivorId')::uuid, 'crm:merge');
  m := crm.own_customer((p ->> 'mergedId')::uuid, 'crm:merge');
  if s.merged_into_id is not null or m.merged_into_id is not null then
    raise exception using errcode = 'P0S01', message = 'One of them was merged already.';
  end if;
  if not system.can('crm:merge') and not (s.station_ids <@ system.station_ids('crm:merge') and m.station_ids <@ system.station_ids('crm:merge')) then
    raise exception using errcode = 'P0G01', message = 'Another station deals with one of them too. Ask somebody of the whole organization.';
  end if;
  gained := array(select unnest(m.station_ids) except select unnest(s.station_ids));
  update crm.customers c set merged_into_id = s.id where c.organization_id = org and c.id = m.id;
  foreach station in array gained loop perform crm.at_station(org, s.id, station); end loop;
  for f in select * from crm.followers() loop
    execute format('with hit as (update %s t set %I = $1 where t.organization_id = $2 and t.%2$I = $3 returning t.id) select coalesce(jsonb_agg(id order by id), ''[]'') from hit', f.relation, f.col)
      into ids using s.id, org, m.id;
    if ids <> '[]' then moved := moved || jsonb_build_object(f.name, ids); end if;
  end loop;
  update crm.customers c set
    name = case take ->> 'name' when 'merged' then m.name else s.name end,
    email = case take ->> 'email' when 'merged' then m.email else s.email end,
    phone = case take ->> 'phone' when 'merged' then m.phone else s.phone end,
    address = case take ->> 'address' when 'merged' then m.address else s.address end,
    notes = left(case take ->> 'notes' when 'merged' then m.notes when 'both' then concat_ws(E'\n', nullif(s.notes, ''), nullif(m.notes, '')) else s.notes end, 4000),
    tags = (array(select distinct t from unnest(s.tags || m.tags) t order by t))[:30],
    marketing = case when 'withdrawn' in (s.marketing, m.marketing) then 'withdrawn' when 'granted' in (s.marketing, m.marketing) then 'granted' else 'unknown' end::crm.marketing_choice,
    marketing_at = case when s.marketing = m.marketing then greatest(s.marketing_at, m.marketing_at)
      when 'withdrawn' in (s.marketing, m.marketing) then case s.marketing when 'withdrawn' then s.marketing_at else m.marketing_at end
      else coalesce(s.marketing_at, m.marketing_at) end
  where c.organization_id = org and c.id = s.id returning to_jsonb(c) into after;
  insert into crm.customer_merges (organization_id, survivor_id, merged_id, before, after, moved, merged_by)
  values (org, s.id, m.id, jsonb_build_object('survivor', to_jsonb(s), 'merged', to_jsonb(m)), after,
    jsonb_build_object('rows', moved, 'stations', to_jsonb(gained)), system.uid())
  returning id into made;
  return made;
end $$;

-- Take a merge apart: both are what they were, and every row that moved is back. What was written since stays with the survivor; if its own
-- words were changed since, they would be lost, so it is refused. A no to advertising said meanwhile is kept by both.
create or replace function crm.unmerge_customers(merge uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  g crm.customer_merges;
  s crm.customers;
  m crm.customers;
  was crm.customers;
  were crm.customers;
  f record;
  station uuid;
  changed text;
begin
  select x.* into g from crm.customer_merges x where x.organization_id = org and x.id = merge for update;
  if not found then raise exception using errcode = 'P0002', message = 'That merge is not here, or not yours.'; end if;
  if g.undone_at is not null then raise exception using errcode = 'P0S01', message = 'This merge was undone already.'; end if;
  perform 1 from crm.customers c where c.organization_id = org and c.id in (g.survivor_id, g.merged_id) order by c.id for update;
  s := crm.own_customer(g.survivor_id, 'crm:merge');
  select c.* into m from crm.customers c where c.organization_id = org and c.id = g.merged_id;
  if s.merged_into_id is not null or m.merged_into_id is distinct from s.id then
    raise exception using errcode = 'P0S01', message = 'The customer was merged again since. Undo that first.';
  end if;
  if not system.can('crm:merge') and not (s.station_ids <@ system.station_ids('crm:merge')) then
    raise exception using errcode = 'P0G01', message = 'Another station deals with them too. Ask somebody of the whole organization.';
  end if;
  select string_agg(k, ', ' order by k) into changed from unnest(array['name', 'email', 'phone', 'address', 'notes', 'tags']) k
  where to_jsonb(s) -> k is distinct from g.after -> k;
  if changed is not null then
    raise exception using errcode = 'P0S01', message = format('Since then somebody changed %s. Change that back first, so that it is not lost.', changed);
  end if;
  was := jsonb_populate_record(null::crm.customers, g.before -> 'survivor');
  were := jsonb_populate_record(null::crm.customers, g.before -> 'merged');
  for f in select x.relation, x.col, g.moved -> 'rows' -> x.name as ids from crm.followers() x where g.moved -> 'rows' ? x.name loop
    execute format('update %s t set %I = $1 where t.organization_id = $2 and t.%2$I = $3 and t.id in (select v::uuid from jsonb_array_elements_text($4) v)', f.relation, f.col)
      using m.id, org, s.id, f.ids;
  end loop;
  update crm.customers c set name = was.name, email = was.email, phone = was.phone, address = was.address, notes = was.notes, tags = was.tags,
    marketing = was.marketing, marketing_at = was.marketing_at, updated_at = was.updated_at where c.organization_id = org and c.id = s.id;
  update crm.customers c set merged_into_id = null, updated_at = were.updated_at, marketing = were.marketing, marketing_at = were.marketing_at where c.organization_id = org and c.id = m.id;
  -- The survivor loses the stations that came with the other, but for those that dealt with it since.
  for station in select v::uuid from jsonb_array_elements_text(g.moved -> 'stations') v loop
    if not exists (select from crm.leads l where l.organization_id = org and l.customer_id = s.id and l.station_id = station)
       and not exists (select from crm.opportunities o where o.organization_id = org and o.customer_id = s.id and o.station_id = station) then
      delete from crm.customer_stations x where x.organization_id = org and x.customer_id = s.id and x.station_id = station;
      update crm.customers c set station_ids = array_remove(c.station_ids, station) where c.organization_id = org and c.id = s.id;
    end if;
  end loop;
  if s.marketing::text is distinct from g.after ->> 'marketing' then
    perform crm.say_consent(org, s.id, s.marketing::text, 'said while merged', '', null, system.uid());
    perform crm.say_consent(org, m.id, s.marketing::text, 'said while merged', '', null, system.uid());
  end if;
  update crm.customer_merges x set undone_at = clock_timestamp(), undone_by = system.uid() where x.organization_id = org and x.id = merge;
end $$;

-- Pairs that may be one person, the likeliest first, with the reasons. Names are compared among those who share a beginning, and among the
-- newest five thousand, so that it stays quick; a pair that somebody told apart is not suggested again.
create or replace function crm.duplicates(most int default 50)
  returns table (one_id uuid, other_id uuid, likeness int, reasons text[]) language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  everywhere boolean := system.can('crm:merge');
  mine uuid[] := system.station_ids('crm:merge');
begin
  return query
  with c as materialized (
    select x.id, lower(x.name) as name, lower(x.email) as email, x.phone_digits as digits, lower(x.address) as address,
      regexp_replace(split_part(lower(x.email), '@', 1), '\+.*$', '') || '@' || split_part(lower(x.email), '@', 2) as plain
    from crm.customers x
    where x.organization_id = org and x.merged_into_id is null and (everywhere or x.station_ids && mine)
    order by x.created_at desc limit 5000
  ), pairs as (
    select a.id as a, b.id as b, 60 as points, 'same telephone number' as reason from c a join c b on b.digits = a.digits and a.id < b.id where length(a.digits) >= 7
    union all select a.id, b.id, 70, 'same e-mail address' from c a join c b on b.plain = a.plain and a.id < b.id
    union all select a.id, b.id, 35, 'same name' from c a join c b on b.name = a.name and a.id < b.id
    union all select a.id, b.id, 25, 'same address' from c a join c b on b.address = a.address and a.id < b.id where length(a.address) >= 10
    union all select a.id, b.id, (extensions.similarity(a.name, b.name) * 30)::int, 'similar name'
      from c a join c b on left(b.name, 3) = left(a.name, 3) and a.id < b.id and a.name <> b.name
      where extensions.similarity(a.name, b.name) >= 0.55
    union all select a.id, b.id, 20, 'same e-mail name at another provider' from c a join c b on split_part(b.plain, '@', 1) = split_part(a.plain, '@', 1) and a.id < b.id
      where b.plain <> a.plain and length(split_part(a.plain, '@', 1)) >= 6 and split_part(a.plain, '@', 1) not in ('info', 'office', 'contact', 'events', 'booking', 'bookings', 'hello')
  )
  select p.a, p.b, least(sum(p.points), 100)::int, array_agg(p.reason order by p.points desc, p.reason)
  from pairs p
  where not exists (select from crm.customers_apart x where x.organization_id = org and x.one_id = p.a and x.other_id = p.b)
  group by p.a, p.b having sum(p.points) >= 40
  order by 3 desc, 1, 2 limit most;
end $$;

grant execute on function extensions.similarity(text, text) to gr_flow;

do $$
declare
  f text;
begin
  foreach f in array array['add_customer(jsonb)', 'own_customer(uuid, text)', 'record_consent(jsonb)', 'followers()', 'merge_customers(jsonb)', 'unmerge_customers(uuid)', 'duplicates(int)'] loop
    execute format('alter function crm.%s owner to gr_flow', f);
    execute format('revoke execute on function crm.%s from public', f);
  end loop;
end $$;
grant execute on function crm.add_customer(jsonb), crm.record_consent(jsonb), crm.merge_customers(jsonb), crm.unmerge_customers(uuid), crm.duplicates(int) to authenticated;
