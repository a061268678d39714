-- Paying by card, whatever is paid: an invoice, a booking, and in part a sponsorship, whose attempts have a table of their own.

-- What the gateway has to know of an attempt.
create or replace function payments.card_begun(id uuid, org uuid, amount bigint, currency text, expires_at timestamptz, description text) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', id, 'organizationId', org, 'amountMinor', amount::text, 'currency', currency, 'expiresAt', expires_at, 'description', description)
$$;

-- The attempt to pay so much of an invoice or a booking, which is locked: the unfinished one for as much that still lasts, or a new one. Errors: P0G01 (too often).
create or replace function payments.card_attempt(org uuid, invoice uuid, booking uuid, due bigint, in_currency text) returns payments.card_payments
  language plpgsql volatile security definer set search_path = '' as $$
declare
  c payments.card_payments;
begin
  select x.* into c from payments.card_payments x where x.organization_id = org and (x.invoice_id = invoice or x.booking_id = booking) and x.state = 'waiting'
    and x.amount_minor = due and x.expires_at > now() + interval '5 minutes' limit 1;
  if found then return c; end if;
  if (select count(*) from payments.card_payments x where x.organization_id = org and (x.invoice_id = invoice or x.booking_id = booking) and x.created_at > now() - interval '1 hour') >= 10 then
    raise exception using errcode = 'P0G01', message = 'That was begun often enough. Try again in an hour, or pay by hand.';
  end if;
  insert into payments.card_payments (organization_id, invoice_id, booking_id, amount_minor, currency, gateway, expires_at)
  values (org, invoice, booking, due, in_currency, '', now() + interval '30 minutes') returning * into c;
  perform system.enqueue(org, 'payments.ask_card', jsonb_build_object('cardPaymentId', c.id), c.id::text, now() + interval '35 minutes');
  return c;
end $$;

-- The gateway took what was asked for, or somebody must look. p as `payments.settle_card_payment`.
create or replace function payments.require_asked_for(p jsonb, number text, amount bigint, currency text) returns void language plpgsql immutable set search_path = '' as $$
begin
  if (p ->> 'amount_minor', p ->> 'currency') is distinct from (amount::text, currency) then
    raise exception using errcode = 'P0G01', message = format('The gateway took %s %s in minor units for %s, where %s %s were asked for.', p ->> 'amount_minor', p ->> 'currency', number, amount, currency);
  end if;
end $$;

-- What became of an attempt: true when its money comes with these news, so that it is booked now; false when there is nothing to do, because it failed or was told before.
-- What it is for is locked.
create or replace function payments.card_came(org uuid, card uuid, p jsonb, number text) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  c payments.card_payments;
begin
  select x.* into c from payments.card_payments x where x.organization_id = org and x.id = card for no key update;
  if c.state = 'succeeded' or c.state = 'failed' and p ->> 'amount_minor' is null then return false; end if;
  if p ->> 'amount_minor' is null then
    update payments.card_payments x set state = 'failed', failure = p ->> 'reason' where x.organization_id = org and x.id = card;
    return false;
  end if;
  perform payments.require_asked_for(p, number, c.amount_minor, c.currency::text);
  update payments.card_payments x set state = 'succeeded', settled_at = now(), fee_minor = coalesce((p ->> 'processing_fee_minor')::bigint, 0), gateway = p ->> 'gateway',
    payment_ref = p ->> 'payment_ref', failure = null where x.organization_id = org and x.id = card;
  return true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['card_begun(uuid, uuid, bigint, text, timestamptz, text)', 'card_attempt(uuid, uuid, uuid, bigint, text)', 'require_asked_for(jsonb, text, bigint, text)',
    'card_came(uuid, uuid, jsonb, text)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
