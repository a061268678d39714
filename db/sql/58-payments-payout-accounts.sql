-- Where money may be sent. An account is proposed by one person, approved by another, proven by a code that travels with a
-- test transfer, and rests for a while before the first payout. Its numbers are encrypted by the application; no role of a
-- tenant can select them, or the code.

do $$
declare
  t text;
begin
  foreach t in array array['payout_accounts', 'payout_configurations'] loop
    execute format('drop policy if exists flow on organizations.%I', t);
    execute format('create policy flow on organizations.%I for all to gr_flow using (true) with check (true)', t);
    execute format('drop policy if exists ledger_read on organizations.%I', t);
    execute format('create policy ledger_read on organizations.%I for select to gr_ledger using (true)', t);
    execute format('grant select, insert, update on organizations.%I to gr_flow', t);
  end loop;
end $$;
grant select (organization_id, id, state, kind, holder, country, currency, bic, last_four, requested_by, decided_by, decided_at, note,
  attempts_left, sent_at, confirmed_at, usable_at, created_at) on organizations.payout_accounts to authenticated;
grant select on organizations.payout_configurations to authenticated, gr_ledger;

-- Payouts of an organization, their accounts and settings change one after another.
create or replace function payments.lock_payouts(org uuid) returns void language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('payments.payouts:' || org::text, 0));
end $$;

-- The account to change, locked. P0002 when it is not this organization's.
create or replace function payments.payout_account(org uuid, wanted uuid) returns organizations.payout_accounts
  language plpgsql volatile security definer set search_path = '' as $$
declare
  a organizations.payout_accounts;
begin
  perform payments.lock_payouts(org);
  select x.* into a from organizations.payout_accounts x where x.organization_id = org and x.id = wanted for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That account is not here, or not yours.';
  end if;
  return a;
end $$;

-- p: id, kind, holder, country, currency, bic?, lastFour, secret and fingerprint as the application made them (base64).
create or replace function payments.propose_account(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  made organizations.payout_accounts;
begin
  perform identity.check_may(org, 'payments:payout');
  perform payments.lock_payouts(org);
  if organizations.approvers(org, 'payments:approve') < (case when identity.allows(org, system.uid(), 'payments:approve') then 2 else 1 end) then
    raise exception using errcode = 'P0G01', message = 'Nobody else could approve this account. Give somebody the right to approve payouts first.';
  end if;
  if exists (select from organizations.payout_accounts a where a.organization_id = org and a.currency = p ->> 'currency'
      and a.fingerprint = p ->> 'fingerprint' and a.state in ('proposed', 'verifying', 'active')) then
    raise exception using errcode = 'P0G01', column = 'number', message = 'You have this account already.';
  end if;
  insert into organizations.payout_accounts as a (organization_id, id, kind, holder, country, currency, bic, last_four, secret, fingerprint, requested_by)
  values (org, (p ->> 'id')::uuid, p ->> 'kind', p ->> 'holder', p ->> 'country', p ->> 'currency', p ->> 'bic', p ->> 'lastFour',
    decode(p ->> 'secret', 'base64'), p ->> 'fingerprint', system.uid())
  returning a.* into made;
  perform payments.tell_approvers(org, 'payments:approve', system.uid(), 'account_proposed', payments.account_words(made), 'account:' || made.id || ':proposed');
  return made.id;
end $$;

-- Somebody else approves. `code` and `proof` are made by the application; the platform's own account needs no test transfer.
create or replace function payments.approve_account(account uuid, code text, proof text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  a organizations.payout_accounts := payments.payout_account(org, account);
  ours boolean := org = payments.platform_id();
begin
  perform identity.check_may(org, 'payments:approve');
  if a.requested_by = system.uid() then
    raise exception using errcode = 'P0G01', message = 'You proposed this account yourself, so somebody else decides.';
  end if;
  update organizations.payout_accounts x set state = case when ours then 'active' else 'verifying' end::organizations.payout_account_state,
    decided_by = system.uid(), decided_at = clock_timestamp(), usable_at = case when ours then clock_timestamp() end,
    code = decode(approve_account.code, 'base64'), proof = approve_account.proof
  where x.organization_id = org and x.id = a.id returning x.* into a;
  perform payments.tell(org, array[a.requested_by], 'account_approved', payments.account_words(a), 'account:' || a.id || ':approved');
  return a.state;
end $$;

-- Refuse a proposed account, or stop using one. Open payouts to it keep it until they are done.
create or replace function payments.drop_account(account uuid, reason text) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  a organizations.payout_accounts := payments.payout_account(org, account);
  becomes organizations.payout_account_state;
begin
  perform identity.check_may(org, case when identity.allows(org, system.uid(), 'payments:approve') then 'payments:approve' else 'payments:payout' end);
  if length(btrim(coalesce(reason, ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why.';
  end if;
  if exists (select from payments.payouts o where o.organization_id = org and o.payout_account_id = a.id and o.state in ('draft', 'approved', 'submitted')) then
    raise exception using errcode = 'P0G01', message = 'A payout to this account is not finished. Cancel it first, or wait until it is paid.';
  end if;
  if a.batch_id is not null and a.sent_at is null then
    raise exception using errcode = 'P0S01', message = 'The platform is about to send its test transfer. Try again when it was sent.';
  end if;
  becomes := case when a.state = 'proposed' and a.requested_by <> system.uid() then 'rejected' else 'removed' end;
  update organizations.payout_accounts x set state = becomes, note = left(btrim(reason), 500), code = null, proof = null,
    decided_by = case when becomes = 'rejected' then system.uid() else x.decided_by end,
    decided_at = case when becomes = 'rejected' then clock_timestamp() else x.decided_at end
  where x.organization_id = org and x.id = a.id;
  update organizations.payout_configurations c set payout_account_id = null where c.organization_id = org and c.payout_account_id = a.id;
  if a.requested_by <> system.uid() then
    perform payments.tell(org, array[a.requested_by], 'account_' || becomes, payments.account_words(a) || jsonb_build_object('reason', btrim(reason)),
      'account:' || a.id || ':' || becomes);
  end if;
  return becomes;
end $$;

-- The code that came with the test transfer. A wrong one is counted, so this answers instead of raising: { confirmed,
-- attemptsLeft, usableAt }. After five wrong ones the account is blocked.
create or replace function payments.confirm_account(account uuid, proof text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  a organizations.payout_accounts := payments.payout_account(org, account);
  right_one boolean;
begin
  perform identity.check_may(org, 'payments:payout');
  if a.state <> 'verifying' then
    raise exception using errcode = 'P0S01', message = format('This account is %s, so there is no code to enter.', a.state);
  end if;
  if a.sent_at is null then
    raise exception using errcode = 'P0G01', column = 'code', message = 'The test transfer was not sent yet. The code comes with it.';
  end if;
  right_one := a.proof = confirm_account.proof;
  if right_one then
    update organizations.payout_accounts x set state = 'active', confirmed_at = clock_timestamp(), code = null,
      usable_at = clock_timestamp() + payments.cooling_hours(org, x.currency) * interval '1 hour'
    where x.organization_id = org and x.id = a.id returning x.* into a;
  elsif a.attempts_left = 1 then
    update organizations.payout_accounts x set state = 'blocked', attempts_left = 0, code = null
    where x.organization_id = org and x.id = a.id returning x.* into a;
  else
    update organizations.payout_accounts x set attempts_left = x.attempts_left - 1
    where x.organization_id = org and x.id = a.id returning x.* into a;
  end if;
  if a.state <> 'verifying' then
    perform payments.tell(org, array[a.requested_by, a.decided_by], 'account_' || case a.state when 'active' then 'confirmed' else 'blocked' end,
      payments.account_words(a), 'account:' || a.id || ':' || a.state);
  end if;
  return jsonb_build_object('confirmed', right_one, 'attemptsLeft', a.attempts_left, 'usableAt', a.usable_at);
end $$;

create or replace function payments.cooling_hours(org uuid, code text) returns int language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((select c.cooling_hours from organizations.payout_configurations c where c.organization_id = org and c.currency = code), 72);
end $$;

-- Refuses an account to which no money may go, and says why.
create or replace function payments.check_account(org uuid, account uuid, code text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  a organizations.payout_accounts;
  zone text := (select o.zone from organizations.organizations o where o.id = org);
  fault text;
begin
  select x.* into a from organizations.payout_accounts x where x.organization_id = org and x.id = account;
  fault := case
    when a.id is null then 'Choose a payout account.'
    when a.currency <> code then format('That account takes %s, and this is %s.', a.currency, code)
    when a.state = 'proposed' then 'That account waits for a second person to approve it.'
    when a.state = 'verifying' then 'That account is not verified yet: enter the code of its test transfer first.'
    when a.state <> 'active' then 'That account is not used any more. Choose another one.'
    when a.usable_at > clock_timestamp() then format('That account is new. The first payout to it can be asked for from %s on (%s).',
      to_char(a.usable_at at time zone zone, 'FMDD Mon YYYY HH24:MI'), zone)
  end;
  if fault is not null then
    raise exception using errcode = 'P0G01', column = 'accountId', message = fault;
  end if;
end $$;

-- The organization's own part: p: currency, accountId?, schedule, weekday, monthDay, minimumMinor. Returns its id.
create or replace function payments.configure_payouts(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  made uuid;
begin
  perform identity.check_may(org, 'payments:payout');
  perform payments.lock_payouts(org);
  if p ->> 'accountId' is not null and not exists (select from organizations.payout_accounts a where a.organization_id = org
      and a.id = (p ->> 'accountId')::uuid and a.currency = p ->> 'currency' and a.state in ('proposed', 'verifying', 'active')) then
    raise exception using errcode = 'P0G01', column = 'accountId', message = format('Choose one of your accounts in %s.', p ->> 'currency');
  end if;
  if p ->> 'schedule' <> 'manual' and p ->> 'accountId' is null then
    raise exception using errcode = 'P0G01', column = 'accountId', message = 'Choose the account that scheduled payouts go to.';
  end if;
  insert into organizations.payout_configurations as c (organization_id, currency, payout_account_id, schedule, weekday, month_day, minimum_minor, looked_on)
  values (org, p ->> 'currency', (p ->> 'accountId')::uuid, p ->> 'schedule', (p ->> 'weekday')::int, (p ->> 'monthDay')::int,
    (p ->> 'minimumMinor')::bigint, payments.today(org))
  on conflict on constraint one_payout_configuration do update set payout_account_id = excluded.payout_account_id, schedule = excluded.schedule,
    weekday = excluded.weekday, month_day = excluded.month_day, minimum_minor = excluded.minimum_minor, looked_on = excluded.looked_on
  returning c.id into made;
  return made;
end $$;

-- The platform's part: what stays in the wallet, and for how long a new account rests. p: organizationId, currency,
-- reserveMinor, reservePpm, reserveDays, coolingHours.
create or replace function payments.set_payout_terms(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organizationId')::uuid;
  made uuid;
begin
  if not system.is_platform_admin() then
    raise exception using errcode = '42501', message = 'Only the platform sets these terms.';
  end if;
  perform payments.lock_payouts(org);
  insert into organizations.payout_configurations as c (organization_id, currency, reserve_minor, reserve_ppm, reserve_days, cooling_hours, looked_on)
  values (org, p ->> 'currency', (p ->> 'reserveMinor')::bigint, (p ->> 'reservePpm')::int, (p ->> 'reserveDays')::int, (p ->> 'coolingHours')::int, payments.today(org))
  on conflict on constraint one_payout_configuration do update set reserve_minor = excluded.reserve_minor, reserve_ppm = excluded.reserve_ppm,
    reserve_days = excluded.reserve_days, cooling_hours = excluded.cooling_hours
  returning c.id into made;
  perform system.note(org, 'payments.set_payout_terms', 'UPDATE', 'organizations.payout_configurations', made, p - 'organizationId' || '{"by": "platform"}');
  return made;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['lock_payouts(uuid)', 'payout_account(uuid, uuid)', 'propose_account(jsonb)', 'approve_account(uuid, text, text)',
    'drop_account(uuid, text)', 'confirm_account(uuid, text)', 'cooling_hours(uuid, text)', 'check_account(uuid, uuid, text)',
    'configure_payouts(jsonb)', 'set_payout_terms(jsonb)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.propose_account(jsonb), payments.approve_account(uuid, text, text), payments.drop_account(uuid, text),
  payments.confirm_account(uuid, text), payments.configure_payouts(jsonb), payments.set_payout_terms(jsonb) to authenticated;
-- What these functions need of the ledger and of other domains.
grant execute on function payments.platform_id(), payments.wallet_of(uuid, uuid) to gr_flow;
