-- Finding orders by a part of a word. ILIKE may not look into an index before the row policy has been asked, since it is
-- not leakproof: below the policy every search for a rare word would read all orders of the organization.

create index if not exists orders_words on ticketing.orders
  using gin (buyer_name extensions.gin_trgm_ops, buyer_email extensions.gin_trgm_ops, number extensions.gin_trgm_ops);

-- The newest orders in which the words occur, among those this person may see. Ids alone: the row policy of `orders`
-- still decides about every row that is read by them. Common words are found among the newest orders; words that are
-- rare there are rare everywhere, and found by their letters.
create or replace function ticketing.orders_with(words text, most int) returns setof uuid
  language plpgsql stable security definer rows 5 set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  org uuid := system.org_id();
  anywhere boolean := system.can('ticketing:read');
  stations uuid[] := system.station_ids('ticketing:read');
  one_night uuid[] := system.event_ids('ticketing:read');
  pattern text := '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%';
  ids uuid[];
begin
  ids := array(
    select n.id from (
      select o.id, o.created_at, o.number, o.buyer_name, o.buyer_email from ticketing.orders o
      where o.organization_id = org and (anywhere or o.station_id = any (stations) or o.event_id = any (one_night))
      order by o.created_at desc, o.id desc limit 2000) n
    where n.number ilike pattern or n.buyer_name ilike pattern or n.buyer_email ilike pattern
    order by n.created_at desc, n.id desc limit most);
  if cardinality(ids) < most then
    ids := array(
      with hits as materialized (
        select o.id, o.created_at from ticketing.orders o
        where o.organization_id = org and (anywhere or o.station_id = any (stations) or o.event_id = any (one_night))
          and (o.number ilike pattern or o.buyer_name ilike pattern or o.buyer_email ilike pattern))
      select h.id from hits h order by h.created_at desc, h.id desc limit most);
  end if;
  return query select unnest(ids);
end $$;
alter function ticketing.orders_with(text, int) owner to gr_flow;
revoke execute on function ticketing.orders_with(text, int) from public;
grant execute on function ticketing.orders_with(text, int) to authenticated;
