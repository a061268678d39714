-- What goes back to a sponsor: by card through the gateway, by a bank transfer that somebody makes and says so.

-- Send what was approved back to the sponsor: by card through the gateway; otherwise somebody makes the transfer and says so.
create or replace function sponsorship.send_back(o sponsorship.sponsorship_orders, amount bigint, reason text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  f sponsorship.fundings := sponsorship.funding_of(o);
  made uuid;
begin
  insert into sponsorship.sponsor_refunds (organization_id, order_id, funding_id, sponsor_id, amount_minor, currency, reason)
  values (o.organization_id, o.id, f.id, o.sponsor_id, amount, o.currency, left(reason, 500)) returning id into made;
  if f.method = 'card' then
    perform system.enqueue(o.organization_id, 'sponsorship.send_refund', jsonb_build_object('refundId', made), made::text);
  end if;
  return made;
end $$;

create or replace function sponsorship.refund_facts(refund uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('refundId', r.id, 'state', r.state, 'gateway', f.gateway, 'paymentRef', f.payment_ref, 'amountMinor', r.amount_minor::text)
  from sponsorship.sponsor_refunds r join sponsorship.fundings f on f.organization_id = r.organization_id and f.id = r.funding_id
  where r.organization_id = system.org_id() and r.id = refund and f.method = 'card' and system.is_worker()
$$;

-- It has left: from the processor, or from the bank. False when the refund is none of ours.
create or replace function sponsorship.settle_refund(org uuid, refund uuid, failure text) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  r sponsorship.sponsor_refunds;
  f sponsorship.fundings;
  o sponsorship.sponsorship_orders;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker settles refunds.';
  end if;
  select x.* into r from sponsorship.sponsor_refunds x where x.organization_id = org and x.id = refund for update;
  if not found then return false; end if;
  if r.state = 'sent' or settle_refund.failure is not null and r.state = 'failed' then return true; end if;
  if settle_refund.failure is not null then
    update sponsorship.sponsor_refunds x set state = 'failed', failure = left(settle_refund.failure, 500) where x.organization_id = org and x.id = r.id;
    perform payments.raise_alert(org, 'held', 'sponsorship.sponsor_refunds', r.id, format('%s did not reach the sponsor: %s', ticketing.money_words(r.amount_minor, r.currency), settle_refund.failure));
    return true;
  end if;
  select x.* into f from sponsorship.fundings x where x.organization_id = org and x.id = r.funding_id;
  select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = org and x.id = r.order_id;
  perform sponsorship.book_sent(o, r, 'assets:processor:' || f.gateway);
  return true;
end $$;

create or replace function sponsorship.book_sent(o sponsorship.sponsorship_orders, r sponsorship.sponsor_refunds, source text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update sponsorship.sponsor_refunds x set state = 'sent', sent_at = clock_timestamp(), failure = null where x.organization_id = r.organization_id and x.id = r.id;
  perform payments.post_group(sponsorship.document(o, o.holder_id, 'refund', 'refund-sent:' || r.id, 'money back at ' || o.sponsor_name,
    array['liabilities:refunds-in-transit', source], array[r.amount_minor, -r.amount_minor]));
  perform payments.resolve_alert(o.organization_id, 'held', 'sponsorship.sponsor_refunds', r.id);
  perform sponsorship.tell(o.organization_id, o.sponsor_id, 'sponsor', 'Money back', format('%s of %s are on their way to you.', ticketing.money_words(r.amount_minor, r.currency), o.number),
    '/sponsorship/orders/' || o.id, 'refund:' || r.id);
end $$;

-- Somebody made the transfer by hand; it is cleared by the bank's statement.
create or replace function sponsorship.refund_sent_by_hand(refund uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:verify');
  r sponsorship.sponsor_refunds;
  o sponsorship.sponsorship_orders;
begin
  select x.* into r from sponsorship.sponsor_refunds x where x.organization_id = org and x.id = refund for update;
  if not found then raise exception using errcode = 'P0002', message = 'That refund is not here, or not yours.'; end if;
  select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = org and x.id = r.order_id;
  if r.state = 'sent' then
    raise exception using errcode = 'P0S01', message = 'This refund has left already.';
  elsif (sponsorship.funding_of(o)).method = 'card' then
    raise exception using errcode = 'P0G01', message = 'This refund goes back to the card by itself.';
  end if;
  perform sponsorship.book_sent(o, r, 'assets:clearing:bank-transfer');
end $$;

-- A card refund that the gateway refused is tried once more.
create or replace function sponsorship.resend_refund(refund uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:release');
begin
  update sponsorship.sponsor_refunds x set state = 'sending', failure = null where x.organization_id = org and x.id = refund;
  if not found then raise exception using errcode = 'P0002', message = 'That refund is not here, or not yours.'; end if;
  perform system.enqueue(org, 'sponsorship.send_refund', jsonb_build_object('refundId', refund), refund || ':' || system.uuid7());
end $$;

do $$
declare
  f text;
  o text := 'sponsorship.sponsorship_orders';
begin
  foreach f in array array['refund_facts(uuid)', 'settle_refund(uuid, uuid, text)', 'refund_sent_by_hand(uuid)', 'resend_refund(uuid)',
    format('send_back(%s, bigint, text)', o), format('book_sent(%s, sponsorship.sponsor_refunds, text)', o)] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
    if f not like '%sponsorship_orders%' then execute format('grant execute on function sponsorship.%s to authenticated', f); end if;
  end loop;
end $$;
