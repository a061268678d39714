-- How the sponsor's money comes: by card through the gateway, by a bank transfer that finance verified, or by a paid invoice.

-- The sponsor begins to pay by card. Answers the facts for the gateway; the same unfinished attempt is used again.
create or replace function sponsorship.begin_funding(wanted uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
  f sponsorship.fundings;
begin
  if sponsorship.side_of(o.organization_id, o.sponsor_id, 'sponsorship:write') <> 'sponsor' then
    raise exception using errcode = 'P0G01', message = 'The sponsor pays by card. Record a transfer, or send an invoice.';
  elsif o.state <> 'pending' then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, so it is not paid again.', o.number, o.state);
  elsif o.invoice_id is not null then
    raise exception using errcode = 'P0S01', message = format('Order %s has an invoice. Pay that one, by card or by transfer.', o.number);
  end if;
  select x.* into f from sponsorship.fundings x where x.organization_id = o.organization_id and x.order_id = o.id and x.method = 'card' and x.state = 'waiting'
    and x.expires_at > now() + interval '5 minutes' limit 1;
  if not found then
    insert into sponsorship.fundings (organization_id, order_id, sponsor_id, method, amount_minor, currency, expires_at)
    values (o.organization_id, o.id, o.sponsor_id, 'card', o.total_minor, o.currency, now() + interval '30 minutes') returning * into f;
    perform system.enqueue(o.organization_id, 'sponsorship.ask_funding', jsonb_build_object('fundingId', f.id), f.id::text, now() + interval '35 minutes');
  end if;
  return payments.card_begun(f.id, f.organization_id, f.amount_minor, f.currency, f.expires_at, format('%s: %s', o.number, o.title));
end $$;

create or replace function sponsorship.attach_funding(funding uuid, gateway text, ref text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update sponsorship.fundings f set gateway = attach_funding.gateway, payment_ref = ref
  where f.id = funding and f.sponsor_id = any (sponsorship.my_sponsors()) and f.payment_ref is null;
end $$;

create or replace function sponsorship.funding_facts(funding uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', f.id, 'state', f.state, 'gateway', f.gateway, 'paymentRef', f.payment_ref)
  from sponsorship.fundings f where f.organization_id = system.org_id() and f.id = funding and system.is_worker()
$$;

-- What the gateway says of a card payment; false when the reference is none of ours. p as for `payments.settle_card_payment`. Said again, it does nothing.
-- Money that comes when the order is cancelled or paid already goes straight back.
create or replace function sponsorship.settle_funding(p jsonb) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  gross bigint := (p ->> 'amount_minor')::bigint;
  f sponsorship.fundings;
  o sponsorship.sponsorship_orders;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles payments.';
  end if;
  select x.* into f from sponsorship.fundings x where x.organization_id = org and x.id = (p ->> 'reference')::uuid;
  if not found then return false; end if;
  select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = org and x.id = f.order_id for no key update;
  select x.* into f from sponsorship.fundings x where x.organization_id = org and x.id = f.id for no key update;
  if f.state = 'succeeded' or f.state = 'failed' and gross is null then return true; end if;
  if gross is null then
    update sponsorship.fundings x set state = 'failed', failure = p ->> 'reason' where x.organization_id = org and x.id = f.id;
    return true;
  end if;
  perform payments.require_asked_for(p, o.number, f.amount_minor, f.currency::text);
  if o.state <> 'pending' then
    raise exception using errcode = 'P0G01', message = format('Order %s is %s, and %s came for it again. Return it at the processor.', o.number, o.state, ticketing.money_words(gross, o.currency));
  end if;
  update sponsorship.fundings x set state = 'succeeded', settled_at = now(), fee_minor = coalesce((p ->> 'processing_fee_minor')::bigint, 0), gateway = p ->> 'gateway',
    payment_ref = p ->> 'payment_ref', failure = null where x.organization_id = org and x.id = f.id returning x.* into f;
  perform sponsorship.fund(o, f, payments.collector(org), 'assets:processor:' || f.gateway);
  perform sponsorship.note(org, 'settle_funding', 'sponsorship_orders', o.id, p);
  return true;
end $$;

-- A bank transfer that finance wrote down and verified pays the order whole; what is more of it stays the sponsor's credit. The organizer holds the money.
create or replace function sponsorship.fund_from_payment(wanted uuid, payment uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:verify');
  o sponsorship.sponsorship_orders := sponsorship.lock_order(wanted);
  m payments.manual_payments := payments.lock_payment(payment, 'verified');
  f sponsorship.fundings;
begin
  if o.organization_id <> org then
    raise exception using errcode = 'P0002', message = 'That order is not here, or not yours.';
  elsif o.invoice_id is not null then
    raise exception using errcode = 'P0S01', message = format('Order %s has an invoice. Use the payment for that one.', o.number);
  elsif m.direction <> 'in' or m.counter_account is not null then
    raise exception using errcode = 'P0G01', column = 'payment', message = 'That payment was booked to an account of its own.';
  elsif m.currency <> o.currency then
    raise exception using errcode = 'P0G01', column = 'payment', message = format('Order %s is in %s, and this payment in %s. Exchange it first.', o.number, o.currency, m.currency);
  elsif m.amount_minor - m.allocated_minor < o.total_minor then
    raise exception using errcode = 'P0G01', column = 'payment', message = format('Of this payment %s are left, and order %s is paid whole: %s.',
      ticketing.money_words(m.amount_minor - m.allocated_minor, m.currency), o.number, ticketing.money_words(o.total_minor, o.currency));
  end if;
  insert into sponsorship.fundings (organization_id, order_id, sponsor_id, method, state, amount_minor, currency, manual_payment_id, settled_at)
  values (org, o.id, o.sponsor_id, 'transfer', 'succeeded', o.total_minor, o.currency, m.id, now()) returning * into f;
  o := sponsorship.fund(o, f, org, payments.other_side(m));
  insert into payments.allocations (organization_id, kind, manual_payment_id, sponsorship_order_id, amount_minor, currency, effective_on, created_by)
  values (org, 'payment', m.id, o.id, o.total_minor, o.currency, payments.first_open_day(org, payments.today(org)), system.uid());
  update payments.manual_payments x set allocated_minor = x.allocated_minor + o.total_minor where x.organization_id = org and x.id = m.id;
end $$;

-- Paid: the order is funded in the same transaction. Open again, because a payment bounced: the money is no longer held, or nothing happens at all.
create or replace function sponsorship.follow_invoice() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders;
  c payments.card_payments;
  f sponsorship.fundings;
begin
  select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = new.organization_id and x.invoice_id = new.id for no key update;
  if not found then return null; end if;
  if new.state = 'paid' and old.state <> 'paid' and o.state = 'pending' then
    select x.* into c from payments.card_payments x where x.organization_id = o.organization_id and x.invoice_id = new.id and x.state = 'succeeded' and x.amount_minor = new.total_minor;
    if c.id is not null and payments.collector(o.organization_id) <> o.organization_id then
      perform sponsorship.fund_from_card(o, c, new.party_id);
    else
      insert into sponsorship.fundings (organization_id, order_id, sponsor_id, method, state, amount_minor, currency, invoice_id, settled_at)
      values (o.organization_id, o.id, o.sponsor_id, 'invoice', 'succeeded', new.total_minor, new.currency, new.id, now()) returning * into f;
      perform sponsorship.fund(o, f, o.organization_id, 'liabilities:deposits:' || new.party_id);
    end if;
  elsif new.state in ('void', 'written_off') and o.state = 'pending' then
    update sponsorship.sponsorship_orders x set invoice_id = null where x.organization_id = o.organization_id and x.id = o.id;
  elsif old.state = 'paid' and new.state <> 'paid' then
    perform sponsorship.take_back(o, 'Invoice ' || new.number || ' is open again');
  end if;
  return null;
end $$;
create or replace trigger follow_invoice after update of state on payments.invoices for each row when (old.state is distinct from new.state)
  execute function sponsorship.follow_invoice();

-- The whole invoice was paid by card, and the platform collected it: it stood in the organizer's wallet for a moment, and leaves it at once for the held funds
-- in the platform's book, as if the card had been charged for the order. The funding has the card payment's id, by which the processor calls it.
create or replace function sponsorship.fund_from_card(o sponsorship.sponsorship_orders, c payments.card_payments, party uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  own bigint := case (select g.processing_fee_bearer::text from organizations.organizations g where g.id = o.organization_id) when 'organization' then c.fee_minor else 0 end;
  f sponsorship.fundings;
begin
  insert into sponsorship.fundings (organization_id, id, order_id, sponsor_id, method, state, amount_minor, currency, fee_minor, gateway, payment_ref, invoice_id, settled_at)
  values (o.organization_id, c.id, o.id, o.sponsor_id, 'card', 'succeeded', c.amount_minor, c.currency, own, c.gateway, c.payment_ref, c.invoice_id, now()) returning * into f;
  perform payments.available_of(o.organization_id, o.currency, c.amount_minor);
  perform sponsorship.fund(o, f, payments.collector(o.organization_id), 'liabilities:owed:' || o.organization_id,
    sponsorship.document(o, o.organization_id, 'hold', 'funded:' || f.id, 'held by the platform for ' || o.sponsor_name,
      array['liabilities:deposits:' || party, 'assets:wallet', 'expenses:processing-fees'], array[c.amount_minor, own - c.amount_minor, -own]));
end $$;

-- A card pays the whole invoice of an order or nothing of it: half in a bank and half at the processor could not be held by one of them.
create or replace function sponsorship.refuse_card() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from sponsorship.sponsorship_orders o join payments.invoices i on i.organization_id = o.organization_id and i.id = o.invoice_id
      where o.organization_id = new.organization_id and o.invoice_id = new.invoice_id and new.amount_minor <> i.total_minor) then
    raise exception using errcode = 'P0G01', message = 'A part of this was paid by bank transfer. Pay the rest in the same way.';
  end if;
  return new;
end $$;
create or replace trigger refuse_card before insert on payments.card_payments for each row execute function sponsorship.refuse_card();

-- The payment behind it bounced. Possible while everything is still held.
create or replace function sponsorship.take_back(o sponsorship.sponsorship_orders, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  f sponsorship.fundings := sponsorship.funding_of(o);
  source text;
begin
  if o.state not in ('funded', 'locked') or sponsorship.held(o) <> o.total_minor then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, and part of its money has left. Its payment stays as it is.', o.number, o.state);
  end if;
  source := coalesce((select payments.other_side(m) from payments.manual_payments m where m.organization_id = o.organization_id and m.id = f.manual_payment_id),
    (select 'liabilities:deposits:' || i.party_id from payments.invoices i where i.organization_id = o.organization_id and i.id = f.invoice_id));
  perform sponsorship.give_back(o, o.total_minor, source, jsonb_build_object('kind', 'taken_back', 'key', 'taken-back', 'reason', reason));
end $$;

create or replace function sponsorship.take_back(org uuid, wanted uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders;
begin
  select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = org and x.id = wanted for no key update;
  perform sponsorship.take_back(o, reason);
end $$;

do $$
declare
  f text;
  o text := 'sponsorship.sponsorship_orders';
begin
  foreach f in array array['begin_funding(uuid)', 'attach_funding(uuid, text, text)', 'funding_facts(uuid)', 'settle_funding(jsonb)', 'fund_from_payment(uuid, uuid)',
    'follow_invoice()', 'refuse_card()', format('fund_from_card(%s, payments.card_payments, uuid)', o),
    format('take_back(%s, text)', o), 'take_back(uuid, uuid, text)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
    if f not like '%sponsorship_orders%' and f not in ('follow_invoice()', 'refuse_card()', 'take_back(uuid, uuid, text)') then execute format('grant execute on function sponsorship.%s to authenticated', f); end if;
  end loop;
end $$;
