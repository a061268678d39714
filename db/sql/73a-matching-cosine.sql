-- The cosine of two vectors, in decimal arithmetic: the same whatever the order, on every machine. 0 where one of them is nothing.
create or replace function sponsorship.cosine(one real[], other real[]) returns numeric language sql immutable strict set search_path = '' as $$
  select case when a = 0 or b = 0 then 0 else round(dot / sqrt(a * b), 6) end from (
    select coalesce(sum(x::numeric * y::numeric) filter (where x <> 0 and y <> 0), 0) as dot, coalesce(sum(x::numeric * x::numeric) filter (where x <> 0), 0) as a,
      coalesce(sum(y::numeric * y::numeric) filter (where y <> 0), 0) as b from unnest(one, other) t (x, y)) s
$$;

-- Where the database has pgvector, it counts, in single precision: quicker, and the same to five places.
do $$
declare
  place text := (select n.nspname from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'vector');
begin
  if place is null then return; end if;
  execute format('grant usage on schema %I to gr_flow', place);
  execute format($make$
    create or replace function sponsorship.cosine(one real[], other real[]) returns numeric language sql immutable strict set search_path = '' as $body$
      select case when apart = 'NaN' then 0 else round((1 - apart)::numeric, 6) end from (select one::%1$I.vector operator(%1$I.<=>) other::%1$I.vector as apart) v
    $body$
  $make$, place);
end $$;
