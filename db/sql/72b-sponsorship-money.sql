-- Held funds: what moves them. Every function here is called with the order locked, inside one transaction: the order's figures and state, the posting,
-- the history. At commit `sponsorship.check_order` proves that all of them say the same.

create or replace function sponsorship.held(o sponsorship.sponsorship_orders) returns bigint language sql immutable set search_path = '' as $$
  select o.funded_minor - o.released_minor - o.refunded_minor
$$;

-- Tax, platform fee and borne processing fee of what the organizer keeps. Each is of the total so far: how it is split does not change what it costs.
create or replace function sponsorship.tax_of(o sponsorship.sponsorship_orders, kept bigint) returns bigint language sql immutable set search_path = '' as $$
  select payments.share(kept, o.tax_minor, o.total_minor)
$$;
create or replace function sponsorship.fee_of(o sponsorship.sponsorship_orders, kept bigint) returns bigint language sql immutable set search_path = '' as $$
  select payments.share(kept - payments.share(kept, o.tax_minor, o.total_minor), o.fee_ppm, 1000000)
$$;
create or replace function sponsorship.processing_of(o sponsorship.sponsorship_orders, kept bigint) returns bigint language sql immutable set search_path = '' as $$
  select least(payments.share(kept, o.processing_minor, o.total_minor), kept - payments.share(kept, o.tax_minor, o.total_minor) - sponsorship.fee_of(o, kept))
$$;

-- One book's part of a posting, as a list of none or one document; lines of zero are left out.
create or replace function sponsorship.document(o sponsorship.sponsorship_orders, book uuid, kind text, key text, memo text, codes text[], amounts bigint[])
  returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  lines jsonb := payments.lines_of(codes, amounts);
begin
  if book is null or lines is null then return '[]'; end if;
  return jsonb_build_array(jsonb_build_object('organization_id', book, 'kind', kind, 'currency', o.currency, 'memo', left(o.number || ': ' || memo, 500),
    'effective_on', payments.first_open_day(book, payments.today(o.organization_id)),
    'key', case when book = o.organization_id then '' else o.organization_id || ':' end || 'sponsorship:' || o.id || ':' || key,
    'event_id', case when book = o.organization_id then o.event_id end, 'lines', lines));
end $$;

-- Change the figures of an order by so much, take the state that follows from them, post, and write the history. m: kind, key, amount, released, refunded,
-- returned, frozen (all changes), fee, tax, milestone, dispute, request, reason.
create or replace function sponsorship.move(o sponsorship.sponsorship_orders, m jsonb, documents jsonb) returns sponsorship.sponsorship_orders
  language plpgsql volatile security definer set search_path = '' as $$
declare
  n sponsorship.sponsorship_orders := o;
  becomes text;
  posted uuid;
begin
  n.released_minor := o.released_minor + coalesce((m ->> 'released')::bigint, 0);
  n.refunded_minor := o.refunded_minor + coalesce((m ->> 'refunded')::bigint, 0);
  n.returned_minor := o.returned_minor + coalesce((m ->> 'returned')::bigint, 0);
  n.frozen_minor := o.frozen_minor + coalesce((m ->> 'frozen')::bigint, 0);
  becomes := case when o.state in ('pending', 'released', 'refunded', 'cancelled') then o.state::text
    when sponsorship.held(n) = 0 then case when n.released_minor > 0 then 'released' else 'refunded' end
    when n.frozen_minor > 0 then 'disputed'
    when o.state = 'funded' and m ->> 'kind' <> 'locked' then 'funded' else 'locked' end;
  if becomes = o.state::text then
    update sponsorship.sponsorship_orders x set released_minor = n.released_minor, refunded_minor = n.refunded_minor, returned_minor = n.returned_minor,
      frozen_minor = n.frozen_minor where x.organization_id = o.organization_id and x.id = o.id returning x.* into n;
  else
    update sponsorship.sponsorship_orders x set state = becomes::sponsorship.sponsorship_order_state, released_minor = n.released_minor,
      refunded_minor = n.refunded_minor, returned_minor = n.returned_minor, frozen_minor = n.frozen_minor
    where x.organization_id = o.organization_id and x.id = o.id returning x.* into n;
  end if;
  if jsonb_array_length(documents) > 0 then posted := payments.post_group(documents); end if;
  perform sponsorship.record(o, n, m, posted);
  return n;
end $$;

-- A line of the history.
create or replace function sponsorship.record(o sponsorship.sponsorship_orders, n sponsorship.sponsorship_orders, m jsonb, posted uuid) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into sponsorship.held_movements (organization_id, order_id, sponsor_id, kind, key, delta_minor, amount_minor, fee_minor, tax_minor, held_minor, currency,
    from_state, to_state, group_id, milestone_id, dispute_id, request_id, reason, done_by)
  values (o.organization_id, o.id, o.sponsor_id, (m ->> 'kind')::sponsorship.movement_kind, m ->> 'key', sponsorship.held(n) - sponsorship.held(o),
    coalesce((m ->> 'amount')::bigint, 0), coalesce((m ->> 'fee')::bigint, 0), coalesce((m ->> 'tax')::bigint, 0), sponsorship.held(n), o.currency,
    o.state, n.state, posted, (m ->> 'milestone')::uuid, (m ->> 'dispute')::uuid, (m ->> 'request')::uuid, left(coalesce(m ->> 'reason', ''), 500), system.uid())
$$;

-- The sponsor's money is there: pending becomes funded. `source` is where it stands in the holder's book; `beside` are documents of the same group. Whole,
-- and in the order's currency.
drop function if exists sponsorship.fund(sponsorship.sponsorship_orders, sponsorship.fundings, uuid, text);
create or replace function sponsorship.fund(o sponsorship.sponsorship_orders, f sponsorship.fundings, holder uuid, source text, beside jsonb default '[]') returns sponsorship.sponsorship_orders
  language plpgsql volatile security definer set search_path = '' as $$
declare
  n sponsorship.sponsorship_orders;
  g organizations.organizations;
  book uuid;
  key text := 'funded:' || f.id;
begin
  if o.state <> 'pending' then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, so it is not paid again.', o.number, o.state);
  elsif f.currency <> o.currency then
    raise exception using errcode = 'P0G01', column = 'currency', message = format('Order %s is in %s, and this payment in %s. Exchange it first.', o.number, o.currency, f.currency);
  elsif f.amount_minor <> o.total_minor then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('Order %s is paid whole: %s.', o.number, ticketing.money_words(o.total_minor, o.currency));
  end if;
  select x.* into g from organizations.organizations x where x.id = o.organization_id;
  select s.sponsor_organization_id into book from sponsorship.sponsors s
  where s.organization_id = o.organization_id and s.id = o.sponsor_id and sponsorship.has_book(s.sponsor_organization_id);
  update sponsorship.sponsorship_orders x set state = 'funded', funded_minor = f.amount_minor, holder_id = holder, sponsor_book_id = book,
    fee_ppm = case when holder = o.organization_id then 0 else g.platform_fee_ppm end,
    processing_minor = case when holder <> o.organization_id and g.processing_fee_bearer = 'organization' then f.fee_minor else 0 end,
    funded_on = payments.today(o.organization_id), must_leave_by = payments.today(o.organization_id) + o.hold_days
  where x.organization_id = o.organization_id and x.id = o.id returning x.* into n;
  perform sponsorship.record(o, n, jsonb_build_object('kind', 'funded', 'key', key, 'amount', f.amount_minor, 'fee', f.fee_minor), payments.post_group(
    sponsorship.document(n, holder, 'hold', key, 'held for ' || n.sponsor_name, array[source, 'expenses:processing-fees', 'liabilities:held:' || n.id],
      array[f.amount_minor - f.fee_minor, f.fee_minor, -f.amount_minor])
    || sponsorship.document(n, book, 'hold', key, 'paid ahead to ' || n.organizer_name, array['assets:prepaid:' || n.id, sponsorship.paid_from(f)],
      array[f.amount_minor, -f.amount_minor]) || beside));
  perform sponsorship.name_accounts(n);
  perform sponsorship.tell(n.organization_id, n.sponsor_id, 'organizer', format('%s is paid', n.number),
    format('%s paid %s for %s. It is kept (%s) until it is released or returned, by %s at the latest.', n.sponsor_name, ticketing.money_words(n.total_minor, n.currency), n.title,
      sponsorship.held_name(n.organization_id),
      to_char(n.must_leave_by, 'FMDD FMMonth YYYY')), '/sponsorship/orders/' || n.id, 'funded:' || n.id);
  return n;
end $$;

-- In the sponsor's book: where its money left from, until its bank statement shows it.
create or replace function sponsorship.paid_from(f sponsorship.fundings) returns text language sql immutable set search_path = '' as $$
  select case f.method when 'card' then 'assets:clearing:card' else 'assets:clearing:bank-transfer' end
$$;

-- Out of the held funds to the organizer: what is left after tax and fees.
create or replace function sponsorship.release(o sponsorship.sponsorship_orders, amount bigint, m jsonb) returns sponsorship.sponsorship_orders
  language plpgsql volatile security definer set search_path = '' as $$
declare
  kept bigint := o.released_minor - o.returned_minor;
  tax bigint := sponsorship.tax_of(o, kept + amount) - sponsorship.tax_of(o, kept);
  fee bigint := sponsorship.fee_of(o, kept + amount) - sponsorship.fee_of(o, kept);
  processing bigint := sponsorship.processing_of(o, kept + amount) - sponsorship.processing_of(o, kept);
  owed bigint := amount - tax - fee - processing;
  recovered bigint := 0;
  key text := m ->> 'key';
  documents jsonb;
  words text := 'released to ' || o.organizer_name;
begin
  if o.state not in ('locked', 'disputed') or amount < 1 or amount > sponsorship.held(o) then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, and %s are held.', o.number, o.state, ticketing.money_words(sponsorship.held(o), o.currency));
  end if;
  if o.holder_id = o.organization_id then
    documents := sponsorship.document(o, o.holder_id, 'release', key, words, array['liabilities:held:' || o.id, 'income:sponsorship', 'liabilities:tax:' || o.tax_code],
      array[amount, tax - amount, -tax]);
  else
    -- What an earlier shortfall cost the platform comes back first, as from the next sale.
    perform payments.available_of(o.organization_id, o.currency, 0);
    recovered := greatest(least(owed, payments.balance_now(o.holder_id, payments.account(o.holder_id, 'assets:receivable:' || o.organization_id, o.currency))), 0);
    documents := sponsorship.document(o, o.organization_id, 'release', key, words,
        array['assets:wallet', 'liabilities:payable:platform', 'expenses:platform-fees', 'expenses:processing-fees', 'income:sponsorship'],
        array[owed - recovered, recovered, fee, processing, tax - amount])
      || sponsorship.document(o, o.holder_id, 'release', key, words, array['liabilities:held:' || o.id, 'liabilities:owed:' || o.organization_id,
        'assets:receivable:' || o.organization_id, 'income:platform-fees', 'expenses:processing-fees', 'liabilities:tax:' || o.tax_code],
        array[amount, recovered - owed, -recovered, -fee, -processing, -tax]);
  end if;
  documents := documents || sponsorship.document(o, o.sponsor_book_id, 'release', key, words, array['expenses:sponsorship', 'assets:prepaid:' || o.id], array[amount, -amount]);
  perform sponsorship.settle_milestones(o, (m ->> 'milestone')::uuid, amount);
  return sponsorship.move(o, m || jsonb_build_object('kind', coalesce(m ->> 'kind', 'released'), 'amount', amount, 'released', amount, 'fee', fee, 'tax', tax), documents);
end $$;

-- Back out of the held funds. `target` is where it goes in the holder's book: on its way to the sponsor, or what took it already.
create or replace function sponsorship.give_back(o sponsorship.sponsorship_orders, amount bigint, target text, m jsonb) returns sponsorship.sponsorship_orders
  language plpgsql volatile security definer set search_path = '' as $$
declare
  f sponsorship.fundings := sponsorship.funding_of(o);
begin
  if o.state not in ('funded', 'locked', 'disputed') or amount < 1 or amount > sponsorship.held(o) then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s, and %s are held.', o.number, o.state, ticketing.money_words(sponsorship.held(o), o.currency));
  end if;
  perform sponsorship.settle_milestones(o, (m ->> 'milestone')::uuid, amount);
  return sponsorship.move(o, m || jsonb_build_object('kind', coalesce(m ->> 'kind', 'refunded'), 'amount', amount, 'refunded', amount),
    sponsorship.document(o, o.holder_id, 'refund', m ->> 'key', 'returned to ' || o.sponsor_name, array['liabilities:held:' || o.id, target], array[amount, -amount])
    || sponsorship.document(o, o.sponsor_book_id, 'refund', m ->> 'key', 'returned by ' || o.organizer_name, array[sponsorship.paid_from(f), 'assets:prepaid:' || o.id], array[amount, -amount]));
end $$;

-- After the release: the organizer gives back, with the platform's fee in proportion; what its wallet does not have, it owes the platform.
create or replace function sponsorship.give_back_released(o sponsorship.sponsorship_orders, amount bigint, target text, m jsonb) returns sponsorship.sponsorship_orders
  language plpgsql volatile security definer set search_path = '' as $$
declare
  f sponsorship.fundings := sponsorship.funding_of(o);
  kept bigint := o.released_minor - o.returned_minor;
  tax bigint := sponsorship.tax_of(o, kept) - sponsorship.tax_of(o, kept - amount);
  fee bigint := sponsorship.fee_of(o, kept) - sponsorship.fee_of(o, kept - amount);
  processing bigint := sponsorship.processing_of(o, kept) - sponsorship.processing_of(o, kept - amount);
  due bigint := amount - tax - fee - processing;
  from_wallet bigint;
  words text := 'given back to ' || o.sponsor_name;
  key text := m ->> 'key';
  documents jsonb;
begin
  if amount < 1 or amount > kept then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('Of what was released %s are left to give back.', ticketing.money_words(kept, o.currency));
  end if;
  if o.holder_id = o.organization_id then
    documents := sponsorship.document(o, o.holder_id, 'refund', key, words, array['income:sponsorship', 'liabilities:tax:' || o.tax_code, target], array[amount - tax, tax, -amount]);
  else
    from_wallet := payments.available_of(o.organization_id, o.currency, due);
    documents := sponsorship.document(o, o.organization_id, 'refund', key, words,
        array['income:sponsorship', 'expenses:platform-fees', 'expenses:processing-fees', 'assets:wallet', 'liabilities:payable:platform'],
        array[amount - tax, -fee, -processing, -from_wallet, from_wallet - due])
      || sponsorship.document(o, o.holder_id, 'refund', key, words, array['liabilities:owed:' || o.organization_id, 'assets:receivable:' || o.organization_id,
        'income:platform-fees', 'expenses:processing-fees', 'liabilities:tax:' || o.tax_code, target], array[from_wallet, due - from_wallet, fee, processing, tax, -amount]);
  end if;
  return sponsorship.move(o, m || jsonb_build_object('kind', coalesce(m ->> 'kind', 'returned'), 'amount', amount, 'returned', amount, 'fee', -fee, 'tax', -tax), documents
    || sponsorship.document(o, o.sponsor_book_id, 'refund', key, words, array[sponsorship.paid_from(f), 'expenses:sponsorship'], array[amount, -amount]));
end $$;

create or replace function sponsorship.funding_of(o sponsorship.sponsorship_orders) returns sponsorship.fundings language sql stable security definer set search_path = '' as $$
  select f.* from sponsorship.fundings f where f.organization_id = o.organization_id and f.order_id = o.id and f.state = 'succeeded'
$$;

-- What left the held funds is settled: of the milestone first, and what is more of the others in their order.
create or replace function sponsorship.settle_milestones(o sponsorship.sponsorship_orders, milestone uuid, amount bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one sponsorship.milestones;
  rest bigint := amount;
begin
  for one in select x.* from sponsorship.milestones x where x.organization_id = o.organization_id and x.order_id = o.id and x.settled_minor < x.amount_minor
    order by x.id = milestone desc nulls last, x.position for no key update
  loop
    exit when rest = 0;
    update sponsorship.milestones x set settled_minor = x.settled_minor + least(rest, one.amount_minor - one.settled_minor)
    where x.organization_id = one.organization_id and x.id = one.id;
    rest := rest - least(rest, one.amount_minor - one.settled_minor);
  end loop;
end $$;

-- The accounts of an order bear its number, in whosever book they are.
create or replace function sponsorship.name_accounts(o sponsorship.sponsorship_orders) returns void language sql volatile security definer set search_path = '' as $$
  update payments.accounts a set name = case when a.code like 'assets:%' then 'Paid ahead for ' else 'Held for ' end || o.number || case when a.organization_id = o.organization_id then ''
      else ' of ' || o.organizer_name end
  where a.organization_id in (o.holder_id, o.sponsor_book_id) and a.code in ('liabilities:held:' || o.id, 'assets:prepaid:' || o.id)
$$;

create or replace function sponsorship.has_book(org uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from payments.books b where b.organization_id = has_book.org)
$$;

do $$
declare
  f text;
  o text := 'sponsorship.sponsorship_orders';
begin
  foreach f in array array[format('held(%s)', o), format('tax_of(%s, bigint)', o), format('fee_of(%s, bigint)', o), format('processing_of(%s, bigint)', o),
    format('document(%s, uuid, text, text, text, text[], bigint[])', o), format('move(%s, jsonb, jsonb)', o), format('record(%s, %s, jsonb, uuid)', o, o),
    format('fund(%s, sponsorship.fundings, uuid, text, jsonb)', o), 'paid_from(sponsorship.fundings)', format('release(%s, bigint, jsonb)', o),
    format('give_back(%s, bigint, text, jsonb)', o), format('give_back_released(%s, bigint, text, jsonb)', o), format('funding_of(%s)', o),
    format('settle_milestones(%s, uuid, bigint)', o)] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
alter function sponsorship.name_accounts(sponsorship.sponsorship_orders) owner to gr_ledger;
revoke execute on function sponsorship.name_accounts(sponsorship.sponsorship_orders) from public;
grant execute on function sponsorship.name_accounts(sponsorship.sponsorship_orders) to gr_flow;
alter function sponsorship.has_book(uuid) owner to gr_ledger;
revoke execute on function sponsorship.has_book(uuid) from public;
grant execute on function sponsorship.has_book(uuid) to gr_flow;
grant execute on function sponsorship.held(sponsorship.sponsorship_orders) to gr_ledger;
