-- Who is told of a payout, what the desk reads, and what the worker does by the clock.

create or replace function payments.payout_words(p payments.payouts) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object('title', 'payout ' || p.number, 'amountMinor', p.amount_minor::text, 'currency', p.currency,
      'account', format('%s, ending in %s', a.holder, a.last_four), 'link', format('/%s/payments/payouts/%s', o.slug, p.id))
    from organizations.organizations o join organizations.payout_accounts a on a.organization_id = o.id and a.id = p.payout_account_id
    where o.id = p.organization_id);
end $$;

create or replace function payments.account_words(a organizations.payout_accounts) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object('title', 'the account ending in ' || a.last_four, 'account', format('%s, ending in %s', a.holder, a.last_four),
      'usableAt', a.usable_at, 'zone', o.zone, 'link', format('/%s/payments/payouts/settings', o.slug))
    from organizations.organizations o where o.id = a.organization_id);
end $$;

-- An e-mail to each of these people, but for whoever acts. `key` makes telling twice telling once.
create or replace function payments.tell(org uuid, people uuid[], what text, about jsonb, key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform system.enqueue(org, 'messaging.send_email', jsonb_build_object('template', 'payout_notice', 'to', u.email, 'data', jsonb_build_object(
      'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email),
      'name', u.name, 'what', what, 'about', about,
      'by', (select x.name from users.user_profiles x where x.user_id = system.uid()))), key || ':' || u.user_id)
  from organizations.organizations o join users.user_profiles u on u.user_id = any (people) and u.user_id is distinct from system.uid() and u.state = 'active'
  where o.id = org;
end $$;

create or replace function payments.tell_approvers(org uuid, permission text, asker uuid, what text, about jsonb, key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform payments.tell(org, (select array_agg(m.user_id) from organizations.org_memberships m where m.organization_id = org and m.state = 'active'
    and m.user_id is distinct from asker and identity.allows(org, m.user_id, tell_approvers.permission)), what, about, key);
end $$;

-- Drafts that the schedules ask for today, in each organization's zone; and drafts that nobody approved in a week are cancelled.
-- A day that was missed is made up for once. Returns how many were made.
create or replace function payments.draft_scheduled() returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  c organizations.payout_configurations;
  o payments.payouts;
  today date;
  made integer := 0;
begin
  for o in select x.* from payments.payouts x where x.state = 'draft' and x.expires_at <= clock_timestamp() order by x.organization_id, x.id loop
    perform payments.lock_payouts(o.organization_id);
    update payments.payouts x set state = 'cancelled', note = 'Nobody approved it within a week.'
    where x.organization_id = o.organization_id and x.id = o.id and x.state = 'draft';
    if found then
      perform payments.tell(o.organization_id, array[o.requested_by], 'cancelled', payments.payout_words(o) || '{"reason": "Nobody approved it within a week."}',
        'payout:' || o.id || ':cancelled');
    end if;
  end loop;
  for c in select x.* from organizations.payout_configurations x where x.looked_on < payments.today(x.organization_id) order by x.organization_id, x.currency loop
    today := payments.today(c.organization_id);
    perform payments.lock_payouts(c.organization_id);
    update organizations.payout_configurations x set looked_on = today where x.organization_id = c.organization_id and x.id = c.id and x.looked_on < today;
    continue when not found or c.schedule = 'manual' or not exists (
      select from generate_series(greatest(c.looked_on + 1, today - 31), today, interval '1 day') d
      where case c.schedule when 'daily' then true when 'weekly' then extract(isodow from d) = c.weekday
        else extract(day from d) = least(c.month_day, extract(day from date_trunc('month', d) + interval '1 month' - interval '1 day')) end);
    begin
      perform payments.draft_payout(c.organization_id, jsonb_build_object('currency', c.currency, 'key', format('schedule:%s:%s', c.currency, today),
        'note', format('By the %s schedule', c.schedule)), null);
      made := made + 1;
    exception when sqlstate 'P0G01' then
      -- Too little, or an account that may not be used yet: the next day of the schedule looks again.
      perform system.note(c.organization_id, 'payments.skip_scheduled_payout', 'UPDATE', 'organizations.payout_configurations', c.id,
        jsonb_build_object('currency', c.currency, 'reason', sqlerrm));
    end;
  end loop;
  return made;
end $$;

-- What the desk reads, after `system.open_desk`: every payout that was approved, by whom it is owed to.
create or replace function payments.desk_payouts() returns table (id uuid, organization_id uuid, organization text, number integer, state text, amount_minor bigint,
  currency char(3), account text, approved_at timestamptz, submitted_at timestamptz, settled_on date, bank_reference text, note text, batch_id uuid, batch integer)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform system.require_desk();
  return query
    select p.id, p.organization_id, o.name, p.number, p.state::text, p.amount_minor, p.currency, format('%s ··%s', a.holder, a.last_four),
      p.approved_at, p.submitted_at, p.settled_on, p.bank_reference, p.note, p.batch_id, b.number
    from payments.payouts p join organizations.organizations o on o.id = p.organization_id
    join organizations.payout_accounts a on a.organization_id = p.organization_id and a.id = p.payout_account_id
    left join payments.payout_batches b on b.id = p.batch_id
    where p.group_id is not null;
end $$;

-- Per currency what waits to be sent; and the batches, the latest first.
create or replace function payments.desk_batches() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform system.require_desk();
  return jsonb_build_object(
    'waiting', coalesce((select jsonb_agg(to_jsonb(w) order by w.currency) from (
      select x.currency, count(*) filter (where x.payout) as payouts, coalesce(sum(x.amount) filter (where x.payout), 0)::text as "amountMinor",
        count(*) filter (where not x.payout) as tests, payments.debtor_account(x.currency) is not null as ready
      from (select p.currency, p.amount_minor as amount, true as payout from payments.payouts p where p.state = 'approved' and p.batch_id is null
        union all select a.currency, 1, false from organizations.payout_accounts a where a.state = 'verifying' and a.batch_id is null) x
      group by x.currency) w), '[]'),
    'batches', coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'currency', b.currency, 'executeOn', b.execute_on,
        'transferCount', b.transfer_count, 'totalMinor', b.total_minor::text, 'createdAt', b.created_at, 'submittedAt', b.submitted_at) order by b.number desc)
      from (select * from payments.payout_batches order by number desc limit 50) b), '[]'));
end $$;

-- One batch with its transfers. Numbers and codes are as the application encrypted them, base64, for the bank's file alone.
create or replace function payments.desk_batch(batch uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform system.require_desk();
  return (select jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'currency', b.currency, 'executeOn', b.execute_on, 'createdAt', b.created_at,
      'submittedAt', b.submitted_at, 'transferCount', b.transfer_count, 'totalMinor', b.total_minor::text,
      'debtor', (select payments.account_secret(a) from organizations.payout_accounts a where a.id = payments.debtor_account(b.currency)
        and a.organization_id = payments.platform_id()),
      'transfers', (select jsonb_agg(jsonb_build_object('payoutId', m.payout_id, 'organization', o.name, 'organizationId', o.id, 'amountMinor', m.amount::text,
          'number', p.number, 'state', p.state, 'note', p.note, 'settledOn', p.settled_on, 'account', payments.account_secret(a)) order by p.number is null, o.name, p.number, a.id)
        from payments.batch_members(b.id) m join organizations.organizations o on o.id = m.organization_id
        join organizations.payout_accounts a on a.organization_id = m.organization_id and a.id = m.account_id
        left join payments.payouts p on p.organization_id = m.organization_id and p.id = m.payout_id))
    from payments.payout_batches b where b.id = batch);
end $$;

-- The platform's terms for one organization, per currency that it has money or settings in.
create or replace function payments.desk_terms(org uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform system.require_desk();
  return (select coalesce(jsonb_agg(jsonb_build_object('currency', w.currency, 'reserveMinor', coalesce(c.reserve_minor, 0)::text, 'reservePpm', coalesce(c.reserve_ppm, 0),
      'reserveDays', coalesce(c.reserve_days, 30), 'coolingHours', payments.cooling_hours(org, w.currency)) order by w.currency), '[]')
    from (select x.currency from payments.wallet_of(org) x union select y.currency from organizations.payout_configurations y where y.organization_id = org) w
    left join organizations.payout_configurations c on c.organization_id = org and c.currency = w.currency);
end $$;

create or replace function payments.account_secret(a organizations.payout_accounts) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', a.id, 'organizationId', a.organization_id, 'kind', a.kind, 'holder', a.holder, 'country', a.country, 'bic', a.bic,
    'lastFour', a.last_four, 'secret', encode(a.secret, 'base64'), 'code', encode(a.code, 'base64'))
$$;

do $$
declare
  f text;
begin
  foreach f in array array['payout_words(payments.payouts)', 'account_words(organizations.payout_accounts)', 'tell(uuid, uuid[], text, jsonb, text)',
    'tell_approvers(uuid, text, uuid, text, jsonb, text)', 'draft_scheduled()', 'desk_payouts()', 'desk_batches()', 'desk_batch(uuid)',
    'account_secret(organizations.payout_accounts)', 'desk_terms(uuid)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.desk_payouts(), payments.desk_batches(), payments.desk_batch(uuid), payments.desk_terms(uuid) to authenticated;
grant execute on function payments.draft_scheduled() to gr_worker;
