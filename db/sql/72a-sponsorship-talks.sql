-- Talks: draft, sent, viewed, counter, and then accepted, rejected or expired. Whoever's turn it is accepts the version on the table; the other side may
-- counter again. Each version stays as it was sent.

-- Terms must add up: the milestones are the price, every deliverable hangs on one. {taxPpm, taxCode, holdDays, autoApproveDays, milestones [{title,
-- amountMinor, dueOn}], deliverables [{title, description, dueOn, slaDays, milestone, wanted?}]}.
create or replace function sponsorship.check_terms(price bigint, currency text, terms jsonb) returns void language plpgsql stable security definer set search_path = '' as $$
declare
  parts int := jsonb_array_length(coalesce(terms -> 'milestones', '[]'));
  sum bigint;
begin
  select coalesce(sum((m ->> 'amountMinor')::bigint), 0) into sum from jsonb_array_elements(terms -> 'milestones') m;
  if price < 1 or parts not between 1 and 24 or sum <> price or exists (select from jsonb_array_elements(terms -> 'milestones') m where (m ->> 'amountMinor')::bigint < 1) then
    raise exception using errcode = 'P0G01', column = 'milestones', message = format('The milestones add up to %s, and the price is %s.',
      ticketing.money_words(sum, currency), ticketing.money_words(price, currency));
  end if;
  if jsonb_array_length(coalesce(terms -> 'deliverables', '[]')) not between 1 and 60
    or exists (select from jsonb_array_elements(terms -> 'deliverables') d where coalesce((d ->> 'milestone')::int, -1) not between 0 and parts - 1) then
    raise exception using errcode = 'P0G01', column = 'deliverables', message = 'Name at least one deliverable, each for one of the milestones.';
  end if;
  if coalesce((terms ->> 'holdDays')::int, 0) not between 1 and 730 or (terms ->> 'autoApproveDays')::int not between 1 and 90
    or coalesce((terms ->> 'taxPpm')::int, 0) not between 0 and 500000 then
    raise exception using errcode = 'P0G01', column = 'holdDays', message = 'Money is held 1 to 730 days, and silence approves after 1 to 90.';
  end if;
end $$;

-- A thread to change, locked, and the side that asks.
create or replace function sponsorship.lock_thread(wanted uuid, out t sponsorship.proposal_threads, out side sponsorship.party)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  mine uuid[] := sponsorship.my_sponsors();
begin
  select x.* into t from sponsorship.proposal_threads x
  where x.id = wanted and (x.organization_id = system.org_id() or x.sponsor_id = any (mine) and x.state <> 'draft') for no key update;
  if not found then raise exception using errcode = 'P0002', message = 'That proposal is not here, or not yours.'; end if;
  side := sponsorship.side_of(t.organization_id, t.sponsor_id, 'sponsorship:write');
end $$;

-- p: id?, sponsorId, eventId, packageId?, variantId?, title, priceMinor, currency, terms, note, expiresAt. A draft is nobody else's business.
create or replace function sponsorship.save_proposal(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:write');
  made uuid := (p ->> 'id')::uuid;
  s sponsorship.sponsors;
  t sponsorship.proposal_threads;
begin
  perform sponsorship.check_terms((p ->> 'priceMinor')::bigint, p ->> 'currency', p -> 'terms');
  if (p ->> 'expiresAt')::timestamptz <= clock_timestamp() then
    raise exception using errcode = 'P0G01', column = 'expiresOn', message = 'It would be over before it is sent.';
  end if;
  select x.* into s from sponsorship.sponsors x where x.organization_id = org and x.id = (p ->> 'sponsorId')::uuid and x.archived_at is null for key share;
  if not found then raise exception using errcode = 'P0002', message = 'That sponsor is not here, or not yours.'; end if;
  if made is null then
    insert into sponsorship.proposal_threads (organization_id, number, sponsor_id, event_id, package_id, variant_id, title, organizer_name, sponsor_name, event_name, expires_at, created_by)
    select org, sponsorship.next_number(org, 'PR'), s.id, v.id, (p ->> 'packageId')::uuid, (p ->> 'variantId')::uuid, p ->> 'title', o.name, s.name, v.name,
      (p ->> 'expiresAt')::timestamptz, system.uid()
    from events.events v join organizations.organizations o on o.id = org where v.organization_id = org and v.id = (p ->> 'eventId')::uuid returning * into t;
    if t.id is null then raise exception using errcode = 'P0002', message = 'That event is not here, or not yours.'; end if;
    insert into sponsorship.proposal_versions (organization_id, thread_id, sponsor_id, n, side, price_minor, currency, terms, note, created_by)
    values (org, t.id, s.id, 1, 'organizer', (p ->> 'priceMinor')::bigint, p ->> 'currency', p -> 'terms', coalesce(p ->> 'note', ''), system.uid());
  else
    select x.* into t from sponsorship.proposal_threads x where x.organization_id = org and x.id = made and x.sponsor_id = s.id for no key update;
    if not found then raise exception using errcode = 'P0002', message = 'That proposal is not here, or not yours.'; end if;
    if t.state <> 'draft' then raise exception using errcode = 'P0S01', message = 'It was sent already. Answer with a counter-offer.'; end if;
    update sponsorship.proposal_threads x set title = p ->> 'title', expires_at = (p ->> 'expiresAt')::timestamptz, package_id = (p ->> 'packageId')::uuid,
      variant_id = (p ->> 'variantId')::uuid where x.organization_id = org and x.id = made;
    update sponsorship.proposal_versions v set price_minor = (p ->> 'priceMinor')::bigint, currency = p ->> 'currency', terms = p -> 'terms', note = coalesce(p ->> 'note', '')
    where v.organization_id = org and v.thread_id = made and v.n = 1;
  end if;
  return t.id;
end $$;

create or replace function sponsorship.send_proposal(thread uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  l record := sponsorship.lock_thread(thread);
begin
  if (l.t).expires_at <= clock_timestamp() then
    raise exception using errcode = 'P0G01', message = 'Its last day is over. Set a later one first.';
  end if;
  update sponsorship.proposal_versions v set sent_at = clock_timestamp() where v.organization_id = (l.t).organization_id and v.thread_id = thread and v.n = 1;
  update sponsorship.proposal_threads x set state = 'sent' where x.organization_id = (l.t).organization_id and x.id = thread;
  perform sponsorship.tell((l.t).organization_id, (l.t).sponsor_id, 'sponsor', format('A proposal by %s', (l.t).organizer_name),
    format('%s offers you %s at %s.', (l.t).organizer_name, (l.t).title, (l.t).event_name), '/sponsorship/proposals/' || thread, 'sent:' || thread);
end $$;

-- The sponsor has it before their eyes; nothing when they had.
create or replace function sponsorship.view_proposal(thread uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  l record := sponsorship.lock_thread(thread);
begin
  if l.side = 'sponsor' and (l.t).state = 'sent' then
    update sponsorship.proposal_threads x set state = 'viewed' where x.organization_id = (l.t).organization_id and x.id = thread;
  end if;
end $$;

create or replace function sponsorship.check_open(t sponsorship.proposal_threads) returns void language plpgsql stable set search_path = '' as $$
begin
  if t.state not in ('sent', 'viewed', 'counter') then
    raise exception using errcode = 'P0S01', message = format('This proposal is %s.', t.state);
  elsif t.expires_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'Its last day is over. Ask for a new one.';
  end if;
end $$;

-- Either side answers with other terms: a new version, and the other side's turn. p: priceMinor, terms, note, version (the one that was read).
create or replace function sponsorship.counter_proposal(thread uuid, p jsonb) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  l record := sponsorship.lock_thread(thread);
  t sponsorship.proposal_threads := l.t;
  last sponsorship.proposal_versions;
begin
  perform sponsorship.check_open(t);
  if (p ->> 'version')::int is distinct from t.version then
    raise exception using errcode = 'P0S01', message = 'The other side has sent a new version meanwhile. Read it first.';
  end if;
  select v.* into last from sponsorship.proposal_versions v where v.organization_id = t.organization_id and v.thread_id = t.id and v.n = t.version;
  perform sponsorship.check_terms((p ->> 'priceMinor')::bigint, last.currency, p -> 'terms');
  insert into sponsorship.proposal_versions (organization_id, thread_id, sponsor_id, n, side, price_minor, currency, terms, note, sent_at, created_by)
  values (t.organization_id, t.id, t.sponsor_id, t.version + 1, l.side, (p ->> 'priceMinor')::bigint, last.currency,
    -- Which tax it is, is the organizer's to say.
    p -> 'terms' || case when l.side = 'sponsor' then jsonb_build_object('taxPpm', last.terms -> 'taxPpm', 'taxCode', last.terms -> 'taxCode') else '{}' end,
    coalesce(p ->> 'note', ''), clock_timestamp(), system.uid());
  update sponsorship.proposal_threads x set state = 'counter', version = t.version + 1, turn = case l.side when 'sponsor' then 'organizer' else 'sponsor' end::sponsorship.party
  where x.organization_id = t.organization_id and x.id = t.id;
  perform sponsorship.note(t.organization_id, 'counter_proposal', 'proposal_threads', t.id, p);
  perform sponsorship.tell(t.organization_id, t.sponsor_id, case l.side when 'sponsor' then 'organizer' else 'sponsor' end::sponsorship.party,
    format('A counter-offer for %s', t.title), format('%s answered %s with other terms: %s.', case l.side when 'sponsor' then t.sponsor_name else t.organizer_name end, t.number,
      ticketing.money_words((p ->> 'priceMinor')::bigint, last.currency)), '/sponsorship/proposals/' || t.id, format('counter:%s:%s', t.id, t.version + 1));
  return t.version + 1;
end $$;

create or replace function sponsorship.reject_proposal(thread uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  l record := sponsorship.lock_thread(thread);
begin
  update sponsorship.proposal_threads x set state = 'rejected', reason = payments.said(reject_proposal.reason, 'Say why, for the other side.')
  where x.organization_id = (l.t).organization_id and x.id = thread;
  perform sponsorship.note((l.t).organization_id, 'reject_proposal', 'proposal_threads', thread, jsonb_build_object('reason', reason));
end $$;

-- Yes to the version that was read, by the side whose turn it is. Makes the order. Answers its id.
create or replace function sponsorship.accept_proposal(thread uuid, version int) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  l record := sponsorship.lock_thread(thread);
  t sponsorship.proposal_threads := l.t;
  v sponsorship.proposal_versions;
  quantity int;
  made uuid;
begin
  perform sponsorship.check_open(t);
  if t.version <> accept_proposal.version then
    raise exception using errcode = 'P0S01', message = 'There is a newer version on the table. Read it first.';
  elsif t.turn <> l.side then
    raise exception using errcode = 'P0G01', message = 'This is your own offer. The other side accepts it.';
  end if;
  select x.* into v from sponsorship.proposal_versions x where x.organization_id = t.organization_id and x.thread_id = t.id and x.n = t.version;
  if t.package_id is not null then
    select k.quantity into quantity from sponsorship.sponsorship_packages k where k.organization_id = t.organization_id and k.id = t.package_id for no key update;
    if sponsorship.sold(t.organization_id, t.package_id) >= quantity then
      raise exception using errcode = 'P0G01', message = 'This package is sold out.';
    end if;
  end if;
  update sponsorship.proposal_threads x set state = 'accepted' where x.organization_id = t.organization_id and x.id = t.id;
  insert into sponsorship.sponsorship_orders (organization_id, number, thread_id, version, sponsor_id, event_id, package_id, title, organizer_name, sponsor_name, event_name,
    currency, total_minor, tax_minor, tax_code, hold_days, auto_approve_days)
  values (t.organization_id, sponsorship.next_number(t.organization_id, 'SP'), t.id, v.n, t.sponsor_id, t.event_id, t.package_id, t.title, t.organizer_name, t.sponsor_name,
    t.event_name, v.currency, v.price_minor, payments.share(v.price_minor, coalesce((v.terms ->> 'taxPpm')::int, 0), 1000000 + coalesce((v.terms ->> 'taxPpm')::int, 0)),
    coalesce(v.terms ->> 'taxCode', 'sales'), (v.terms ->> 'holdDays')::int, (v.terms ->> 'autoApproveDays')::int) returning id into made;
  insert into sponsorship.milestones (organization_id, order_id, sponsor_id, position, title, amount_minor, currency, due_on)
  select t.organization_id, made, t.sponsor_id, m.o - 1, m.m ->> 'title', (m.m ->> 'amountMinor')::bigint, v.currency, (m.m ->> 'dueOn')::date
  from jsonb_array_elements(v.terms -> 'milestones') with ordinality m (m, o);
  insert into sponsorship.deliverables (organization_id, order_id, milestone_id, sponsor_id, position, title, description, due_on, sla_days, wanted_figure)
  select t.organization_id, made, m.id, t.sponsor_id, d.o - 1, d.d ->> 'title', coalesce(d.d ->> 'description', ''), (d.d ->> 'dueOn')::date, coalesce((d.d ->> 'slaDays')::int, 0),
    (d.d ->> 'wanted')::bigint
  from jsonb_array_elements(v.terms -> 'deliverables') with ordinality d (d, o)
  join sponsorship.milestones m on m.organization_id = t.organization_id and m.order_id = made and m.position = (d.d ->> 'milestone')::int;
  perform sponsorship.note(t.organization_id, 'accept_proposal', 'sponsorship_orders', made, jsonb_build_object('version', version));
  perform sponsorship.tell(t.organization_id, t.sponsor_id, case l.side when 'sponsor' then 'organizer' else 'sponsor' end::sponsorship.party, format('%s is agreed', t.title),
    format('%s accepted: %s for %s.', case l.side when 'sponsor' then t.sponsor_name else t.organizer_name end, ticketing.money_words(v.price_minor, v.currency), t.title),
    '/sponsorship/orders/' || made, 'accepted:' || t.id);
  return made;
end $$;

-- Words between the parties, with a file that was uploaded before.
create or replace function sponsorship.write_message(thread uuid, body text, file uuid default null) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  l record := sponsorship.lock_thread(thread);
  made uuid;
begin
  perform sponsorship.check_file((l.t).organization_id, (l.t).sponsor_id, file);
  insert into sponsorship.proposal_messages (organization_id, thread_id, sponsor_id, side, author, body, file_id, created_by)
  values ((l.t).organization_id, thread, (l.t).sponsor_id, l.side, sponsorship.my_name(), body, file, system.uid()) returning id into made;
  return made;
end $$;

create or replace function sponsorship.my_name() returns text language sql stable security definer set search_path = '' as $$
  select coalesce(nullif(u.name, ''), 'Somebody') from users.user_profiles u where u.user_id = system.uid()
$$;

-- A file goes along with what the same two parties have between them, and nowhere else.
create or replace function sponsorship.check_file(org uuid, sponsor uuid, file uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if file is not null and not exists (select from sponsorship.files f where f.organization_id = org and f.sponsor_id = sponsor and f.id = file) then
    raise exception using errcode = 'P0002', message = 'That file is not here, or not yours.';
  end if;
end $$;

create or replace function sponsorship.add_file(org uuid, sponsor uuid, name text, content_type text, content bytea) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
begin
  perform sponsorship.side_of(org, sponsor, 'sponsorship:write');
  insert into sponsorship.files (organization_id, sponsor_id, name, content_type, size, content, uploaded_by)
  values (org, sponsor, add_file.name, add_file.content_type, octet_length(add_file.content), add_file.content, system.uid()) returning id into made;
  return made;
end $$;

-- Nightly: what nobody answered in time is over.
create or replace function sponsorship.expire_proposals() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  n int;
begin
  update sponsorship.proposal_threads t set state = 'expired' where t.state in ('sent', 'viewed', 'counter') and t.expires_at <= clock_timestamp();
  get diagnostics n = row_count;
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['check_terms(bigint, text, jsonb)', 'lock_thread(uuid)', 'save_proposal(jsonb)', 'send_proposal(uuid)', 'view_proposal(uuid)',
    'check_open(sponsorship.proposal_threads)', 'counter_proposal(uuid, jsonb)', 'reject_proposal(uuid, text)', 'accept_proposal(uuid, int)', 'write_message(uuid, text, uuid)',
    'my_name()', 'check_file(uuid, uuid, uuid)', 'add_file(uuid, uuid, text, text, bytea)', 'expire_proposals()'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.save_proposal(jsonb), sponsorship.send_proposal(uuid), sponsorship.view_proposal(uuid), sponsorship.counter_proposal(uuid, jsonb),
  sponsorship.reject_proposal(uuid, text), sponsorship.accept_proposal(uuid, int), sponsorship.write_message(uuid, text, uuid),
  sponsorship.add_file(uuid, uuid, text, text, bytea) to authenticated;
grant usage on schema sponsorship to gr_worker;
grant execute on function sponsorship.expire_proposals() to gr_worker;
