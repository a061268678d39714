-- What a payment by hand may be for, with reasons in words.

-- How much two names say the same: the words they share, of the shorter one's. Legal forms and initials say nothing.
create or replace function payments.likeness(a text, b text) returns numeric language sql immutable set search_path = '' as $$
  with word as (
    select x.side, w from (values (1, a), (2, b)) x (side, name)
    cross join lateral (select distinct w from regexp_split_to_table(lower(x.name), '[^[:alnum:]]+') w where length(w) > 2 and w <> all (array['gmbh', 'ltd', 'inc', 'llc', 'the', 'und', 'and', 'sarl', 'bv'])) y
  )
  select coalesce((select count(*)::numeric from word l join word r on l.side = 1 and r.side = 2 and l.w = r.w)
    / nullif(least((select count(*) from word where side = 1), (select count(*) from word where side = 2)), 0), 0)
$$;

-- Documents that a payment may be for, likeliest first, with the reasons in words. Amount, number in the reference and name count; a number
-- that fits a document of somebody else is said so.
create or replace function payments.suggestions(payment uuid) returns table (invoice_id uuid, number text, party_id uuid, party text, due_on date, open_minor bigint, score int, reasons text[])
  language sql stable set search_path = '' as $$
  with m as (
    select x.*, upper(regexp_replace(x.reference || ' ' || x.note, '[^[:alnum:]]', '', 'g')) as words from payments.manual_payments x where x.organization_id = (select system.org_id()) and x.id = payment
  ), open as (
    select i.id, i.number, i.party_id, p.name, i.due_on, i.total_minor - i.settled_minor as open_minor, m.amount_minor - m.allocated_minor as rest, m.party_id as known,
      m.words like '%' || upper(regexp_replace(i.number, '[^[:alnum:]]', '', 'g')) || '%' as numbered,
      length(i.reference) > 3 and m.words like '%' || upper(regexp_replace(i.reference, '[^[:alnum:]]', '', 'g')) || '%' as referenced,
      payments.likeness(m.payer, p.name) as likeness, m.payer
    from m join payments.invoices i on i.organization_id = m.organization_id and i.state in ('issued', 'partly_paid') and i.currency = m.currency
      and i.kind::text = case m.direction when 'in' then 'invoice' else 'bill' end
    join payments.parties p on (p.organization_id, p.id) = (i.organization_id, i.party_id)
  ), judged as (
    select o.*, (case when o.numbered then 60 else 0 end + case when o.referenced then 30 else 0 end + case when o.open_minor = o.rest then 35 else 0 end
      + case when o.known = o.party_id then 30 when o.likeness >= 0.5 then 25 when o.likeness >= 0.3 then 10 else 0 end) as points
    from open o
  )
  select j.id, j.number, j.party_id, j.name, j.due_on, j.open_minor, j.points, array_remove(array[
      case when j.numbered then 'The reference names ' || j.number end,
      case when j.referenced then 'The reference names their order' end,
      case when j.open_minor = j.rest then 'Exactly what is open' when j.open_minor < j.rest then 'Less is open than was paid' else 'More is open than was paid' end,
      case when j.known = j.party_id then 'Recorded for them' when j.likeness >= 0.3 then 'The payer''s name is like theirs' when j.numbered or j.referenced then 'But paid in the name of ' || left(j.payer, 80) end], null)
  from judged j where j.points > 0 order by j.points desc, j.due_on limit 8
$$;

-- Orders that a payment may be for, likeliest first, with the reasons in words: those that wait for money by hand, those whose number the reference
-- names, and those that miss exactly what was paid, of the last half year.
create or replace function payments.order_suggestions(payment uuid) returns table (order_id uuid, number text, buyer text, event text, made_on date, missing_minor bigint, score int, reasons text[])
  language sql stable set search_path = '' as $$
  with m as (
    select x.*, x.amount_minor - x.allocated_minor as rest, upper(regexp_replace(x.reference || ' ' || x.note, '[^[:alnum:]]', '', 'g')) as words
    from payments.manual_payments x where x.organization_id = (select system.org_id()) and x.id = payment and x.direction = 'in' and x.counter_account is null
  ), waiting as (
    select o.id, o.number, o.buyer_name, e.name as event, (o.created_at at time zone e.zone)::date as made_on, o.total_minor - payments.matched_minor(o.organization_id, o.id) as missing,
      m.rest, m.words like '%' || o.number || '%' as numbered, o.channel = 'manual' and o.state = 'pending' as expected, o.state <> 'pending' as late,
      payments.likeness(m.payer, o.buyer_name) as likeness, m.payer
    from m join ticketing.orders o on o.organization_id = m.organization_id and o.state in ('pending', 'failed', 'expired') and o.currency = m.currency and o.total_minor > 0
      and o.created_at > now() - interval '180 days'
    join events.events e on (e.organization_id, e.id) = (o.organization_id, o.event_id)
    where m.words like '%' || o.number || '%' or (o.channel = 'manual' and o.state = 'pending')
      or (o.total_minor = m.rest and o.payment_ref is null and not exists (select from ticketing.orders p where p.organization_id = o.organization_id and p.checkout_id = o.checkout_id
        and p.state in ('paid', 'partially_refunded', 'refunded', 'refund_due')))
  ), judged as (
    select w.*, (case when w.numbered then 60 else 0 end + case when w.missing = w.rest then 35 else 0 end + case when w.expected then 10 else 0 end
      + case when w.likeness >= 0.5 then 25 when w.likeness >= 0.3 then 10 else 0 end) as points
    from waiting w
  )
  select j.id, j.number, j.buyer_name, j.event, j.made_on, j.missing, j.points, array_remove(array[
      case when j.numbered then 'The reference names order ' || j.number end,
      case when j.missing = j.rest then 'Exactly what is missing' when j.missing < j.rest then 'Less is missing than was paid' else 'More is missing than was paid' end,
      case when j.likeness >= 0.3 then 'The payer''s name is like the buyer''s' when j.numbered then 'But paid in the name of ' || left(j.payer, 80) end,
      case when j.late then 'But its time to pay is over: tickets are issued if some are left' end], null)
  from judged j where j.points > 0 order by j.points desc, j.made_on desc limit 12
$$;

do $$
declare
  f text;
begin
  foreach f in array array['likeness(text, text)', 'suggestions(uuid)', 'order_suggestions(uuid)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.likeness(text, text), payments.suggestions(uuid), payments.order_suggestions(uuid) to authenticated;
