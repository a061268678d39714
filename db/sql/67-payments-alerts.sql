-- Alerts: what somebody has to look at. A rule of kind K is true of the rows that `payments.alert_facts_K(rule)` answers, each a
-- record with a sentence; the worker looks every few minutes, raises what is new, and resolves what is no more. A part of the
-- product adds a kind by adding its function (stable, definer, EXECUTE to gr_flow); events raise by themselves with `raise_alert`.

grant select on payments.alert_rules, payments.alerts to authenticated;
grant select, insert on payments.alert_rules, payments.alerts to gr_flow;
grant update (active, account_id, threshold_minor, currency, after, archived_at) on payments.alert_rules to gr_flow;
grant update (message, acknowledged_by, acknowledged_at, resolved_at) on payments.alerts to gr_flow;
grant usage on schema messaging to gr_flow;
grant select on messaging.notification_preferences to gr_flow;
drop policy if exists flow_read on messaging.notification_preferences;
create policy flow_read on messaging.notification_preferences for select to gr_flow using (true);

-- Open an alert, or leave it as it is when it is open; told by e-mail once, to who may plan and wants to hear. Answers its id.
create or replace function payments.raise_alert(org uuid, kind text, subject text, subject_id uuid, message text, rule uuid default null) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  made uuid;
begin
  insert into payments.alerts as a (organization_id, kind, rule_id, subject, subject_id, message)
  values (org, kind, rule, subject, subject_id, left(message, 500))
  on conflict (organization_id, kind, subject, subject_id) where resolved_at is null do nothing returning a.id into made;
  if made is null then
    select a.id into made from payments.alerts a where a.organization_id = org and a.kind = raise_alert.kind and a.subject = raise_alert.subject
      and a.subject_id = raise_alert.subject_id and a.resolved_at is null;
    return made;
  end if;
  insert into system.outbox (organization_id, topic, payload, key)
  select org, 'messaging.send_email', jsonb_build_object('template', 'alert_notice', 'to', u.email, 'data', jsonb_build_object(
    'organization', jsonb_strip_nulls(jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email)),
    'name', coalesce(nullif(u.name, ''), u.email), 'message', left(raise_alert.message, 500), 'link', '/' || o.slug || '/payments/alerts/' || made)), 'alert:' || made || ':' || u.user_id
  from organizations.org_memberships m
  join users.user_profiles u on u.user_id = m.user_id and u.state = 'active' and u.email <> ''
  join organizations.organizations o on o.id = m.organization_id
  where m.organization_id = org and m.state = 'active' and identity.allows(org, m.user_id, 'payments:approve')
    and not exists (select from messaging.notification_preferences n where n.user_id = m.user_id and n.topic = 'alerts' and n.channel = 'email' and not n.wanted)
  on conflict do nothing;
  return made;
end $$;

-- It is over: nothing when there is none open.
create or replace function payments.resolve_alert(org uuid, kind text, subject text, subject_id uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update payments.alerts a set resolved_at = clock_timestamp() where a.organization_id = org and a.kind = resolve_alert.kind
    and a.subject = resolve_alert.subject and a.subject_id = resolve_alert.subject_id and a.resolved_at is null;
end $$;

-- Somebody has seen it and looks after it.
create or replace function payments.acknowledge_alert(alert uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  one payments.alerts;
begin
  perform identity.check_may(org, 'payments:plan');
  select a.* into one from payments.alerts a where a.organization_id = org and a.id = alert for update;
  if not found then raise exception using errcode = 'P0002', message = 'That alert is not here, or not yours.'; end if;
  if one.resolved_at is not null or one.acknowledged_at is not null then
    raise exception using errcode = 'P0S01', message = 'Somebody looked after this already.';
  end if;
  update payments.alerts a set acknowledged_by = system.uid(), acknowledged_at = clock_timestamp() where a.organization_id = org and a.id = alert;
end $$;

-- p: id?, kind, accountId?, thresholdMinor?, currency?, after?, active. Looks at once.
create or replace function payments.save_alert_rule(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  made uuid := (p ->> 'id')::uuid;
begin
  perform identity.check_may(org, 'payments:plan');
  if made is null then
    insert into payments.alert_rules (organization_id, kind, account_id, threshold_minor, currency, after, active, created_by)
    values (org, p ->> 'kind', (p ->> 'accountId')::uuid, (p ->> 'thresholdMinor')::bigint, p ->> 'currency', (p ->> 'after')::int,
      (p ->> 'active')::boolean, system.uid()) returning id into made;
  else
    update payments.alert_rules r set account_id = (p ->> 'accountId')::uuid, threshold_minor = (p ->> 'thresholdMinor')::bigint, currency = p ->> 'currency',
      after = (p ->> 'after')::int, active = (p ->> 'active')::boolean
    where r.organization_id = org and r.id = made and r.kind = p ->> 'kind' and r.archived_at is null;
    if not found then raise exception using errcode = 'P0002', message = 'That rule is not here any more.'; end if;
  end if;
  perform payments.check_alerts(org);
  return made;
end $$;

create or replace function payments.archive_alert_rule(rule uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  perform identity.check_may(org, 'payments:plan');
  update payments.alert_rules r set archived_at = clock_timestamp(), active = false where r.organization_id = org and r.id = rule and r.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That rule is not here any more.'; end if;
  update payments.alerts a set resolved_at = clock_timestamp() where a.organization_id = org and a.rule_id = rule and a.resolved_at is null;
end $$;

-- Look whether the rules of an organization, or of all of them, are true of anything. The proof of the books takes long, so only
-- the nightly look (`nightly`) asks for it. Answers how many alerts are new.
create or replace function payments.check_alerts(org uuid default null, nightly boolean default false) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  rule payments.alert_rules;
  fact record;
  seen uuid[];
  one uuid;
  began timestamptz := clock_timestamp();
begin
  for rule in
    select r.* from payments.alert_rules r where r.archived_at is null and (check_alerts.org is null or r.organization_id = check_alerts.org)
      and (nightly or r.kind <> 'books') and to_regprocedure(format('payments.alert_facts_%s(payments.alert_rules)', r.kind)) is not null
    order by r.organization_id, r.id
  loop
    seen := '{}';
    if rule.active then
      begin
        for fact in execute format('select f.subject, f.subject_id, f.message from payments.%I($1) f', 'alert_facts_' || rule.kind) using rule loop
          one := payments.raise_alert(rule.organization_id, rule.kind, fact.subject, fact.subject_id, fact.message, rule.id);
          seen := seen || one;
        end loop;
      exception when others then
        -- One organization's trouble does not keep the others from theirs.
        if check_alerts.org is not null then raise; end if;
        raise warning 'alert rule %: %', rule.id, sqlerrm;
        continue;
      end;
    end if;
    update payments.alerts a set resolved_at = clock_timestamp()
    where a.organization_id = rule.organization_id and a.rule_id = rule.id and a.resolved_at is null and not a.id = any (seen);
  end loop;
  return (select count(*) from payments.alerts a where a.opened_at >= began and (check_alerts.org is null or a.organization_id = check_alerts.org));
end $$;

-- The same for the organization of this transaction; for the worker's jobs.
create or replace function payments.check_my_alerts() returns integer language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker looks by itself.';
  end if;
  return payments.check_alerts(system.org_id());
end $$;

-- The balance of an account, on its normal side, is below the threshold.
create or replace function payments.alert_facts_balance(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'payments.accounts', a.id, format('%s stands at %s, below %s.', a.name, ticketing.money_words(payments.balance_now(a.organization_id, a.id), a.currency),
    ticketing.money_words(rule.threshold_minor, a.currency))
  from payments.accounts a where a.organization_id = rule.organization_id and a.id = rule.account_id
    and payments.balance_now(a.organization_id, a.id) < rule.threshold_minor
$$;

-- The book does not prove true.
create or replace function payments.alert_facts_books(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'payments.books', rule.organization_id, 'The books do not prove true: ' || string_agg(v."check" || ' (' || v.detail || ')', '; ') || '.'
  from payments.verify(rule.organization_id) v where not v.ok having count(*) > 0
$$;

-- A request waits for a second person for more than so many hours.
create or replace function payments.alert_facts_request(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'organizations.approval_requests', q.id, format('A request waits for a second person for more than %s hours%s.', rule.after,
    coalesce(': ' || ticketing.money_words(q.amount_minor, q.currency), ''))
  from organizations.approval_requests q where q.organization_id = rule.organization_id and q.state = 'requested' and q.expires_at > clock_timestamp()
    and q.created_at < clock_timestamp() - rule.after * interval '1 hour'
$$;

-- Money held for an order must leave within so many days of when it came.
create or replace function payments.alert_facts_held(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'payments.accounts', a.id, format('%s holds %s for more than %s days.', a.name, ticketing.money_words(payments.balance_now(a.organization_id, a.id), a.currency), rule.after)
  from payments.accounts a where a.organization_id = rule.organization_id and a.code like 'liabilities:held:%' and payments.balance_now(a.organization_id, a.id) > 0
    and (select min(e.effective_on) from payments.entries e where e.organization_id = a.organization_id and e.account_id = a.id)
      < payments.today(a.organization_id) - rule.after
$$;

-- A payout came to nothing, and nobody has tried again.
create or replace function payments.alert_facts_payout(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'payments.payouts', p.id, format('Payout %s of %s %s%s.', p.number, ticketing.money_words(p.amount_minor, p.currency),
    case p.state when 'returned' then 'came back' else 'failed' end, coalesce(': ' || nullif(rtrim(p.note, '.'), ''), ''))
  from payments.payouts p where p.organization_id = rule.organization_id and p.state in ('failed', 'returned')
    and not exists (select from payments.payouts r where r.organization_id = p.organization_id and r.retry_of = p.id and r.state <> 'cancelled')
$$;

-- A buyer's bank takes money back, and nobody has answered.
create or replace function payments.alert_facts_dispute(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'payments.disputes', d.id, format('A buyer disputes %s of %s%s.', ticketing.money_words(d.amount_minor, d.currency),
    coalesce('order ' || o.number, 'booking ' || b.number, 'invoice ' || i.number),
    coalesce(': answer until ' || to_char(d.respond_until at time zone g.zone, 'FMDD FMMon YYYY'), ''))
  from payments.disputes d left join ticketing.orders o on o.organization_id = d.organization_id and o.id = d.order_id
  left join payments.card_payments c on c.organization_id = d.organization_id and c.id = d.card_payment_id
  left join bookings.bookings b on b.organization_id = c.organization_id and b.id = c.booking_id
  left join payments.invoices i on i.organization_id = c.organization_id and i.id = c.invoice_id
  join organizations.organizations g on g.id = d.organization_id
  where d.organization_id = rule.organization_id and d.state = 'open'
$$;

-- Bank and books differ, and nobody has explained it within so many days; one alert a bank account, with what is open as of that day.
create or replace function payments.alert_facts_bank(rule payments.alert_rules) returns table (subject text, subject_id uuid, message text)
  language sql stable security definer set search_path = '' as $$
  select 'payments.bank_accounts', u.bank_account_id, format('%s is not explained for more than %s days: %s.', min(u.name), rule.after,
    string_agg(case u.what when 'lines' then format('%s statement %s over %s', u.n, case u.n when 1 then 'line' else 'lines' end, ticketing.money_words(u.amount_minor, u.currency))
      when 'entries' then format('%s %s over %s that the bank never saw', u.n, case u.n when 1 then 'entry' else 'entries' end, ticketing.money_words(u.amount_minor, u.currency))
      when 'statements' then format('%s imported %s', u.n, case u.n when 1 then 'statement that waits' else 'statements that wait' end)
      else format('the bank says %s more than its lines', ticketing.money_words(u.amount_minor, u.currency)) end, ', ' order by u.what))
  from payments.bank_unexplained(rule.organization_id, payments.today(rule.organization_id) - rule.after) u
  group by u.bank_account_id
$$;

do $$
declare
  f text;
begin
  foreach f in array array['raise_alert(uuid, text, text, uuid, text, uuid)', 'resolve_alert(uuid, text, text, uuid)', 'acknowledge_alert(uuid)', 'save_alert_rule(jsonb)',
    'archive_alert_rule(uuid)', 'check_alerts(uuid, boolean)', 'check_my_alerts()', 'alert_facts_request(payments.alert_rules)',
    'alert_facts_payout(payments.alert_rules)', 'alert_facts_dispute(payments.alert_rules)', 'alert_facts_bank(payments.alert_rules)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
  foreach f in array array['alert_facts_balance(payments.alert_rules)', 'alert_facts_books(payments.alert_rules)', 'alert_facts_held(payments.alert_rules)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
    execute format('grant execute on function payments.%s to gr_flow', f);
  end loop;
end $$;
grant execute on function payments.check_my_alerts(), payments.acknowledge_alert(uuid), payments.save_alert_rule(jsonb), payments.archive_alert_rule(uuid) to authenticated;
grant execute on function payments.raise_alert(uuid, text, text, uuid, text, uuid), payments.resolve_alert(uuid, text, text, uuid) to gr_ledger;
grant execute on function payments.check_alerts(uuid, boolean), payments.raise_alert(uuid, text, text, uuid, text, uuid) to gr_worker;
grant execute on function ticketing.money_words(bigint, text) to gr_ledger;
