-- Schema sponsorship: who may see what, and what every other file of it asks. Rows belong to the organizer; the sponsor's side reads its own.

grant usage on schema sponsorship to authenticated, gr_flow, gr_ledger;
grant create on schema sponsorship to gr_flow;
grant create on schema sponsorship to gr_ledger;
grant select on all tables in schema sponsorship to authenticated;
grant select, insert, update on all tables in schema sponsorship to gr_flow;
grant delete on sponsorship.sponsor_members, sponsorship.package_variants, sponsorship.package_templates to gr_flow;
grant select on sponsorship.sponsorship_orders, sponsorship.held_movements to gr_ledger;
drop policy if exists ledger on sponsorship.held_movements;
create policy ledger on sponsorship.held_movements for select to gr_ledger using (true);

-- The sponsors that this session is: those it is a member of at this organizer, and those that are this very organization.
create or replace function sponsorship.my_sponsors() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
begin
  if not system.can('sponsorship:sponsor') then return '{}'; end if;
  return array(
    select m.sponsor_id from sponsorship.sponsor_members m where m.organization_id = system.org_id() and m.user_id = system.uid()
    union select s.id from sponsorship.sponsors s where s.sponsor_organization_id = system.org_id());
end $$;

do $$
declare
  t record;
begin
  for t in select * from (values ('sponsors', 'id', 'true'), ('sponsor_members', 'sponsor_id', 'true'), ('proposal_threads', 'sponsor_id', 'state <> ''draft'''),
    ('proposal_versions', 'sponsor_id', 'sent_at is not null'), ('proposal_messages', 'sponsor_id', 'true'), ('files', 'sponsor_id', 'true'),
    ('sponsorship_orders', 'sponsor_id', 'true'), ('milestones', 'sponsor_id', 'true'), ('deliverables', 'sponsor_id', 'true'), ('deliverable_proofs', 'sponsor_id', 'true'),
    ('fundings', 'sponsor_id', 'true'), ('sponsor_disputes', 'sponsor_id', 'true'), ('dispute_evidence', 'sponsor_id', 'true'), ('chargebacks', 'sponsor_id', 'true'),
    ('sponsor_refunds', 'sponsor_id', 'true'), ('held_movements', 'sponsor_id', 'true')) x (name, who, whenever)
  loop
    execute format('drop policy if exists sponsor on sponsorship.%I', t.name);
    execute format('create policy sponsor on sponsorship.%I for select to authenticated using (%I = any ((select sponsorship.my_sponsors())::uuid[]) and %s)', t.name, t.who, t.whenever);
  end loop;
  -- History is only added to, and money and promises are never deleted.
  for t in select unnest(array['held_movements', 'proposal_messages', 'dispute_evidence', 'files']) as name loop
    execute format('create or replace trigger append_only before update or delete or truncate on sponsorship.%I for each statement execute function system.refuse_change()', t.name);
  end loop;
  for t in select unnest(array['sponsors', 'proposal_threads', 'proposal_versions', 'sponsorship_orders', 'milestones', 'deliverables', 'deliverable_proofs', 'fundings',
    'sponsor_disputes', 'chargebacks', 'sponsor_refunds']) as name loop
    execute format('create or replace trigger deny before delete or truncate on sponsorship.%I for each statement execute function payments.deny()', t.name);
  end loop;
  if not exists (select from pg_catalog.pg_constraint where conname = 'allocations_sponsorship_order') then
    alter table payments.allocations add constraint allocations_sponsorship_order foreign key (organization_id, sponsorship_order_id)
      references sponsorship.sponsorship_orders (organization_id, id);
  end if;
end $$;

-- Which party somebody acts for. A person of the organizer who may not is told so; to everybody else it is not there.
create or replace function sponsorship.side_of(org uuid, sponsor uuid, permission text) returns sponsorship.party
  language plpgsql stable security definer set search_path = '' as $$
begin
  if org = system.org_id() and system.can(permission) then return 'organizer'; end if;
  if sponsor = any (sponsorship.my_sponsors()) then return 'sponsor'; end if;
  if org = system.org_id() and system.can('sponsorship:read') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  raise exception using errcode = 'P0002', message = 'That is not here, or not yours.';
end $$;

-- The organization of whoever may do this for the organizer.
create or replace function sponsorship.organizer(permission text) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not system.can(permission) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return system.org_id();
end $$;

-- The order to change, locked, of either party. The worker acts for the organizer.
create or replace function sponsorship.lock_order(wanted uuid) returns sponsorship.sponsorship_orders language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders;
  mine uuid[] := sponsorship.my_sponsors();
begin
  select x.* into o from sponsorship.sponsorship_orders x
  where x.id = wanted and (x.sponsor_id = any (mine) or x.organization_id = system.org_id() and (system.is_worker() or system.can('sponsorship:read'))) for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.';
  end if;
  return o;
end $$;

-- What the other party did stands in the organizer's audit log as well.
create or replace function sponsorship.note(org uuid, act text, subject text, subject_id uuid, input jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if system.org_id() is distinct from org or system.is_worker() then
    perform ticketing.note(org, 'sponsorship.' || act, 'sponsorship.' || subject, subject_id, input);
  end if;
end $$;

-- Write to the people of a party, once a key. `path` begins after the organization's address.
create or replace function sponsorship.tell(org uuid, sponsor uuid, side sponsorship.party, subject text, message text, path text, key text) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into system.outbox (organization_id, topic, payload, key)
  select tell.org, 'messaging.send_email', jsonb_build_object('template', 'sponsorship_notice', 'to', r.email, 'data', jsonb_build_object(
    'organization', jsonb_strip_nulls(jsonb_build_object('name', g.name, 'accent', g.accent, 'supportEmail', g.support_email)),
    'name', coalesce(nullif(r.name, ''), r.email), 'subject', left(tell.subject, 150), 'message', left(tell.message, 500), 'link', '/' || r.slug || tell.path)),
    'sponsorship:' || tell.key || ':' || r.user_id
  from organizations.organizations g
  join (
    select u.user_id, u.email, u.name, h.slug from sponsorship.sponsor_members m
    join users.user_profiles u on u.user_id = m.user_id and u.state = 'active' and u.email <> ''
    join organizations.organizations h on h.id = m.organization_id
    where tell.side = 'sponsor' and m.organization_id = tell.org and m.sponsor_id = tell.sponsor
    union
    select u.user_id, u.email, u.name, h.slug from organizations.org_memberships m
    join users.user_profiles u on u.user_id = m.user_id and u.state = 'active' and u.email <> ''
    join organizations.organizations h on h.id = m.organization_id
    where m.state = 'active' and (tell.side = 'organizer' and m.organization_id = tell.org and identity.allows(m.organization_id, m.user_id, 'sponsorship:write')
      or tell.side = 'sponsor' and m.organization_id = (select s.sponsor_organization_id from sponsorship.sponsors s where s.organization_id = tell.org and s.id = tell.sponsor)
        and identity.allows(m.organization_id, m.user_id, 'sponsorship:sponsor'))
  ) r on true
  where g.id = tell.org
  on conflict do nothing
$$;

-- The next number of its kind; the lock keeps two from taking the same.
create or replace function sponsorship.next_number(org uuid, prefix text) returns text language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('sponsorship.number:' || org || prefix, 0));
  return prefix || '-' || lpad((1 + case prefix when 'SP' then (select count(*) from sponsorship.sponsorship_orders x where x.organization_id = org)
    else (select count(*) from sponsorship.proposal_threads x where x.organization_id = org) end)::text, 4, '0');
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['my_sponsors()', 'side_of(uuid, uuid, text)', 'organizer(text)', 'lock_order(uuid)', 'note(uuid, text, text, uuid, jsonb)',
    'tell(uuid, uuid, sponsorship.party, text, text, text, text)', 'next_number(uuid, text)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.my_sponsors() to authenticated;
-- The ledger's arithmetic and balances, which the functions of money ask.
grant execute on function payments.share(bigint, numeric, numeric), payments.balance_now(uuid, uuid), payments.platform_id() to gr_flow;
