-- What happened to bookings before anybody noted it, and who notes it from now on.

-- What was booked before there was anybody to note it, from the bookings, their payments and the ledger; nothing when somebody did.
create or replace function analytics.note_past_bookings(org uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings;
  a payments.allocations;
  r bookings.refunds;
begin
  if exists (select from analytics.booking_analytics f where f.organization_id = org) then return; end if;
  for b in select x.* from bookings.bookings x where x.organization_id = org order by x.created_at loop
    perform analytics.note_booked(b), analytics.note_step(b);
    perform analytics.note_booking(b, d.kind, d.kind || ':' || b.id, b.created_at, 0, d.amount)
    from (values ('deposit_due', analytics.deposit_due(b)), ('balance_due', analytics.balance_due(b))) d (kind, amount) where d.amount <> 0;
  end loop;
  for a in select x.* from payments.allocations x where x.organization_id = org and x.booking_id is not null order by x.id loop
    perform analytics.note_allocation(a);
  end loop;
  for r in select x.* from bookings.refunds x where x.organization_id = org and x.state = 'succeeded' loop
    perform analytics.note_refund(r);
  end loop;
  perform analytics.note_quote(x, q.id, q.sent_at, case when q.state = 'accepted' then q.answered_at end)
  from bookings.quotes q join bookings.bookings x on (x.organization_id, x.id) = (q.organization_id, q.booking_id) where q.organization_id = org;
  perform analytics.note_earned(x, e.net, e.tax, e.effective_on, e.key)
  from payments.earned_by_bookings(org) e join bookings.bookings x on x.organization_id = org and x.id = e.booking;
end $$;

-- What the ledger earned by bookings, one row a posting; for those that were there before anybody noted it, and to compare with.
create or replace function payments.earned_by_bookings(organization uuid) returns table (booking uuid, key text, effective_on date, currency char(3), net bigint, tax bigint)
  language sql stable security definer set search_path = '' as $$
  select t.booking_id, t.idempotency_key, t.effective_on, e.currency, coalesce(-sum(e.amount_minor) filter (where a.code = 'income:bookings'), 0)::bigint,
    coalesce(-sum(e.amount_minor) filter (where a.code <> 'income:bookings'), 0)::bigint
  from payments.transactions t join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
  join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and (a.code = 'income:bookings' or a.code like 'liabilities:tax:%')
  where t.organization_id = organization and t.booking_id is not null group by 1, 2, 3, 4
$$;
alter function payments.earned_by_bookings(uuid) owner to gr_ledger;
revoke execute on function payments.earned_by_bookings(uuid) from public;
grant execute on function payments.earned_by_bookings(uuid) to gr_flow;

alter function analytics.note_past_bookings(uuid) owner to gr_flow;
revoke execute on function analytics.note_past_bookings(uuid) from public;
grant execute on function analytics.note_past_bookings(uuid) to gr_rollup;

create or replace trigger note_booked after insert on bookings.bookings referencing new table as fresh for each statement execute function analytics.note_booking_deeds();
create or replace trigger note_changed after update on bookings.bookings referencing new table as fresh old table as stale for each statement execute function analytics.note_booking_deeds();
create or replace trigger note_paid after insert on payments.allocations referencing new table as fresh for each statement execute function analytics.note_booking_rows();
create or replace trigger note_settled after insert on bookings.refunds referencing new table as fresh for each statement execute function analytics.note_booking_rows();
create or replace trigger note_refunded after update on bookings.refunds referencing new table as fresh for each statement execute function analytics.note_booking_rows();
create or replace trigger note_quoted after insert on bookings.quotes referencing new table as fresh for each statement execute function analytics.note_booking_rows();
create or replace trigger note_answered after update on bookings.quotes referencing new table as fresh for each statement execute function analytics.note_booking_rows();
