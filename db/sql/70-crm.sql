-- Customers and leads: grants by column, the station of each line, and who a contact is. Safe to apply again.

grant usage on schema crm to authenticated, anon, gr_flow, gr_ledger, gr_worker, gr_definer;
grant create on schema crm to gr_flow;

do $$
declare
  t record;
begin
  for t in select c.relname as name from pg_catalog.pg_class c where c.relnamespace = 'crm'::regnamespace and c.relkind = 'r' loop
    execute format('grant select on crm.%I to authenticated', t.name);
    execute format('grant select, insert, update, delete on crm.%I to gr_flow', t.name);
  end loop;
end $$;
revoke update, delete on crm.customer_consents from gr_flow;
grant update (customer_id) on crm.customer_consents to gr_flow;

grant update (name, email, phone, address, notes, tags) on crm.customers to authenticated;
grant insert (organization_id, id, customer_id, kind, direction, summary, happened_at, created_by), delete on crm.client_interactions to authenticated;
grant insert (organization_id, id, customer_id, name, value, unit, measured_on, note, created_by), delete on crm.client_measurements to authenticated;
grant insert (organization_id, id, customer_id, body, created_by), delete on crm.customer_notes to authenticated;
grant insert (organization_id, id, one_id, other_id, created_by) on crm.customers_apart to authenticated;
grant update (name, email, phone, message, wished_on, guests, service, referred_by, station_id, owner_id, follow_up_at) on crm.leads to authenticated;
grant insert (organization_id, id, lead_id, body, created_by), delete on crm.lead_notes to authenticated;
grant insert (organization_id, id, lead_id, kind, summary, happened_at, created_by) on crm.lead_activities to authenticated;
grant insert (organization_id, id, lead_id, tag), delete on crm.lead_tags to authenticated;
grant insert (organization_id, id, pipeline, name, kind, position, stale_days), update (name, position, stale_days) on crm.pipeline_stages to authenticated;

-- A line about a lead is its station's, wherever the lead goes.
create or replace function crm.take_station() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  select l.station_id into new.station_id from crm.leads l where l.organization_id = new.organization_id and l.id = new.lead_id;
  return new;
end $$;
create or replace trigger take_station before insert on crm.lead_notes for each row execute function crm.take_station();
create or replace trigger take_station before insert on crm.lead_tags for each row execute function crm.take_station();
create or replace trigger take_station before insert on crm.lead_activities for each row execute function crm.take_station();

-- When a row was changed, by whoever changed its words: following a customer who was merged is no change of it.
create or replace function crm.touch() returns trigger language plpgsql set search_path = '' as $$
declare
  aside text[] := array['customer_id', 'updated_at', 'station_ids', 'merged_into_id', 'phone_digits'];
begin
  if new.updated_at = old.updated_at and to_jsonb(new) - aside <> to_jsonb(old) - aside then new.updated_at := now(); end if;
  return new;
end $$;
create or replace trigger touch before update on crm.leads for each row execute function crm.touch();
create or replace trigger touch before update on crm.customers for each row execute function crm.touch();
create or replace trigger touch before update on crm.opportunities for each row execute function crm.touch();

-- Before a lead is kept: how likely it comes to something, from what was said. Ways to reach them 25, a date ahead 20, a party's
-- size up to 20, a service named 10, words of their own 10, and up to 15 for how they came. `lib/crm/rules/score.ts` says it in words.
create or replace function crm.keep_lead() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.score := case when new.email is not null then 10 else 0 end
    + case when length(regexp_replace(new.phone, '[^0-9]', '', 'g')) >= 7 then 15 else 0 end
    + case when new.wished_on >= current_date then 20 else 0 end
    + case when new.guests >= 10 then 20 when new.guests >= 4 then 12 when new.guests >= 1 then 5 else 0 end
    + case when new.service <> '' then 10 else 0 end
    + case when length(new.message) >= 80 then 10 when new.message <> '' then 4 else 0 end
    + case when new.source = 'referral' then 15 when new.source in ('phone', 'website') then 8 else 3 end;
  if tg_op = 'UPDATE' and new.station_id is distinct from old.station_id then
    update crm.lead_notes n set station_id = new.station_id where n.organization_id = new.organization_id and n.lead_id = new.id;
    update crm.lead_tags n set station_id = new.station_id where n.organization_id = new.organization_id and n.lead_id = new.id;
    update crm.lead_activities n set station_id = new.station_id where n.organization_id = new.organization_id and n.lead_id = new.id;
    update crm.stage_history n set station_id = new.station_id where n.organization_id = new.organization_id and n.lead_id = new.id;
  end if;
  return new;
end $$;
create or replace trigger keep_lead before insert or update on crm.leads for each row execute function crm.keep_lead();

-- An opportunity's stays are its station's too; and whoever deals with a customer's lead or opportunity sees the customer.
create or replace function crm.follow_station() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'opportunities' and tg_op = 'UPDATE' then
    update crm.stage_history n set station_id = new.station_id
    where n.organization_id = new.organization_id and n.opportunity_id = new.id and n.station_id is distinct from new.station_id;
  end if;
  perform crm.at_station(new.organization_id, new.customer_id, new.station_id);
  return null;
end $$;

-- A station dealt with a customer, from now on it sees them. Idempotent; nothing happens without both.
create or replace function crm.at_station(org uuid, customer uuid, station uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if customer is null or station is null then return; end if;
  insert into crm.customer_stations (organization_id, customer_id, station_id) values (org, customer, station)
  on conflict on constraint one_customer_station do nothing;
  update crm.customers c set station_ids = c.station_ids || station
  where c.organization_id = org and c.id = customer and not station = any (c.station_ids);
end $$;

-- The stages every organization begins with. Whoever wants others changes these.
create or replace function crm.lay_stages(org uuid) returns void language sql volatile security definer set search_path = '' as $$
  insert into crm.pipeline_stages (organization_id, pipeline, name, kind, position, stale_days)
  select org, s.pipeline, s.name, s.kind::crm.stage_kind, s.position, s.stale_days
  from (values ('leads', 'New', 'open', 1, 2), ('leads', 'Contacted', 'open', 2, 7), ('leads', 'Qualified', 'open', 3, 14),
      ('leads', 'Converted', 'won', 4, null), ('leads', 'Lost', 'lost', 5, null),
      ('opportunities', 'Prospecting', 'open', 1, 14), ('opportunities', 'Quote sent', 'open', 2, 14), ('opportunities', 'Negotiation', 'open', 3, 14),
      ('opportunities', 'Won', 'won', 4, null), ('opportunities', 'Lost', 'lost', 5, null)) s (pipeline, name, kind, position, stale_days)
  where not exists (select from crm.pipeline_stages x where x.organization_id = org and x.pipeline = s.pipeline)
$$;
create or replace function crm.begin_pipelines() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform crm.lay_stages(new.id);
  return null;
end $$;
create or replace function crm.lay_missing_stages() returns void language sql volatile security definer set search_path = '' as $$
  select crm.lay_stages(o.id) from organizations.organizations o
  where not exists (select from crm.pipeline_stages s where s.organization_id = o.id)
$$;

do $$
declare
  f text;
begin
  foreach f in array array['take_station()', 'touch()', 'keep_lead()', 'follow_station()', 'at_station(uuid, uuid, uuid)', 'lay_stages(uuid)', 'begin_pipelines()', 'lay_missing_stages()'] loop
    execute format('alter function crm.%s owner to gr_flow', f);
    execute format('revoke execute on function crm.%s from public', f);
  end loop;
end $$;
grant execute on function crm.at_station(uuid, uuid, uuid) to gr_flow, gr_ledger;

create or replace trigger follow_station after insert or update of station_id, customer_id on crm.leads
  for each row execute function crm.follow_station();
create or replace trigger follow_station after insert or update of station_id, customer_id on crm.opportunities
  for each row execute function crm.follow_station();
create or replace trigger begin_pipelines after insert on organizations.organizations for each row execute function crm.begin_pipelines();
select crm.lay_missing_stages();
