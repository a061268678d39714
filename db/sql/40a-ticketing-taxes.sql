-- Taxes of an order, and how an amount is spread over lines so that nothing is lost.

-- Tax of one order, in minor units, rounded half up once per order; contained in the prices or added to them.
create or replace function ticketing.tax_of(prices bigint, rate_ppm int, inclusive boolean) returns bigint language sql immutable set search_path = '' as $$
  select case when inclusive then div(2 * prices::numeric * rate_ppm + (1000000 + rate_ppm), 2 * (1000000 + rate_ppm)::numeric)
              else div(2 * prices::numeric * rate_ppm + 1000000, 2000000) end::bigint
$$;

-- An amount in parts that follow the weights: whole minor units that add up to it, by largest remainder, the earlier part first.
create or replace function ticketing.spread(total bigint, weights bigint[]) returns bigint[] language plpgsql immutable set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    with part as (
      select w.n, case when s.whole = 0 then 0 else spread.total * w.weight / s.whole end as exact
      from unnest(weights) with ordinality w (weight, n), (select sum(x)::numeric as whole from unnest(weights) x) s
    ), ranked as (
      select p.n, floor(p.exact) as floored, row_number() over (order by p.exact - floor(p.exact) desc, p.n) as place,
        case when sum(p.exact) over () = 0 then 0 else spread.total - sum(floor(p.exact)) over () end as left_over
      from part p
    )
    select coalesce(array_agg((r.floored + case when r.place <= r.left_over then 1 else 0 end)::bigint order by r.n), '{}') from ranked r);
end $$;

-- The taxes of an event's tickets on a day: { inclusive, taxes [{ name, account, ratePpm }] }. By the organization's own rate, or by
-- what `ref.tax_rates` says of the event's place; the account is the ledger's.
create or replace function ticketing.tax_terms(org uuid, event uuid, on_day date default null) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  terms ticketing.sale_terms;
  day date := on_day;
begin
  select s.* into terms from ticketing.sale_terms s where s.organization_id = org and s.event_id = tax_terms.event;
  if terms.tax_basis = 'none' then
    return jsonb_build_object('inclusive', true, 'taxes', '[]'::jsonb);
  elsif terms.tax_basis = 'place' then
    if day is null then
      select (now() at time zone e.zone)::date into day from events.events e where e.organization_id = org and e.id = tax_terms.event;
    end if;
    return jsonb_build_object('inclusive', terms.tax_inclusive, 'taxes', coalesce((
      select jsonb_agg(jsonb_build_object('name', t.tax, 'account', payments.tax_account(t.code), 'ratePpm', t.rate_millionths) order by t.code)
      from payments.taxes_at(terms.country, terms.region, day) t where t.rate_millionths > 0), '[]'::jsonb));
  end if;
  return (select jsonb_build_object('inclusive', o.tax_inclusive, 'taxes', case when o.tax_rate_ppm = 0 then '[]'::jsonb else
      jsonb_build_array(jsonb_build_object('name', 'Tax', 'account', 'liabilities:tax:' || coalesce(o.tax_code, 'sales'), 'ratePpm', o.tax_rate_ppm)) end)
    from organizations.organizations o where o.id = org);
end $$;

-- What an order of these prices costs under those terms: each tax rounded half up once.
drop function if exists ticketing.amounts(bigint, int, boolean);
create or replace function ticketing.amounts(prices bigint, terms jsonb) returns jsonb language plpgsql immutable set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    with rate as (
      select x.t, x.n, (x.t ->> 'ratePpm')::int as ppm, (terms ->> 'inclusive')::boolean as inclusive
      from jsonb_array_elements(terms -> 'taxes') with ordinality x (t, n)
    ), due as (
      select r.t, r.n, r.ppm, round(prices * r.ppm::numeric / (1000000 + case when r.inclusive then sum(r.ppm) over () else 0 end))::bigint as tax from rate r
    )
    select jsonb_build_object('subtotalMinor', prices::text, 'taxMinor', coalesce(sum(d.tax), 0)::text,
      'totalMinor', (prices + case when (terms ->> 'inclusive')::boolean then 0 else coalesce(sum(d.tax), 0) end)::text,
      'taxRatePpm', coalesce(sum(d.ppm), 0), 'taxInclusive', (terms ->> 'inclusive')::boolean,
      'taxCode', (array_agg(replace(d.t ->> 'account', 'liabilities:tax:', '') order by d.n))[1],
      'taxes', coalesce(jsonb_agg(d.t || jsonb_build_object('taxMinor', d.tax::text) order by d.n), '[]'::jsonb))
    from due d);
end $$;

-- Until when a checkout was promised its tickets: ten minutes, or as long as an offer from the waitlist stands.
create or replace function ticketing.hold_end(c ticketing.checkout_sessions) returns timestamptz language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((select w.offered_at + make_interval(hours => coalesce(
        (select s.offer_hours from ticketing.sale_terms s where s.organization_id = c.organization_id and s.event_id = c.event_id), 24))
      from ticketing.waitlist_entries w where w.organization_id = c.organization_id and w.checkout_id = c.id), c.created_at + interval '10 minutes');
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['tax_of(bigint, int, boolean)', 'spread(bigint, bigint[])', 'tax_terms(uuid, uuid, date)', 'amounts(bigint, jsonb)', 'hold_end(ticketing.checkout_sessions)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;

