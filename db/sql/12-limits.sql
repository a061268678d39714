-- How often something may be tried. One statement, so that fifty at once count as fifty.

-- Counts one try and says whether it is still within `allowed` of them `per` interval. A window begins with its first try.
create or replace function system.hit_limit(key text, allowed int, per interval) returns boolean
  language sql volatile security definer set search_path = '' as $$
  insert into system.rate_limits as l (key, hits, resets_at) values (left(hit_limit.key, 200), 1, now() + per)
  on conflict on constraint rate_limits_pkey do update set
    hits = case when l.resets_at <= now() then 1 else least(l.hits, 1000000000) + 1 end,
    resets_at = case when l.resets_at <= now() then excluded.resets_at else l.resets_at end
  returning l.hits <= allowed
$$;

-- A try that succeeded was not an attack: forget those before it.
create or replace function system.forget_limit(key text) returns void
  language sql volatile security definer set search_path = '' as $$
  delete from system.rate_limits l where l.key = left(forget_limit.key, 200)
$$;

grant select, insert, update, delete on system.rate_limits to gr_flow;
alter function system.hit_limit(text, int, interval) owner to gr_flow;
alter function system.forget_limit(text) owner to gr_flow;
revoke execute on function system.hit_limit(text, int, interval), system.forget_limit(text) from public;
grant execute on function system.hit_limit(text, int, interval), system.forget_limit(text) to anon, authenticated;
