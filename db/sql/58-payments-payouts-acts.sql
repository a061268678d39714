-- What people do with payouts. Each locks the organization's payouts first, looks at everything again, and then acts once.

-- Who must approve so much: a permission, or null where the organization's rule lets one person alone ask for it. Without a rule
-- every payout needs two. What went out on one person's word in the last day counts, so that many small ones do not pass.
create or replace function payments.payout_approver(org uuid, amount bigint, code text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  rule organizations.approval_rules;
  alone bigint;
begin
  select r.* into rule from organizations.approval_rules r where r.organization_id = org and r.act = 'payout';
  if rule.id is null then return 'payments:approve'; end if;
  select coalesce(sum(o.amount_minor), 0) into alone from payments.payouts o where o.organization_id = org and o.currency = code
    and o.approved_by is null and o.approved_at > clock_timestamp() - interval '1 day' and o.state not in ('cancelled', 'failed');
  return case when rule.active and (rule.threshold_minor is null or rule.currency <> code or amount + alone > rule.threshold_minor) then rule.approver end;
end $$;

-- p: currency, key, amountMinor? (all that is available), accountId? (that of the settings), arrivesAt? (where the last one to this account
-- arrived), note?, retryOf?. Refuses with a sentence.
-- Answers { id, number, state, amountMinor }.
create or replace function payments.draft_payout(org uuid, p jsonb, asker uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  code text := p ->> 'currency';
  earlier payments.payouts;
  settings organizations.payout_configurations;
  purse record;
  amount bigint := (p ->> 'amountMinor')::bigint;
  account uuid := (p ->> 'accountId')::uuid;
  words text;
  arrives text := coalesce(p ->> 'arrivesAt', '');
  made payments.payouts;
begin
  perform payments.lock_payouts(org);
  select o.* into earlier from payments.payouts o where o.organization_id = org and o.key = p ->> 'key';
  if found then
    if earlier.requested_by is not distinct from asker and earlier.currency = code and earlier.amount_minor = coalesce(amount, earlier.amount_minor)
      and earlier.payout_account_id = coalesce(account, earlier.payout_account_id) then
      return payments.payout_answer(earlier);
    end if;
    raise exception using errcode = 'P0G01', message = 'This form was used for another payout. Load the page again.';
  end if;
  if org = payments.platform_id() or (select o.settlement from organizations.organizations o where o.id = org) = 'direct' then
    raise exception using errcode = 'P0G01', message = 'The platform keeps no money for this organization.';
  end if;
  select c.* into settings from organizations.payout_configurations c where c.organization_id = org and c.currency = code;
  account := coalesce(account, settings.payout_account_id);
  perform payments.check_account(org, account, code);
  select w.* into purse from payments.wallet_of(org) w where w.currency = code;
  amount := coalesce(amount, purse.available_minor, 0);
  words := ticketing.money_words(coalesce(purse.available_minor, 0), code);
  if amount < 1 or amount > coalesce(purse.available_minor, 0) then
    raise exception using errcode = 'P0G01', column = 'amount', message = case
      when coalesce(purse.available_minor, 0) = 0 and purse.requested_minor > 0
        then format('Nothing is available: %s waits in other payouts.', ticketing.money_words(purse.requested_minor, code))
      when coalesce(purse.available_minor, 0) = 0 and purse.disputed_minor > 0
        then format('Nothing is available: %s is held back for disputes.', ticketing.money_words(purse.disputed_minor, code))
      when coalesce(purse.available_minor, 0) = 0 then format('Nothing is available in %s.', code)
      when amount < 1 then 'Enter an amount above zero.'
      else format('At most %s is available.', words) end;
  end if;
  if amount < settings.minimum_minor then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('The smallest payout is %s.', ticketing.money_words(settings.minimum_minor, code));
  end if;
  if arrives = '' then
    arrives := coalesce((select o.arrives_at from payments.payouts o where o.organization_id = org and o.payout_account_id = account order by o.number desc limit 1), 'main');
  elsif arrives <> 'main' and not exists (select from payments.bank_accounts b where b.organization_id = org and b.slug = arrives and b.currency = code) then
    raise exception using errcode = 'P0G01', column = 'arrivesAt', message = format('There is no such bank account in %s in your books.', code);
  end if;
  perform payments.check_limit(org, asker, 'payout', amount, code);
  insert into payments.payouts as o (organization_id, number, amount_minor, currency, payout_account_id, key, requested_by, note, retry_of, arrives_at)
  values (org, coalesce((select max(x.number) from payments.payouts x where x.organization_id = org), 0) + 1, amount, code, account,
    p ->> 'key', asker, coalesce(p ->> 'note', ''), (p ->> 'retryOf')::uuid, arrives)
  returning o.* into made;
  if asker is not null and payments.payout_approver(org, amount, code) is null then
    made := payments.approve_drafted(made, null, '');
  else
    perform payments.tell_approvers(org, coalesce(payments.payout_approver(org, amount, code), 'payments:approve'), asker, 'approval_wanted',
      payments.payout_words(made), 'payout:' || made.id || ':draft');
  end if;
  return payments.payout_answer(made);
end $$;

create or replace function payments.payout_answer(p payments.payouts) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'number', p.number, 'state', p.state, 'amountMinor', p.amount_minor::text)
$$;

create or replace function payments.request_payout(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  perform identity.check_may(system.org_id(), 'payments:payout');
  return payments.draft_payout(system.org_id(), p - 'retryOf', system.uid());
end $$;

-- Another attempt at one that failed or came back, to the same account or another one. Once.
create or replace function payments.retry_payout(payout uuid, account uuid, key text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  former payments.payouts := payments.payout_of(org, payout);
begin
  perform identity.check_may(org, 'payments:payout');
  if former.state not in ('failed', 'returned') then
    raise exception using errcode = 'P0S01', message = format('This payout is %s. Only one that failed or came back is tried again.', former.state);
  end if;
  if exists (select from payments.payouts o where o.organization_id = org and o.retry_of = former.id and o.state <> 'cancelled' and o.key <> retry_payout.key) then
    raise exception using errcode = 'P0S01', message = 'This was tried again already.';
  end if;
  return payments.draft_payout(org, jsonb_build_object('currency', former.currency, 'key', key, 'amountMinor', former.amount_minor::text,
    'accountId', coalesce(account, former.payout_account_id), 'retryOf', former.id), system.uid());
end $$;

-- The payout to change, locked.
create or replace function payments.payout_of(org uuid, wanted uuid) returns payments.payouts language plpgsql volatile security definer set search_path = '' as $$
declare
  p payments.payouts;
begin
  perform payments.lock_payouts(org);
  select x.* into p from payments.payouts x where x.organization_id = org and x.id = wanted for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That payout is not here, or not yours.';
  end if;
  return p;
end $$;

-- The second person approves: the money leaves the wallet in this transaction.
create or replace function payments.approve_payout(payout uuid, note text default '') returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  p payments.payouts := payments.payout_of(org, payout);
begin
  perform identity.check_may(org, coalesce(payments.payout_approver(org, p.amount_minor, p.currency), 'payments:approve'));
  if p.requested_by = system.uid() then
    raise exception using errcode = 'P0G01', message = 'You asked for this payout yourself, so somebody else approves it.';
  end if;
  p := payments.approve_drafted(p, system.uid(), note);
  perform payments.tell(org, array[p.requested_by], 'approved', payments.payout_words(p), 'payout:' || p.id || ':approved');
  return payments.payout_answer(p);
end $$;

create or replace function payments.approve_drafted(p payments.payouts, approver uuid, note text) returns payments.payouts
  language plpgsql volatile security definer set search_path = '' as $$
declare
  purse record;
  rest bigint;
  made jsonb;
begin
  if p.state <> 'draft' then
    raise exception using errcode = 'P0S01', message = format('This payout is %s already.', p.state);
  elsif p.expires_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'This was asked for more than a week ago. It has to be asked for again.';
  end if;
  perform payments.check_account(p.organization_id, p.payout_account_id, p.currency);
  perform payments.hold_wallet(p.organization_id, p.currency);
  select w.* into purse from payments.wallet_of(p.organization_id, p.id) w where w.currency = p.currency;
  if p.amount_minor > purse.posted_minor - purse.shortfall_minor - purse.reserve_minor - purse.disputed_minor then
    raise exception using errcode = 'P0G01', message = format('Only %s of it is available now. Cancel this payout and ask for less.',
      ticketing.money_words(greatest(purse.posted_minor - purse.shortfall_minor - purse.reserve_minor - purse.disputed_minor, 0), p.currency));
  end if;
  rest := purse.posted_minor - p.amount_minor - purse.reserve_minor - purse.shortfall_minor - purse.disputed_minor;
  made := payments.gather_payout(p.organization_id, p.id);
  update payments.payouts x set state = 'approved', approved_by = approver, approved_at = clock_timestamp(), note = left(coalesce(approve_drafted.note, ''), 500),
    group_id = (made ->> 'group')::uuid, gathered_minor = (made ->> 'gathered')::bigint, opening_minor = purse.posted_minor - (made ->> 'gathered')::bigint,
    reserve_minor = purse.reserve_minor, shortfall_minor = purse.shortfall_minor, disputed_minor = purse.disputed_minor, others_minor = least(purse.requested_minor, rest),
    left_minor = rest - least(purse.requested_minor, rest)
  where x.organization_id = p.organization_id and x.id = p.id returning x.* into p;
  return p;
end $$;

-- Before it is with the bank, a payout can be taken back; what had left the wallet returns to it.
create or replace function payments.cancel_payout(payout uuid, reason text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  p payments.payouts := payments.payout_of(org, payout);
begin
  perform identity.check_may(org, case when identity.allows(org, system.uid(), 'payments:approve') then 'payments:approve' else 'payments:payout' end);
  if length(btrim(coalesce(reason, ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why it is cancelled.';
  end if;
  if p.state not in ('draft', 'approved') then
    raise exception using errcode = 'P0S01', message = format('This payout is %s and cannot be cancelled.', p.state);
  elsif p.batch_id is not null then
    raise exception using errcode = 'P0S01', message = 'The platform is about to send this payout. Ask the platform to take it out first.';
  end if;
  if p.state = 'approved' then perform payments.give_back_payout(p, reason, null); end if;
  update payments.payouts x set state = 'cancelled', note = left(btrim(reason), 500) where x.organization_id = org and x.id = p.id returning x.* into p;
  perform payments.tell(org, array[p.requested_by, p.approved_by], 'cancelled', payments.payout_words(p) || jsonb_build_object('reason', btrim(reason)),
    'payout:' || p.id || ':cancelled');
  return payments.payout_answer(p);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['payout_approver(uuid, bigint, text)', 'draft_payout(uuid, jsonb, uuid)', 'payout_answer(payments.payouts)',
    'request_payout(jsonb)', 'retry_payout(uuid, uuid, text)', 'payout_of(uuid, uuid)', 'approve_payout(uuid, text)',
    'approve_drafted(payments.payouts, uuid, text)', 'cancel_payout(uuid, text)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.request_payout(jsonb), payments.retry_payout(uuid, uuid, text), payments.approve_payout(uuid, text),
  payments.cancel_payout(uuid, text) to authenticated;
