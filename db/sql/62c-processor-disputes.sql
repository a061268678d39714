-- Disputes: a buyer's bank takes money back, and the processor decides. While one is open the money stands in `assets:disputes` of whoever
-- holds the processor's account; won, it returns; lost, it is a refund after release. The fee is an expense of whoever bears the processor's fees.

-- How much of an order is disputed and undecided: it cannot be refunded as well.
create or replace function payments.disputed_minor(organization uuid, ordered uuid) returns bigint language sql stable security definer set search_path = '' as $$
  select coalesce(sum(d.amount_minor), 0)::bigint from payments.disputes d
  where d.organization_id = disputed_minor.organization and d.order_id = ordered and d.state in ('open', 'contested', 'accepted')
$$;

-- Who keeps what was paid: whoever posted the sale or the card payment; it may collect by itself since.
create or replace function payments.collector_of_dispute(d payments.disputes) returns uuid language sql stable security definer set search_path = '' as $$
  select case when d.order_id is not null then payments.collector_of_order(d.organization_id, d.order_id) else coalesce(
    (select case t.group_size when 2 then payments.platform_id() else t.organization_id end from payments.transactions t
     where t.organization_id = d.organization_id and t.idempotency_key = 'card:' || d.card_payment_id), payments.collector(d.organization_id)) end
$$;

-- What a transaction of a dispute says that it is about.
create or replace function payments.source_of_dispute(d payments.disputes) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('dispute_id', d.id, 'order_id', d.order_id, 'card_payment_id', d.card_payment_id, 'booking_id', c.booking_id, 'invoice_id', c.invoice_id,
    'station_id', coalesce(b.station_id, i.station_id), 'event_id', i.event_id))
  from (select 1) x left join payments.card_payments c on (c.organization_id, c.id) = (d.organization_id, d.card_payment_id)
  left join bookings.bookings b on (b.organization_id, b.id) = (c.organization_id, c.booking_id)
  left join payments.invoices i on (i.organization_id, i.id) = (c.organization_id, c.invoice_id)
$$;

-- What an organization may have to give back out of what the platform keeps for it: undecided disputes over sales that the platform collected.
create or replace function payments.open_disputes_minor(organization uuid, in_currency text) returns bigint language sql stable security definer set search_path = '' as $$
  select coalesce(sum(d.amount_minor), 0)::bigint from payments.disputes d
  where d.organization_id = open_disputes_minor.organization and d.currency = in_currency and d.state in ('open', 'contested', 'accepted')
    and payments.collector_of_dispute(d) <> d.organization_id
$$;

-- Of `amount`, what the platform can keep back from what it owes the organization; locks what it answers about.
create or replace function payments.available_of(organization uuid, in_currency text, amount bigint) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  platform uuid := payments.platform_id();
  owed uuid := payments.account(platform, 'liabilities:owed:' || organization, in_currency);
  short uuid := payments.account(platform, 'assets:receivable:' || organization, in_currency);
begin
  perform payments.enter_books(array[organization, platform]);
  perform payments.fold(platform, array[owed, short]);
  return greatest(least(amount, payments.balance_now(platform, owed)), 0);
end $$;

-- Post a step of a dispute: `withheld` moves between the processor and `assets:disputes` (positive when it is taken), `fee` likewise between
-- the processor and the expense. Answers the group.
create or replace function payments.post_dispute(d payments.disputes, step text, withheld bigint, fee bigint) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org organizations.organizations;
  holder uuid := payments.collector_of_dispute(d);
  source jsonb := payments.source_of_dispute(d);
  collected boolean := holder <> d.organization_id;
  passed bigint := 0;
  covered bigint := 0;
  key text := 'dispute:' || d.id || ':' || step;
  head jsonb;
  documents jsonb := '[]';
begin
  select o.* into org from organizations.organizations o where o.id = d.organization_id;
  head := jsonb_build_object('kind', 'dispute', 'currency', d.currency, 'effective_on', payments.today(d.organization_id),
    'memo', format('Dispute %s %s', right(d.provider_id, 12), step));
  if collected and org.processing_fee_bearer = 'organization' then passed := fee; end if;
  if passed > 0 then
    covered := payments.available_of(d.organization_id, d.currency, passed);
  elsif passed < 0 then
    -- Given back: first against what the organization still owes, the rest to its wallet.
    perform payments.available_of(d.organization_id, d.currency, 0);
    covered := passed + least(-passed, payments.balance_now(holder, payments.account(holder, 'assets:receivable:' || d.organization_id, d.currency)));
  end if;
  if passed <> 0 then
    documents := jsonb_build_array(head || source || jsonb_build_object('organization_id', d.organization_id, 'key', key,
      'lines', payments.lines_of(array['expenses:disputes', 'assets:wallet', 'liabilities:payable:platform'], array[passed, -covered, covered - passed])));
  end if;
  documents := documents || jsonb_build_array(head || jsonb_build_object('organization_id', holder, 'key', case when collected then d.organization_id || ':' else '' end || key)
    || case when collected then '{}' else source end
    || jsonb_build_object('lines', payments.lines_of(
      array['assets:disputes', 'expenses:disputes', 'liabilities:owed:' || d.organization_id, 'assets:receivable:' || d.organization_id, 'assets:processor:' || d.gateway],
      array[withheld, fee - passed, covered, passed - covered, -withheld - fee])));
  return payments.post_group(documents);
end $$;

-- Decided against us: the buyer has their money, as if it had been refunded. What was refunded before is lost twice, and an expense.
create or replace function payments.lose_dispute(d payments.disputes, o ticketing.orders) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  pending bigint;
  part bigint;
  holder uuid := payments.collector_of_order(d.organization_id, d.order_id);
begin
  select coalesce(sum(r.amount_minor), 0) into pending from ticketing.refunds r where r.organization_id = o.organization_id and r.order_id = o.id and r.state = 'requested';
  part := case when o.state in ('paid', 'partially_refunded') then least(d.amount_minor, o.total_minor - o.refunded_minor - pending) else 0 end;
  if part > 0 then
    perform payments.record_refund(jsonb_build_object('organization_id', d.organization_id, 'order_id', o.id, 'amount_minor', part, 'currency', d.currency, 'gateway', d.gateway,
      'source', 'assets:disputes', 'dispute_id', d.id, 'key', 'dispute:' || d.id || ':lost', 'reason', 'Dispute lost'));
    if part + o.refunded_minor = o.total_minor then perform ticketing.return_tickets(o); end if;
    update ticketing.orders x set refunded_minor = x.refunded_minor + part,
      state = case when x.refunded_minor + part = x.total_minor then 'refunded' else 'partially_refunded' end::ticketing.order_state
    where x.organization_id = o.organization_id and x.id = o.id;
  end if;
  if part < d.amount_minor then
    perform payments.post_for(holder, jsonb_build_object('kind', 'dispute', 'currency', d.currency, 'key', 'dispute:' || d.id || ':written-off',
      'memo', 'Dispute lost over what was refunded before, order ' || o.number,
      'lines', payments.lines_of(array['expenses:disputes', 'assets:disputes'], array[d.amount_minor - part, part - d.amount_minor])));
  end if;
end $$;

-- The payment that a processor calls by this reference, locked: {what: order | booking | invoice, number, payer, paid, gateway, ref, currency, reported, order_id? | card_payment_id?}.
create or replace function payments.disputed_payment(org uuid, reference uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  o ticketing.orders;
  c payments.card_payments;
  about jsonb;
begin
  select x.* into c from payments.card_payments x where x.organization_id = org and x.id = reference;
  if not found then
    o := ticketing.lock_order(org, reference);
    return jsonb_build_object('what', 'order', 'order_id', o.id, 'number', o.number, 'payer', o.buyer_name, 'paid', o.total_minor, 'gateway', o.gateway, 'ref', o.payment_ref,
      'currency', o.currency, 'reported', o.state not in ('pending', 'failed', 'expired'));
  end if;
  if c.booking_id is not null then
    select jsonb_build_object('what', 'booking', 'number', b.number, 'payer', b.contact_name) into about from bookings.bookings b
    where b.organization_id = org and b.id = c.booking_id for no key update;
  else
    select jsonb_build_object('what', 'invoice', 'number', i.number, 'payer', i.parties #>> '{party,name}') into about from payments.invoices i
    where i.organization_id = org and i.id = c.invoice_id for no key update;
  end if;
  select x.* into c from payments.card_payments x where x.organization_id = org and x.id = reference for no key update;
  return about || jsonb_build_object('card_payment_id', c.id, 'paid', c.amount_minor, 'gateway', c.gateway, 'ref', c.payment_ref, 'currency', c.currency, 'reported', c.state = 'succeeded');
end $$;

-- p: {organization_id, order_id (what we called the payment), gateway, provider_id, payment_ref, state: open | contested | won | lost, amount_minor, fee_minor, fee_back_minor?, currency, reason,
-- opened_at, respond_until?}. News of a dispute that is not known opens it, whichever news it is, so that they may come in any order.
-- Errors: P0G01 more than was paid, another currency or payment, or decided otherwise before: nothing is posted, a person must look.
-- P0S01 the payment itself was not reported yet: it is tried again.
create or replace function payments.dispute_news(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  paid jsonb := payments.disputed_payment(org, (p ->> 'order_id')::uuid);
  amount bigint := (p ->> 'amount_minor')::bigint;
  named text := format('%s %s', paid ->> 'what', paid ->> 'number');
  d payments.disputes;
  others bigint;
  wanted text := p ->> 'state';
begin
  if not (paid ->> 'reported')::boolean then
    raise exception using errcode = 'P0S01', message = format('The payment of %s was not reported yet.', named);
  end if;
  select x.* into d from payments.disputes x where x.organization_id = org and x.gateway = p ->> 'gateway' and x.provider_id = p ->> 'provider_id' for update;
  if not found then
    select coalesce(sum(x.amount_minor), 0) into others from payments.disputes x where x.organization_id = org
      and (x.order_id = (paid ->> 'order_id')::uuid or x.card_payment_id = (paid ->> 'card_payment_id')::uuid) and x.state <> 'won';
    if (paid ->> 'gateway', paid ->> 'ref', paid ->> 'currency') is distinct from (p ->> 'gateway', p ->> 'payment_ref', p ->> 'currency') then
      raise exception using errcode = 'P0G01', message = format('%s was not paid with %s in %s.', upper(left(named, 1)) || substr(named, 2), p ->> 'payment_ref', p ->> 'currency');
    end if;
    if amount + others > (paid ->> 'paid')::bigint then
      raise exception using errcode = 'P0G01', message = format('The dispute takes %s, and %s was paid with %s%s.',
        ticketing.money_words(amount, paid ->> 'currency'), named, ticketing.money_words((paid ->> 'paid')::bigint, paid ->> 'currency'),
        case when others > 0 then ', of which ' || ticketing.money_words(others, paid ->> 'currency') || ' were disputed before' else '' end);
    end if;
    insert into payments.disputes (organization_id, order_id, card_payment_id, gateway, provider_id, amount_minor, fee_minor, currency, reason, respond_until, opened_at)
    values (org, (paid ->> 'order_id')::uuid, (paid ->> 'card_payment_id')::uuid, p ->> 'gateway', p ->> 'provider_id', amount, (p ->> 'fee_minor')::bigint, paid ->> 'currency',
      coalesce(p ->> 'reason', 'unknown'), (p ->> 'respond_until')::timestamptz, (p ->> 'opened_at')::timestamptz)
    returning * into d;
    perform payments.post_dispute(d, 'opened', d.amount_minor, d.fee_minor);
    perform payments.mail_dispute(d, paid);
    perform payments.remember_dispute(d, 'opened');
    perform system.enqueue(org, 'payments.check_alerts', '{}', format('alerts:dispute:%s', d.id));
    perform ticketing.note(org, 'payments.open_dispute', 'payments.disputes', d.id, p);
  end if;
  if d.state in ('won', 'lost') then
    if wanted in ('won', 'lost') and wanted <> d.state::text then
      raise exception using errcode = 'P0G01', message = format('This dispute was %s before. Look at it at the processor, and post what changed by hand.', d.state);
    end if;
  elsif wanted in ('won', 'lost') then
    update payments.disputes x set state = wanted::payments.dispute_state, closed_at = now() where x.organization_id = org and x.id = d.id returning x.* into d;
    if wanted = 'won' then
      perform payments.post_dispute(d, 'won', -d.amount_minor, -coalesce((p ->> 'fee_back_minor')::bigint, 0));
    elsif d.order_id is not null then
      perform payments.lose_dispute(d, ticketing.lock_order(org, d.order_id));
    else
      perform payments.lose_card_dispute(d);
    end if;
    perform payments.remember_dispute(d, wanted);
    perform ticketing.note(org, 'payments.close_dispute', 'payments.disputes', d.id, p);
  elsif wanted = 'contested' and d.state = 'open' then
    -- Answered at the processor itself.
    update payments.disputes x set state = 'contested' where x.organization_id = org and x.id = d.id;
  end if;
  return jsonb_build_object('state', d.state, 'id', d.id);
end $$;

-- Finance, and who administers the organization, hear of it with the day by which an answer must be there.
drop function if exists payments.mail_dispute(payments.disputes, ticketing.orders);
create or replace function payments.mail_dispute(d payments.disputes, paid jsonb) returns void language sql volatile security definer set search_path = '' as $$
  insert into system.outbox (organization_id, topic, payload, key)
  select d.organization_id, 'messaging.send_email', jsonb_build_object('template', 'dispute_notice', 'to', u.email, 'data', jsonb_strip_nulls(jsonb_build_object(
      'organization', jsonb_build_object('name', s.name, 'accent', s.accent, 'supportEmail', s.support_email), 'name', u.name,
      'order', jsonb_build_object('what', paid ->> 'what', 'number', paid ->> 'number', 'buyerName', coalesce(paid ->> 'payer', 'the payer')), 'reason', d.reason, 'amountMinor', d.amount_minor::text, 'feeMinor', d.fee_minor::text,
      'currency', d.currency, 'respondUntil', d.respond_until, 'zone', s.zone, 'link', format('/%s/payments/disputes/%s', s.slug, d.id)))),
    'dispute:' || d.id || ':' || u.user_id
  from organizations.organizations s
  join identity.user_roles g on g.organization_id = s.id and g.role in ('finance', 'admin') and g.station_id is null and g.event_id is null
  join organizations.org_memberships m on m.organization_id = s.id and m.user_id = g.user_id and m.state = 'active'
  join users.user_profiles u on u.user_id = g.user_id and u.state = 'active'
  where s.id = d.organization_id
  on conflict do nothing
$$;

do $$
declare
  f text;
begin
  foreach f in array array['disputed_minor(uuid, uuid)', 'open_disputes_minor(uuid, text)', 'post_dispute(payments.disputes, text, bigint, bigint)',
    'lose_dispute(payments.disputes, ticketing.orders)', 'dispute_news(jsonb)', 'mail_dispute(payments.disputes, jsonb)', 'collector_of_dispute(payments.disputes)',
    'source_of_dispute(payments.disputes)', 'disputed_payment(uuid, uuid)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
  alter function payments.available_of(uuid, text, bigint) owner to gr_ledger;
  revoke execute on function payments.available_of(uuid, text, bigint) from public;
  grant execute on function payments.available_of(uuid, text, bigint) to gr_flow;
end $$;
grant execute on function payments.open_disputes_minor(uuid, text), payments.disputed_minor(uuid, uuid) to gr_ledger;
grant execute on function payments.dispute_news(jsonb) to authenticated;
