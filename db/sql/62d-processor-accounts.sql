-- Whose account takes an organization's payments, and what Stripe said last of each of its objects.

-- The account at a processor that takes this organization's payments: its own, or the platform's; null where the test gateway does. With a
-- gateway, the account there whether or not it is connected still: a refund goes back the way the money came. The keys are sealed.
create or replace function payments.processor_of(organization uuid, only_gateway text default null) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('accountId', a.id, 'holder', a.organization_id, 'gateway', a.gateway, 'providerAccount', a.provider_account,
    'sealedKey', a.sealed_key, 'sealedWebhookSecret', a.sealed_webhook_secret)
  from payments.processor_accounts a
  where (only_gateway is null and a.organization_id = payments.collector(organization) and a.state = 'active')
    or (a.gateway = only_gateway and a.organization_id in (organization, payments.platform_id()))
  order by a.organization_id = payments.collector(organization) desc, a.state = 'active' desc, a.created_at desc limit 1
$$;

create or replace function payments.processor_account(account_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('accountId', a.id, 'holder', a.organization_id, 'gateway', a.gateway, 'providerAccount', a.provider_account,
    'sealedKey', a.sealed_key, 'sealedWebhookSecret', a.sealed_webhook_secret)
  from payments.processor_accounts a where a.id = account_id
$$;

-- Connect, or connect with other keys. An organization with an account of its own settles directly from then on; the platform's own account
-- takes the payments of everybody else. `id` is chosen by the caller: the address for webhooks contains it.
create or replace function payments.connect_processor(id uuid, gateway text, provider_account text, sealed_key text, sealed_webhook_secret text, key_hint text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  if not system.can('payments:gateway') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  perform from organizations.organizations o where o.id = org for update;
  update payments.processor_accounts a set state = 'disconnected', disconnected_at = now() where a.organization_id = org and a.state = 'active';
  insert into payments.processor_accounts (organization_id, id, gateway, provider_account, sealed_key, sealed_webhook_secret, key_hint, connected_by)
  values (org, connect_processor.id, connect_processor.gateway, connect_processor.provider_account, connect_processor.sealed_key, connect_processor.sealed_webhook_secret,
    connect_processor.key_hint, system.uid());
  update organizations.organizations o set settlement = 'direct' where o.id = org and not o.is_platform;
end $$;

create or replace function payments.disconnect_processor(account_id uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.can('payments:gateway') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  update payments.processor_accounts a set state = 'disconnected', disconnected_at = now()
  where a.organization_id = system.org_id() and a.id = disconnect_processor.account_id and a.state = 'active';
  if not found then
    raise exception using errcode = 'P0002', message = 'That account is not connected.';
  end if;
  update organizations.organizations o set settlement = 'platform' where o.id = system.org_id() and not o.is_platform;
end $$;

-- p: {holder, account_id, objects: [{kind: event | payment_intent | refund | dispute | balance_transaction | payout, stripe_id, livemode, made_at, data, type?, status?,
-- amount_minor?, currency?}]}. What was said last counts.
create or replace function payments.mirror_stripe(p jsonb) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  s jsonb;
begin
  perform gateway.require_worker();
  for s in select x from jsonb_array_elements(p -> 'objects') x loop
    if s ->> 'kind' = 'event' then
      insert into payments.stripe_events (organization_id, account_id, stripe_id, livemode, made_at, data, type)
      values ((p ->> 'holder')::uuid, (p ->> 'account_id')::uuid, s ->> 'stripe_id', (s ->> 'livemode')::boolean, (s ->> 'made_at')::timestamptz, s -> 'data', s ->> 'type')
      on conflict on constraint one_stripe_event do nothing;
    else
      execute format('insert into payments.%I as x (organization_id, account_id, stripe_id, livemode, made_at, data, status, amount_minor, currency)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (organization_id, stripe_id) do update set data = excluded.data, status = excluded.status, amount_minor = excluded.amount_minor, seen_at = now()',
        case s ->> 'kind' when 'payment_intent' then 'stripe_payment_intents' when 'refund' then 'stripe_refunds' when 'dispute' then 'stripe_disputes'
          when 'balance_transaction' then 'stripe_balance_transactions' when 'payout' then 'stripe_payouts' end)
      using (p ->> 'holder')::uuid, (p ->> 'account_id')::uuid, s ->> 'stripe_id', (s ->> 'livemode')::boolean, (s ->> 'made_at')::timestamptz, s -> 'data',
        s ->> 'status', (s ->> 'amount_minor')::bigint, s ->> 'currency';
    end if;
  end loop;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['processor_of(uuid, text)', 'processor_account(uuid)', 'connect_processor(uuid, text, text, text, text, text)', 'disconnect_processor(uuid)',
    'mirror_stripe(jsonb)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant usage on schema payments to anon;
grant execute on function payments.processor_of(uuid, text), payments.processor_account(uuid) to anon, authenticated;
grant execute on function payments.connect_processor(uuid, text, text, text, text, text), payments.disconnect_processor(uuid), payments.mirror_stripe(jsonb) to authenticated;
