-- Leads and opportunities: written down, moved from stage to stage, converted. Each stay in a stage is a row, with its reason.

-- May the signed person do this at that station (or, without one, in the whole organization)? Answers the organization.
create or replace function crm.check_may(permission text, station uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  if org is not null and station is null and not system.can(permission) and cardinality(system.station_ids(permission)) > 0 then
    raise exception using errcode = 'P0G01', column = 'stationId', message = 'Choose one of your stations.';
  elsif org is null or not (system.can(permission) or coalesce(station = any (system.station_ids(permission)), false)) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return org;
end $$;

-- The stage of a pipeline that is asked for; without one the first open stage.
create or replace function crm.stage_of(org uuid, pipeline text, wanted uuid default null) returns crm.pipeline_stages
  language plpgsql stable security definer set search_path = '' as $$
declare
  s crm.pipeline_stages;
begin
  select x.* into s from crm.pipeline_stages x
  where x.organization_id = org and x.pipeline = stage_of.pipeline and x.archived_at is null
    and (x.id = wanted or wanted is null and x.kind = 'open')
  order by x.position, x.id limit 1;
  if not found then
    raise exception using errcode = 'P0G01', column = 'stageId', message = 'That stage is not there any more. Choose another one.';
  end if;
  return s;
end $$;

-- From now on it stands in that stage: the stay before ends, a new one begins.
create or replace function crm.enter_stage(org uuid, lead uuid, opportunity uuid, stage uuid, station uuid, reason text, by_person uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  at timestamptz := clock_timestamp();
begin
  update crm.stage_history h set left_at = greatest(at, h.entered_at)
  where h.organization_id = org and h.left_at is null and (h.lead_id = lead or h.opportunity_id = opportunity);
  insert into crm.stage_history (organization_id, lead_id, opportunity_id, station_id, stage_id, entered_at, reason, moved_by)
  values (org, lead, opportunity, station, stage, at, coalesce(reason, ''), by_person);
end $$;

-- A lead from wherever. p: source, name, email, phone, message, wishedOn, guests, service, referredBy, stationId, ownerId, marketing,
-- consentVersion, address, origin. The first thing in its thread is how it came.
create or replace function crm.put_lead(org uuid, p jsonb, by_person uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  first crm.pipeline_stages;
  made uuid;
begin
  perform crm.lay_stages(org);
  first := crm.stage_of(org, 'leads');
  insert into crm.leads (organization_id, source, name, email, phone, message, wished_on, guests, service, referred_by, station_id, owner_id, stage_id,
    marketing, consent_version, consent_address, origin, follow_up_at, created_by)
  values (org, coalesce(p ->> 'source', 'other')::crm.lead_source, p ->> 'name', nullif(p ->> 'email', ''), coalesce(p ->> 'phone', ''), coalesce(p ->> 'message', ''),
    nullif(p ->> 'wishedOn', '')::date, nullif(p ->> 'guests', '')::int, coalesce(p ->> 'service', ''), coalesce(p ->> 'referredBy', ''),
    nullif(p ->> 'stationId', '')::uuid, nullif(p ->> 'ownerId', '')::uuid, first.id, coalesce((p ->> 'marketing')::boolean, false),
    coalesce(p ->> 'consentVersion', ''), p ->> 'address', coalesce(p ->> 'origin', ''), nullif(p ->> 'followUpAt', '')::timestamptz, by_person)
  returning id into made;
  perform crm.enter_stage(org, made, null, first.id, nullif(p ->> 'stationId', '')::uuid, '', by_person);
  insert into crm.lead_activities (organization_id, lead_id, kind, summary, created_by)
  values (org, made, 'form', case p ->> 'source' when 'website' then 'Asked through the website' when 'phone' then 'Called us' when 'import' then 'Came with a file'
    when 'referral' then 'Was sent to us' else 'Wrote to us through ' || replace(coalesce(p ->> 'source', 'another way'), '_', ' ') end
    || case when coalesce(p ->> 'origin', '') <> '' then ' (' || left(p ->> 'origin', 200) || ')' else '' end || '.', by_person);
  return made;
end $$;

create or replace function crm.add_lead(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
begin
  return crm.put_lead(crm.check_may('crm:write', nullif(p ->> 'stationId', '')::uuid), p, system.uid());
end $$;

-- Move a lead to a stage. Lost wants a reason, and back from lost is open again; whoever converts it uses `crm.convert_lead`.
create or replace function crm.move_lead(lead uuid, stage uuid, reason text default null, note text default '') returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  l crm.leads;
  s crm.pipeline_stages;
begin
  select x.* into l from crm.leads x where x.organization_id = org and x.id = lead for no key update;
  if not found or not (system.can('crm:read') or coalesce(l.station_id = any (system.station_ids('crm:read')), false)) then
    raise exception using errcode = 'P0002', message = 'That lead is not here, or not yours.';
  end if;
  perform crm.check_may('crm:write', l.station_id);
  s := crm.stage_of(org, 'leads', stage);
  if s.kind = 'won' then
    raise exception using errcode = 'P0G01', column = 'stageId', message = 'Convert the lead to a customer: that moves it there.';
  elsif s.kind = 'lost' and coalesce(trim(reason), '') = '' then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why it was lost: it is what the next offer learns from.';
  elsif l.stage_id = s.id then
    return s.name;
  end if;
  -- Whether that may follow, the guard of states says; an open one that stays open is no change of state.
  if s.kind = 'lost' then
    update crm.leads x set state = 'lost', stage_id = s.id, stage_at = clock_timestamp(), lost_reason = left(trim(reason), 120), lost_note = left(coalesce(note, ''), 1000)
    where x.organization_id = org and x.id = lead;
  elsif l.state = 'open' then
    update crm.leads x set stage_id = s.id, stage_at = clock_timestamp() where x.organization_id = org and x.id = lead;
  else
    update crm.leads x set state = 'open', stage_id = s.id, stage_at = clock_timestamp(), lost_reason = null, lost_note = '' where x.organization_id = org and x.id = lead;
  end if;
  perform crm.enter_stage(org, lead, null, s.id, l.station_id, case when s.kind = 'lost' then left(trim(reason), 120) else '' end, system.uid());
  return s.name;
end $$;

-- A lead becomes a customer, found by their address or written down anew; the thread stays with the lead, and the customer's page shows it.
-- Asked again it answers the same: { customerId, opportunityId?, already }. p: leadId, title?, amountMinor?, currency?, expectedOn?
create or replace function crm.convert_lead(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  l crm.leads;
  s crm.pipeline_stages;
  customer uuid;
  opportunity uuid;
begin
  select x.* into l from crm.leads x where x.organization_id = org and x.id = (p ->> 'leadId')::uuid for no key update;
  if not found or not (system.can('crm:read') or coalesce(l.station_id = any (system.station_ids('crm:read')), false)) then
    raise exception using errcode = 'P0002', message = 'That lead is not here, or not yours.';
  end if;
  perform crm.check_may('crm:write', l.station_id);
  if l.state = 'converted' then
    return jsonb_build_object('customerId', l.customer_id, 'already', true);
  elsif l.state = 'lost' then
    raise exception using errcode = 'P0S01', message = 'This lead was lost. Open it again first.';
  end if;
  select x.* into s from crm.pipeline_stages x where x.organization_id = org and x.pipeline = 'leads' and x.kind = 'won' and x.archived_at is null limit 1;
  customer := crm.customer_for(org, l.station_id, l.name, l.email, l.phone);
  -- What they agreed to on the form counts, unless they said no before.
  if l.marketing and (select c.marketing from crm.customers c where c.organization_id = org and c.id = customer) = 'unknown' then
    perform crm.say_consent(org, customer, 'granted', case l.source when 'website' then 'website form' else l.source::text end, l.consent_version, l.consent_address, null);
  end if;
  update crm.leads x set state = 'converted', stage_id = s.id, stage_at = clock_timestamp(), customer_id = customer, converted_at = clock_timestamp()
  where x.organization_id = org and x.id = l.id;
  perform crm.enter_stage(org, l.id, null, s.id, l.station_id, '', system.uid());
  insert into crm.lead_activities (organization_id, lead_id, kind, summary, created_by) values (org, l.id, 'conversion', 'Became a customer.', system.uid());
  if coalesce(p ->> 'title', '') <> '' then
    opportunity := crm.save_opportunity(p || jsonb_build_object('customerId', customer, 'leadId', l.id, 'stationId', l.station_id, 'ownerId', l.owner_id));
  end if;
  return jsonb_strip_nulls(jsonb_build_object('customerId', customer, 'opportunityId', opportunity, 'already', false));
end $$;

-- Write down business that may come, or change it. p: id?, title, amountMinor, currency, expectedOn, customerId, leadId, stationId, ownerId, notes, stageId?
create or replace function crm.save_opportunity(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  station uuid := nullif(p ->> 'stationId', '')::uuid;
  org uuid := crm.check_may('crm:write', station);
  o crm.opportunities;
  s crm.pipeline_stages;
  made uuid;
begin
  if nullif(p ->> 'customerId', '') is not null and not exists (select from crm.customers c where c.organization_id = org and c.id = (p ->> 'customerId')::uuid
      and c.merged_into_id is null and (system.can('crm:read') or c.station_ids && system.station_ids('crm:read'))) then
    raise exception using errcode = 'P0G01', column = 'customerId', message = 'Choose one of your customers.';
  end if;
  if nullif(p ->> 'id', '') is not null then
    select x.* into o from crm.opportunities x where x.organization_id = org and x.id = (p ->> 'id')::uuid for no key update;
    if not found or not (system.can('crm:write') or coalesce(o.station_id = any (system.station_ids('crm:write')), false)) then
      raise exception using errcode = 'P0002', message = 'That opportunity is not here, or not yours.';
    end if;
    update crm.opportunities x set title = p ->> 'title', amount_minor = (p ->> 'amountMinor')::bigint, currency = p ->> 'currency', expected_on = nullif(p ->> 'expectedOn', '')::date,
      customer_id = nullif(p ->> 'customerId', '')::uuid, station_id = station, owner_id = nullif(p ->> 'ownerId', '')::uuid, notes = coalesce(p ->> 'notes', '')
    where x.organization_id = org and x.id = o.id;
    return o.id;
  end if;
  perform crm.lay_stages(org);
  s := crm.stage_of(org, 'opportunities', nullif(p ->> 'stageId', '')::uuid);
  if s.kind <> 'open' then s := crm.stage_of(org, 'opportunities'); end if;
  insert into crm.opportunities (organization_id, title, amount_minor, currency, expected_on, customer_id, lead_id, station_id, owner_id, stage_id, notes, created_by)
  values (org, p ->> 'title', coalesce((p ->> 'amountMinor')::bigint, 0), p ->> 'currency', nullif(p ->> 'expectedOn', '')::date, nullif(p ->> 'customerId', '')::uuid,
    nullif(p ->> 'leadId', '')::uuid, station, nullif(p ->> 'ownerId', '')::uuid, s.id, coalesce(p ->> 'notes', ''), system.uid())
  returning id into made;
  perform crm.enter_stage(org, null, made, s.id, station, '', system.uid());
  return made;
end $$;

create or replace function crm.move_opportunity(opportunity uuid, stage uuid, reason text default null) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  o crm.opportunities;
  s crm.pipeline_stages;
  becomes crm.opportunity_state;
begin
  select x.* into o from crm.opportunities x where x.organization_id = org and x.id = opportunity for no key update;
  if not found or not (system.can('crm:read') or coalesce(o.station_id = any (system.station_ids('crm:read')), false)) then
    raise exception using errcode = 'P0002', message = 'That opportunity is not here, or not yours.';
  end if;
  perform crm.check_may('crm:write', o.station_id);
  s := crm.stage_of(org, 'opportunities', stage);
  if o.stage_id = s.id then return s.name; end if;
  becomes := s.kind::text::crm.opportunity_state;
  if becomes = 'lost' and coalesce(trim(reason), '') = '' then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why it was lost: it is what the next offer learns from.';
  end if;
  if becomes = o.state then
    update crm.opportunities x set stage_id = s.id, stage_at = clock_timestamp() where x.organization_id = org and x.id = opportunity;
  else
    update crm.opportunities x set state = becomes, stage_id = s.id, stage_at = clock_timestamp(),
      lost_reason = case when becomes = 'lost' then left(trim(reason), 120) end where x.organization_id = org and x.id = opportunity;
  end if;
  perform crm.enter_stage(org, null, opportunity, s.id, o.station_id, case when becomes = 'lost' then left(trim(reason), 120) else '' end, system.uid());
  return s.name;
end $$;

-- A stage is taken out when nothing stands in it; won and lost stay.
create or replace function crm.archive_stage(stage uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := crm.check_may('crm:stages', null);
  s crm.pipeline_stages;
  inside int;
begin
  select x.* into s from crm.pipeline_stages x where x.organization_id = org and x.id = stage and x.archived_at is null for update;
  if not found then raise exception using errcode = 'P0002', message = 'That stage is not here any more.'; end if;
  if s.kind <> 'open' then
    raise exception using errcode = 'P0G01', message = 'Every pipeline ends with one stage that is won and one that is lost. Rename it, if the word does not fit.';
  end if;
  select (select count(*) from crm.leads l where l.organization_id = org and l.stage_id = stage and l.state = 'open')
    + (select count(*) from crm.opportunities o where o.organization_id = org and o.stage_id = stage and o.state = 'open') into inside;
  if inside > 0 then
    raise exception using errcode = 'P0G01', message = format('%s still in this stage. Move %s first.', case inside when 1 then 'One is' else inside || ' are' end,
      case inside when 1 then 'it' else 'them' end);
  end if;
  if not exists (select from crm.pipeline_stages x where x.organization_id = org and x.pipeline = s.pipeline and x.kind = 'open' and x.archived_at is null and x.id <> stage) then
    raise exception using errcode = 'P0G01', message = 'One open stage has to stay: new ones begin there.';
  end if;
  update crm.pipeline_stages x set archived_at = clock_timestamp() where x.organization_id = org and x.id = stage;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['check_may(text, uuid)', 'stage_of(uuid, text, uuid)', 'enter_stage(uuid, uuid, uuid, uuid, uuid, text, uuid)', 'put_lead(uuid, jsonb, uuid)',
    'add_lead(jsonb)', 'move_lead(uuid, uuid, text, text)', 'convert_lead(jsonb)', 'save_opportunity(jsonb)', 'move_opportunity(uuid, uuid, text)', 'archive_stage(uuid)'] loop
    execute format('alter function crm.%s owner to gr_flow', f);
    execute format('revoke execute on function crm.%s from public', f);
  end loop;
end $$;
grant execute on function crm.add_lead(jsonb), crm.move_lead(uuid, uuid, text, text), crm.convert_lead(jsonb), crm.save_opportunity(jsonb),
  crm.move_opportunity(uuid, uuid, text), crm.archive_stage(uuid) to authenticated;
