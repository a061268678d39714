-- Payouts at the platform's desk: what is approved goes into a batch, the batch into the bank's file, and what the bank did comes
-- back as paid, failed or returned. And what the worker does by the clock.

grant select, insert, update on payments.payout_batches to gr_flow;
create or replace trigger deny before delete or truncate on payments.payout_batches for each statement execute function payments.deny();

-- What the bank did. `becomes`: paid (from submitted), failed (from submitted: the money is back in the wallet), returned (from paid:
-- it came back from the bank). `on_day` in the organization's zone, not in the future, not in a closed period of either book. `reference`
-- is the bank's; `reason` is required unless paid; `bank` is the platform's account `assets:bank:<bank>`. The caller has checked who
-- asks; reconciliation calls this for a matched line. Said again with the same state it changes nothing: { state, already }.
create or replace function payments.settle_payout(org uuid, payout uuid, becomes text, on_day date, reference text default null,
  reason text default null, bank text default 'main') returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  p payments.payouts := payments.payout_of(org, payout);
begin
  if p.state::text = becomes then
    return jsonb_build_object('state', p.state, 'already', true);
  end if;
  if (p.state::text, becomes) not in (('submitted', 'paid'), ('submitted', 'failed'), ('paid', 'returned')) then
    raise exception using errcode = 'P0S01', message = format('Payout %s is %s and cannot become %s.', p.number, p.state, becomes);
  end if;
  if on_day is null or on_day > greatest(payments.today(org), payments.today(payments.platform_id())) then
    raise exception using errcode = 'P0G01', column = 'on', message = 'Choose the day on which the bank did it, not one to come.';
  end if;
  if becomes <> 'paid' and length(btrim(coalesce(reason, ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say what the bank said.';
  end if;
  if becomes = 'failed' then
    perform payments.give_back_payout(p, reason, on_day);
  else
    perform payments.post_payout(p, becomes, on_day, bank, case when becomes = 'returned' then btrim(reason) end);
  end if;
  update payments.payouts x set state = becomes::payments.payout_state, settled_on = on_day, bank_reference = coalesce(nullif(btrim(reference), ''), x.bank_reference),
    note = left(coalesce(btrim(reason), ''), 500)
  where x.organization_id = org and x.id = p.id returning x.* into p;
  perform payments.tell(org, array[p.requested_by, p.approved_by], becomes, payments.payout_words(p) || jsonb_build_object('reason', nullif(btrim(reason), '')),
    format('payout:%s:%s', p.id, becomes));
  perform system.note(org, 'payments.settle_payout', 'UPDATE', 'payments.payouts', p.id,
    jsonb_strip_nulls(jsonb_build_object('becomes', becomes, 'on', on_day, 'reference', reference, 'reason', reason)));
  if becomes <> 'paid' then perform system.enqueue(org, 'payments.check_alerts', '{}', format('alerts:payout:%s:%s', p.id, becomes)); end if;
  return jsonb_build_object('state', p.state, 'already', false);
end $$;

create or replace function payments.require_platform() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.is_platform_admin() or system.context() ->> 'imp' is not null then
    raise exception using errcode = '42501', message = 'Only the platform sends payouts.';
  end if;
end $$;

-- The same by hand. p: organizationId, payoutId, becomes, on, reference?, reason?.
create or replace function payments.settle_payout_by_hand(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  perform payments.require_platform();
  return payments.settle_payout((p ->> 'organizationId')::uuid, (p ->> 'payoutId')::uuid, p ->> 'becomes', (p ->> 'on')::date, p ->> 'reference', p ->> 'reason');
end $$;

-- Collect every approved payout of a currency, and the test transfers that wait. p: currency, executeOn. Answers { id, number }.
create or replace function payments.make_batch(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  unit text := p ->> 'currency';
  made payments.payout_batches;
  members record;
begin
  perform payments.require_platform();
  perform pg_advisory_xact_lock(hashtextextended('payments.batches', 0));
  if payments.debtor_account(unit) is null then
    raise exception using errcode = 'P0G01', column = 'currency',
      message = format('The platform has no bank account in %s to send from. Add it under the platform''s own payout accounts.', unit);
  end if;
  if (p ->> 'executeOn')::date < payments.today(payments.platform_id()) then
    raise exception using errcode = 'P0G01', column = 'executeOn', message = 'Choose today or a later day.';
  end if;
  select count(*)::int as count, coalesce(sum(x.amount), 0)::bigint as total into members from (
    select o.amount_minor as amount from payments.payouts o where o.state = 'approved' and o.currency = unit and o.batch_id is null
    union all
    select 1 from organizations.payout_accounts a where a.state = 'verifying' and a.currency = unit and a.batch_id is null) x;
  if members.count = 0 then
    raise exception using errcode = 'P0G01', column = 'currency', message = format('Nothing in %s waits to be sent.', unit);
  elsif members.count > 5000 then
    raise exception using errcode = 'P0G01', column = 'currency', message = 'More than 5,000 transfers wait; that is more than one file should hold.';
  end if;
  insert into payments.payout_batches (number, currency, execute_on, transfer_count, total_minor, created_by)
  values (coalesce((select max(b.number) from payments.payout_batches b), 0) + 1, unit, (p ->> 'executeOn')::date, members.count, members.total, system.uid())
  returning * into made;
  update payments.payouts o set batch_id = made.id where o.state = 'approved' and o.currency = unit and o.batch_id is null;
  update organizations.payout_accounts a set batch_id = made.id where a.state = 'verifying' and a.currency = unit and a.batch_id is null;
  if (select (count(*), sum(x.amount)) is distinct from (members.count::bigint, members.total::numeric) from payments.batch_members(made.id) x) then
    raise exception using errcode = '40001', message = 'Something was cancelled at this moment. Try again.';
  end if;
  return jsonb_build_object('id', made.id, 'number', made.number);
end $$;

create or replace function payments.batch_members(batch uuid) returns table (organization_id uuid, payout_id uuid, account_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select o.organization_id, o.id, o.payout_account_id, o.amount_minor from payments.payouts o where o.batch_id = batch
    union all
    select a.organization_id, null::uuid, a.id, 1::bigint from organizations.payout_accounts a where a.batch_id = batch;
end $$;

-- The platform's own account in a currency: what its file is debited from.
create or replace function payments.debtor_account(code text) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  return (select a.id from organizations.payout_accounts a where a.organization_id = payments.platform_id() and a.currency = debtor_account.code and a.state = 'active'
    order by a.created_at desc limit 1);
end $$;

create or replace function payments.batch_of(wanted uuid) returns payments.payout_batches language plpgsql volatile security definer set search_path = '' as $$
declare
  b payments.payout_batches;
begin
  perform payments.require_platform();
  perform pg_advisory_xact_lock(hashtextextended('payments.batches', 0));
  select x.* into b from payments.payout_batches x where x.id = wanted for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'There is no such batch.';
  end if;
  return b;
end $$;

-- The bank has the file: every payout in it is submitted, every test transfer sent and posted. Returns how many.
create or replace function payments.submit_batch(batch uuid) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  b payments.payout_batches := payments.batch_of(batch);
  a organizations.payout_accounts;
  o record;
begin
  update payments.payout_batches x set state = 'submitted', submitted_by = system.uid(), submitted_at = clock_timestamp() where x.id = b.id;
  for o in select x.organization_id, x.id from payments.payouts x where x.batch_id = b.id order by x.organization_id, x.id loop
    perform payments.lock_payouts(o.organization_id);
    update payments.payouts x set state = 'submitted', submitted_at = clock_timestamp(), note = format('Batch %s', b.number)
    where x.organization_id = o.organization_id and x.id = o.id;
    perform system.note(o.organization_id, 'payments.submit_payout', 'UPDATE', 'payments.payouts', o.id, jsonb_build_object('batch', b.number, 'by', 'platform'));
  end loop;
  for a in select x.* from organizations.payout_accounts x where x.batch_id = b.id and x.state = 'verifying' order by x.organization_id, x.id loop
    update organizations.payout_accounts x set sent_at = clock_timestamp() where x.organization_id = a.organization_id and x.id = a.id;
    perform payments.post_for(payments.platform_id(), jsonb_build_object('key', 'account-check:' || a.id, 'kind', 'payout', 'currency', b.currency,
      'memo', 'Test transfer to a new account, batch ' || b.number, 'lines', payments.lines_of(array['expenses:account-checks', 'assets:bank:main'], array[1, -1])));
    perform payments.tell(a.organization_id, array[a.requested_by, a.decided_by], 'account_sent',
      payments.account_words(a), 'account:' || a.id || ':sent');
  end loop;
  return b.transfer_count;
end $$;

-- Before the bank has it, a batch can be taken apart: its payouts are approved, and wait for another one.
create or replace function payments.cancel_batch(batch uuid) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  b payments.payout_batches := payments.batch_of(batch);
begin
  update payments.payout_batches x set state = 'cancelled' where x.id = b.id;
  update payments.payouts o set batch_id = null where o.batch_id = b.id;
  update organizations.payout_accounts a set batch_id = null where a.batch_id = b.id and a.sent_at is null;
  return b.transfer_count;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['settle_payout(uuid, uuid, text, date, text, text, text)', 'require_platform()', 'settle_payout_by_hand(jsonb)', 'make_batch(jsonb)',
    'batch_members(uuid)', 'debtor_account(text)', 'batch_of(uuid)', 'submit_batch(uuid)', 'cancel_batch(uuid)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.settle_payout_by_hand(jsonb), payments.make_batch(jsonb), payments.submit_batch(uuid),
  payments.cancel_batch(uuid) to authenticated;
grant execute on function payments.settle_payout(uuid, uuid, text, date, text, text, text) to gr_ledger;
grant execute on function payments.lines_of(text[], bigint[]) to gr_flow;
