-- Who a contact is, and what they said about advertising.

-- The customer a merged one became; the row itself when it was not merged.
create or replace function crm.living(org uuid, customer uuid) returns uuid language sql stable security definer set search_path = '' as $$
  with recursive chain (id, into_id) as (
    select c.id, c.merged_into_id from crm.customers c where c.organization_id = org and c.id = customer
    union
    select c.id, c.merged_into_id from chain h join crm.customers c on c.organization_id = org and c.id = h.into_id
  )
  select h.id from chain h where h.into_id is null
$$;

-- The customer behind a contact, found by e-mail address, else by telephone and name, else written down anew; `station` sees them
-- from then on. What was not known of them is filled in, nothing is overwritten. For functions of other domains:
-- a booking, a lead or an import calls it in its own transaction. Two at once get the same row.
create or replace function crm.customer_for(org uuid, station uuid, name text, email text, phone text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  mail text := nullif(trim(email), '');
  digits text := regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g');
  found_id uuid;
begin
  if coalesce(trim(name), '') = '' then
    raise exception using errcode = 'P0G01', column = 'name', message = 'Say the customer''s name.';
  end if;
  for turn in 1 .. 2 loop
    if mail is not null then
      select c.id into found_id from crm.customers c
      where c.organization_id = org and lower(c.email) = lower(mail) and c.merged_into_id is null for no key update;
    elsif length(digits) >= 7 then
      select c.id into found_id from crm.customers c
      where c.organization_id = org and c.phone_digits = digits and lower(c.name) = lower(trim(customer_for.name)) and c.merged_into_id is null
      order by c.created_at limit 1 for no key update;
    end if;
    if found_id is null and mail is not null then
      -- Who writes from the address of somebody who was merged is who they were merged into.
      select crm.living(org, c.id) into found_id from crm.customers c
      where c.organization_id = org and lower(c.email) = lower(mail) and c.merged_into_id is not null order by c.created_at limit 1;
    end if;
    exit when found_id is not null;
    insert into crm.customers (organization_id, name, email, phone) values (org, left(trim(customer_for.name), 120), mail, left(coalesce(trim(customer_for.phone), ''), 40))
    on conflict do nothing returning id into found_id;
    exit when found_id is not null;
  end loop;
  update crm.customers c set email = coalesce(c.email, mail), phone = case when c.phone = '' then left(coalesce(trim(customer_for.phone), ''), 40) else c.phone end
  where c.organization_id = org and c.id = found_id
    and (c.email is null and mail is not null or c.phone = '' and coalesce(trim(customer_for.phone), '') <> '');
  perform crm.at_station(org, found_id, station);
  return found_id;
end $$;

-- What a customer said about advertising. An answer is a new line; the last one counts.
create or replace function crm.say_consent(org uuid, customer uuid, choice text, source text, version text, address text, by_person uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into crm.customer_consents (organization_id, customer_id, choice, source, version, address, recorded_by)
  values (org, customer, choice::crm.marketing_choice, source, coalesce(version, ''), address, by_person);
  update crm.customers c set marketing = choice::crm.marketing_choice, marketing_at = clock_timestamp()
  where c.organization_id = org and c.id = customer;
end $$;

-- May this customer be written to about anything but their own business with us? Everything that sends asks here.
create or replace function crm.may_market(org uuid, customer uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select c.marketing = 'granted' from crm.customers c where c.organization_id = org and c.id = crm.living(org, customer)), false)
$$;

do $$
declare
  f text;
begin
  foreach f in array array['living(uuid, uuid)', 'customer_for(uuid, uuid, text, text, text)', 'say_consent(uuid, uuid, text, text, text, text, uuid)',
    'may_market(uuid, uuid)'] loop
    execute format('alter function crm.%s owner to gr_flow', f);
    execute format('revoke execute on function crm.%s from public', f);
    execute format('grant execute on function crm.%s to gr_flow, gr_worker', f);
  end loop;
end $$;
