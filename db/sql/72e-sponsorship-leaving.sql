-- Money leaves on two people's word: one asks, another approves (`payments.approved_release`), and everything is looked at again then. The sponsor's
-- dispute freezes a part of it until the parties agree or finance splits it.

-- What may leave now; raises with a sentence, answers the amount. p: kind (release | refund | return | split), orderId, milestoneId?, amountMinor?,
-- disputeId?, releaseMinor?, refundMinor?.
create or replace function sponsorship.check_leaving(o sponsorship.sponsorship_orders, p jsonb) returns bigint language plpgsql volatile security definer set search_path = '' as $$
declare
  kind text := p ->> 'kind';
  amount bigint := (p ->> 'amountMinor')::bigint;
  free bigint := sponsorship.held(o) - o.frozen_minor;
  m sponsorship.milestones;
  d sponsorship.sponsor_disputes;
  waits text;
begin
  if kind = 'return' then
    amount := coalesce(amount, o.released_minor - o.returned_minor);
    if amount < 1 or amount > o.released_minor - o.returned_minor then
      raise exception using errcode = 'P0G01', column = 'amount', message = format('Of what was released %s are left to give back.', ticketing.money_words(o.released_minor - o.returned_minor, o.currency));
    end if;
    return amount;
  elsif kind = 'release' and o.state not in ('locked', 'disputed') or o.state not in ('funded', 'locked', 'disputed') then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s. %s', o.number, o.state,
      case when o.state = 'pending' then 'It is not paid yet.' when o.state = 'funded' then 'Lock its money first: then the work begins.' else 'Nothing of it is held any more.' end);
  end if;
  if kind = 'split' then
    select x.* into d from sponsorship.sponsor_disputes x where x.organization_id = o.organization_id and x.order_id = o.id and x.id = (p ->> 'disputeId')::uuid;
    if not found then raise exception using errcode = 'P0002', message = 'That dispute is not here, or not yours.'; end if;
    if d.state <> 'open' then raise exception using errcode = 'P0S01', message = format('This dispute is %s already.', d.state); end if;
    amount := coalesce((p ->> 'releaseMinor')::bigint, 0) + coalesce((p ->> 'refundMinor')::bigint, 0);
    if least((p ->> 'releaseMinor')::bigint, (p ->> 'refundMinor')::bigint) < 0 or amount < 1 or amount > d.amount_minor then
      raise exception using errcode = 'P0G01', column = 'release', message = format('Both parts together are at most what is disputed: %s.', ticketing.money_words(d.amount_minor, o.currency));
    end if;
    return amount;
  end if;
  if kind = 'release' then
    select x.* into m from sponsorship.milestones x where x.organization_id = o.organization_id and x.order_id = o.id and x.id = (p ->> 'milestoneId')::uuid;
    if not found then raise exception using errcode = 'P0G01', column = 'milestone', message = 'Choose the milestone that is due.'; end if;
    select string_agg(x.title, ', ' order by x.position) into waits from sponsorship.deliverables x
    where x.organization_id = o.organization_id and x.milestone_id = m.id and x.state <> 'approved';
    if waits is not null then
      raise exception using errcode = 'P0G01', column = 'milestone', message = left(format('%s waits for: %s.', m.title, waits), 300);
    end if;
    amount := coalesce(amount, least(m.amount_minor - m.settled_minor, free));
    if m.settled_minor = m.amount_minor then
      raise exception using errcode = 'P0S01', message = format('%s was settled already.', m.title);
    elsif amount > m.amount_minor - m.settled_minor then
      raise exception using errcode = 'P0G01', column = 'amount', message = format('Of %s %s are open.', m.title, ticketing.money_words(m.amount_minor - m.settled_minor, o.currency));
    end if;
  end if;
  amount := coalesce(amount, free);
  if amount < 1 or amount > free then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('%s are free of disputes, of %s that are held.', ticketing.money_words(free, o.currency),
      ticketing.money_words(sponsorship.held(o), o.currency));
  end if;
  return amount;
end $$;

-- Ask. Always two people, whatever the rules say; a rule of the organization may name who the second is. The same key again is the same request.
create or replace function sponsorship.ask_release(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:release');
  o sponsorship.sponsorship_orders;
  rule organizations.approval_rules;
  earlier organizations.approval_requests;
  amount bigint;
  made uuid;
begin
  if length(btrim(coalesce(p ->> 'reason', ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why, for whoever approves it.';
  end if;
  perform identity.lock(org);
  select q.* into earlier from organizations.approval_requests q where q.organization_id = org and q.act = 'release' and q.key = p ->> 'key';
  if found then
    if earlier.payload - 'amountMinor' <> p - array['key', 'amountMinor'] or earlier.requested_by <> system.uid() then
      raise exception using errcode = 'P0G01', message = 'This form was used for something else. Load the page again.';
    end if;
    return earlier.id;
  end if;
  o := sponsorship.lock_order((p ->> 'orderId')::uuid);
  if o.organization_id <> org then raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.'; end if;
  amount := sponsorship.check_leaving(o, p);
  if exists (select from organizations.approval_requests q where q.organization_id = org and q.act = 'release' and q.state = 'requested' and q.expires_at > clock_timestamp()
      and q.subject_id = o.id and (q.payload ->> 'milestoneId' = p ->> 'milestoneId' or q.payload ->> 'disputeId' = p ->> 'disputeId')) then
    raise exception using errcode = 'P0G01', message = 'This was asked for already and waits for a second person.';
  end if;
  perform payments.check_limit(org, system.uid(), case when p ->> 'kind' = 'release' then 'release' else 'refund' end, amount, o.currency, false);
  rule := organizations.rule_for(org, 'release', amount, o.currency);
  insert into organizations.approval_requests as r (organization_id, act, requested_by, reason, payload, amount_minor, currency, subject, subject_id, key, approver, expires_at)
  values (org, 'release', system.uid(), left(btrim(p ->> 'reason'), 500), (p - 'key') || jsonb_build_object('amountMinor', amount::text), amount, o.currency,
    'sponsorship.sponsorship_orders', o.id, p ->> 'key', coalesce(rule.approver, 'payments:approve'), clock_timestamp() + coalesce(rule.expires_hours, 336) * interval '1 hour')
  returning r.id into made;
  return made;
end $$;

-- The second person said yes: it happens here, in the transaction of the approval. Called by `organizations.approve_request` alone.
create or replace function payments.approved_release(request organizations.approval_requests) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  p jsonb := request.payload;
  o sponsorship.sponsorship_orders := sponsorship.lock_order((p ->> 'orderId')::uuid);
  m jsonb := jsonb_build_object('key', 'request:' || request.id, 'request', request.id, 'reason', request.reason, 'milestone', p ->> 'milestoneId');
  amount bigint;
  d sponsorship.sponsor_disputes;
  part bigint;
begin
  if o.organization_id <> request.organization_id or request.requested_by = system.uid() then
    raise exception using errcode = 'P0G01', message = 'You asked for this yourself, so somebody else decides.';
  elsif not identity.allows(o.organization_id, request.requested_by, 'sponsorship:release') then
    raise exception using errcode = 'P0G01', message = 'Whoever asked for this may not ask for it any more.';
  end if;
  amount := sponsorship.check_leaving(o, p);
  perform payments.check_limit(o.organization_id, system.uid(), case when p ->> 'kind' = 'release' then 'release' else 'refund' end, amount, o.currency);
  if p ->> 'kind' = 'release' then
    o := sponsorship.release(o, amount, m);
  elsif p ->> 'kind' = 'refund' then
    o := sponsorship.give_back(o, amount, 'liabilities:refunds-in-transit', m);
    perform sponsorship.send_back(o, amount, request.reason);
  elsif p ->> 'kind' = 'return' then
    o := sponsorship.give_back_released(o, amount, 'liabilities:refunds-in-transit', m);
    perform sponsorship.send_back(o, amount, request.reason);
  else
    select x.* into d from sponsorship.sponsor_disputes x where x.organization_id = o.organization_id and x.id = (p ->> 'disputeId')::uuid for update;
    m := m || jsonb_build_object('dispute', d.id, 'milestone', d.milestone_id);
    -- Thawed first: what leaves is then free, and what is left over is held as before.
    o := sponsorship.close_dispute(o, d, 'settled', jsonb_build_object('releaseMinor', p -> 'releaseMinor', 'refundMinor', p -> 'refundMinor'), request.reason, m);
    part := coalesce((p ->> 'releaseMinor')::bigint, 0);
    if part > 0 then o := sponsorship.release(o, part, m || jsonb_build_object('key', 'request:' || request.id || ':release')); end if;
    part := coalesce((p ->> 'refundMinor')::bigint, 0);
    if part > 0 then
      o := sponsorship.give_back(o, part, 'liabilities:refunds-in-transit', m || jsonb_build_object('key', 'request:' || request.id || ':refund'));
      perform sponsorship.send_back(o, part, request.reason);
    end if;
  end if;
  perform sponsorship.tell(o.organization_id, o.sponsor_id, 'sponsor', format('%s of %s', case p ->> 'kind' when 'release' then 'A release' when 'split' then 'The dispute' else 'A refund' end, o.number),
    format('%s of the money held for %s: %s.', ticketing.money_words(amount, o.currency), o.title, request.reason), '/sponsorship/orders/' || o.id, 'left:' || request.id);
  return jsonb_build_object('orderId', o.id, 'state', o.state);
end $$;

-- From now on the money leaves for what was delivered, or goes back.
create or replace function sponsorship.lock_funds(wanted uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
begin
  if sponsorship.side_of(o.organization_id, o.sponsor_id, 'sponsorship:write') <> 'organizer' then
    raise exception using errcode = 'P0G01', message = 'The organizer locks the money when the work begins.';
  elsif o.state <> 'funded' then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, so its money cannot be locked.', o.number, o.state);
  end if;
  perform sponsorship.move(o, jsonb_build_object('kind', 'locked', 'key', 'locked'), '[]');
end $$;

create or replace function sponsorship.cancel_order(wanted uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
  n sponsorship.sponsorship_orders;
begin
  perform sponsorship.side_of(o.organization_id, o.sponsor_id, 'sponsorship:write');
  if o.state <> 'pending' then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s. Money that came goes back by a refund.', o.number, o.state);
  elsif exists (select from sponsorship.fundings f where f.organization_id = o.organization_id and f.order_id = o.id and f.state = 'waiting' and f.payment_ref is not null and f.expires_at > now()) then
    raise exception using errcode = 'P0S01', message = 'It is being paid by card right now. Wait until that is over.';
  end if;
  update sponsorship.sponsorship_orders x set state = 'cancelled' where x.organization_id = o.organization_id and x.id = o.id returning x.* into n;
  perform sponsorship.record(o, n, jsonb_build_object('kind', 'cancelled', 'key', 'cancelled', 'reason', payments.said(reason, 'Say why, for the other side.')), null);
  perform sponsorship.note(o.organization_id, 'cancel_order', 'sponsorship_orders', o.id, jsonb_build_object('reason', reason));
end $$;

-- Freeze a part of what is held, until it is decided. Either side; only while something is held.
create or replace function sponsorship.open_dispute(wanted uuid, amount bigint, reason text, milestone uuid default null) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
  side sponsorship.party := sponsorship.side_of(o.organization_id, o.sponsor_id, 'sponsorship:write');
  free bigint := sponsorship.held(o) - o.frozen_minor;
  made uuid;
begin
  if o.state not in ('locked', 'disputed') then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s. Only money that is locked can be disputed.', o.number, o.state);
  elsif amount is null or amount < 1 or amount > free then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('%s can be disputed.', ticketing.money_words(free, o.currency));
  elsif milestone is not null and not exists (select from sponsorship.milestones m where m.organization_id = o.organization_id and m.order_id = o.id and m.id = milestone) then
    raise exception using errcode = 'P0002', message = 'That milestone is not here, or not yours.';
  end if;
  insert into sponsorship.sponsor_disputes (organization_id, order_id, milestone_id, sponsor_id, side, amount_minor, currency, reason, opened_by)
  values (o.organization_id, o.id, milestone, o.sponsor_id, side, amount, o.currency, payments.said(open_dispute.reason, 'Say what is wrong, for the other side.'), system.uid()) returning id into made;
  perform sponsorship.move(o, jsonb_build_object('kind', 'disputed', 'key', 'dispute:' || made, 'amount', amount, 'frozen', amount, 'dispute', made, 'milestone', milestone, 'reason', reason), '[]');
  perform sponsorship.note(o.organization_id, 'open_dispute', 'sponsor_disputes', made, jsonb_build_object('amountMinor', amount::text, 'reason', reason));
  perform sponsorship.tell(o.organization_id, o.sponsor_id, case side when 'sponsor' then 'organizer' else 'sponsor' end::sponsorship.party, format('A dispute over %s', o.number),
    format('%s disputes %s of %s: %s', case side when 'sponsor' then o.sponsor_name else o.organizer_name end, ticketing.money_words(amount, o.currency), o.title, reason),
    '/sponsorship/orders/' || o.id, 'dispute:' || made);
  return made;
end $$;

create or replace function sponsorship.close_dispute(o sponsorship.sponsorship_orders, d sponsorship.sponsor_disputes, becomes text, split jsonb, words text, m jsonb)
  returns sponsorship.sponsorship_orders language plpgsql volatile security definer set search_path = '' as $$
begin
  update sponsorship.sponsor_disputes x set state = becomes::sponsorship.sponsor_dispute_state, closed_at = clock_timestamp(), resolution = left(words, 500),
    released_minor = coalesce((split ->> 'releaseMinor')::bigint, 0), refunded_minor = coalesce((split ->> 'refundMinor')::bigint, 0)
  where x.organization_id = d.organization_id and x.id = d.id;
  return sponsorship.move(o, m || jsonb_build_object('kind', becomes, 'key', becomes || ':' || d.id, 'amount', d.amount_minor, 'frozen', -d.amount_minor, 'dispute', d.id, 'reason', words), '[]');
end $$;

-- Whoever opened it takes it back; the money is held as before.
create or replace function sponsorship.withdraw_dispute(dispute uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  d sponsorship.sponsor_disputes;
  o sponsorship.sponsorship_orders;
begin
  select x.* into d from sponsorship.sponsor_disputes x where x.id = dispute and (x.organization_id = system.org_id() or x.sponsor_id = any (sponsorship.my_sponsors()));
  if not found then raise exception using errcode = 'P0002', message = 'That dispute is not here, or not yours.'; end if;
  o := sponsorship.lock_order(d.order_id);
  select x.* into d from sponsorship.sponsor_disputes x where x.organization_id = o.organization_id and x.id = dispute for update;
  if sponsorship.side_of(o.organization_id, o.sponsor_id, 'sponsorship:write') <> d.side then
    raise exception using errcode = 'P0G01', message = 'Whoever opened the dispute takes it back.';
  end if;
  if d.state <> 'open' then raise exception using errcode = 'P0S01', message = format('This dispute is %s already.', d.state); end if;
  perform sponsorship.close_dispute(o, d, 'withdrawn', '{}', payments.said(reason, 'Say why it is over.'), '{}');
  perform sponsorship.note(o.organization_id, 'withdraw_dispute', 'sponsor_disputes', d.id, jsonb_build_object('reason', reason));
end $$;

create or replace function sponsorship.add_evidence(dispute uuid, body text, file uuid default null) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  d sponsorship.sponsor_disputes;
  side sponsorship.party;
  made uuid;
begin
  select x.* into d from sponsorship.sponsor_disputes x where x.id = dispute and (x.organization_id = system.org_id() or x.sponsor_id = any (sponsorship.my_sponsors())) for share;
  if not found then raise exception using errcode = 'P0002', message = 'That dispute is not here, or not yours.'; end if;
  side := sponsorship.side_of(d.organization_id, d.sponsor_id, 'sponsorship:release');
  if d.state <> 'open' then raise exception using errcode = 'P0S01', message = format('This dispute is %s already.', d.state); end if;
  perform sponsorship.check_file(d.organization_id, d.sponsor_id, file);
  insert into sponsorship.dispute_evidence (organization_id, dispute_id, sponsor_id, side, author, body, file_id, created_by)
  values (d.organization_id, d.id, d.sponsor_id, side, sponsorship.my_name(), body, file, system.uid()) returning id into made;
  return made;
end $$;

do $$
declare
  f text;
  o text := 'sponsorship.sponsorship_orders';
begin
  foreach f in array array[format('check_leaving(%s, jsonb)', o), 'ask_release(jsonb)', 'lock_funds(uuid)', 'cancel_order(uuid, text)', 'open_dispute(uuid, bigint, text, uuid)',
    format('close_dispute(%s, sponsorship.sponsor_disputes, text, jsonb, text, jsonb)', o), 'withdraw_dispute(uuid, text)', 'add_evidence(uuid, text, uuid)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
    if f not like '%sponsorship_orders%' then execute format('grant execute on function sponsorship.%s to authenticated', f); end if;
  end loop;
end $$;
alter function payments.approved_release(organizations.approval_requests) owner to gr_flow;
revoke execute on function payments.approved_release(organizations.approval_requests) from public;
