-- The chain of the audit log, one for each organization: sealed by the worker, proved by whoever may read it.

create or replace function system.chain_step(so_far bytea, head bytea, leaf bytea) returns bytea language sql immutable parallel safe as $$
  select sha256(coalesce(so_far, head) || leaf)
$$;
create or replace aggregate system.chain (head bytea, leaf bytea) (sfunc = system.chain_step, stype = bytea);

-- What is hashed of a line: every column, and what may be erased by its digest.
create or replace function system.audit_leaf(a system.audit_logs) returns bytea language sql stable set search_path = '' as $$
  select sha256(convert_to(jsonb_build_array(a.organization_id, a.id, (extract(epoch from a.created_at) * 1000000)::bigint, a.actor_id, a.roles,
    a.command, a.kind, a.outcome, a.subject, a.subject_id, a.station_id, a.request_id, a.session_id, a.impersonation_id,
    encode(a.digest, 'hex'))::text, 'UTF8'))
$$;

-- The lowest UUIDv7 of a moment.
create or replace function system.first_id_at(at timestamptz) returns uuid language sql immutable set search_path = '' as $$
  select rpad(lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
-- The moment that a UUIDv7 begins with.
create or replace function system.moment_of(id uuid) returns timestamptz language sql immutable set search_path = '' as $$
  select to_timestamp((('x' || left(translate(id::text, '-', ''), 12))::bit(48)::bigint) / 1000.0)
$$;

-- Add up to `most` lines of one organization. Those written in the day before the last sealed one are looked through
-- again, since a transaction may commit later than one that began after it; `everything` looks through all of them.
create or replace function system.seal_audit_of(organization uuid, most integer, everything boolean default false) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  chain system.audit_heads;
  since uuid;
  sealed integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('system.seal_audit:' || organization::text, 0));
  insert into system.audit_heads (organization_id, n, head) values (organization, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
  select * into chain from system.audit_heads h where h.organization_id = organization;
  if not everything then
    select system.first_id_at(system.moment_of(s.audit_id) - interval '1 day') into since
    from system.audit_seals s where s.organization_id = organization and s.n = chain.n;
  end if;
  with unsealed as materialized (
    select a.id, system.audit_leaf(a) as leaf from system.audit_logs a
    where a.organization_id = organization and a.id >= coalesce(since, '00000000-0000-0000-0000-000000000000')
      and not exists (select from system.audit_seals s where s.organization_id = organization and s.audit_id = a.id)
    order by a.id limit most
  ), chained as (
    select u.id, u.leaf, row_number() over w as n, system.chain(chain.head, u.leaf) over (w rows unbounded preceding) as hash
    from unsealed u window w as (order by u.id)
  )
  insert into system.audit_seals (organization_id, n, audit_id, leaf, hash)
  select organization, chain.n + c.n, c.id, c.leaf, c.hash from chained c order by c.n;
  get diagnostics sealed = row_count;
  if sealed > 0 then
    update system.audit_heads h set n = chain.n + sealed,
      head = (select s.hash from system.audit_seals s where s.organization_id = organization and s.n = chain.n + sealed)
    where h.organization_id = organization;
  end if;
  return sealed;
end $$;

-- The worker's turn, every minute: at most `most` lines of each organization. Returns how many were sealed.
create or replace function system.seal_audit(most integer default 20000) returns integer
  language sql volatile security definer set search_path = '' as $$
  select coalesce(sum(system.seal_audit_of(o.id, most)), 0)::integer from organizations.organizations o
$$;

-- Prove one organization's log. `first_bad` is the place in the chain of the first seal that does not hold.
create or replace function system.verify_audit(organization uuid)
  returns table (ok boolean, checked bigint, first_bad bigint, audit_id uuid, detail text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  chain system.audit_heads;
begin
  if not (session_user = 'gr_worker' or pg_has_role(session_user, 'gr_flow', 'member') or system.is_platform_admin()
    or (organization = system.org_id() and system.can('system:audit'))) then
    raise exception using errcode = '42501', message = 'You may not read this audit log.';
  end if;
  select * into chain from system.audit_heads h where h.organization_id = organization;
  return query
    with links as (
      select s.n, s.audit_id, s.leaf, s.hash, a.id is null as gone,
        lag(s.hash, 1, decode(repeat('00', 32), 'hex')) over w as previous, lag(s.n, 1, 0::bigint) over w as before,
        system.audit_leaf(a) as recomputed,
        a.redacted_by is not null or a.digest = system.audit_digest(a.salt, a.actor, a.input, a.changes, a.address) as content_holds
      from system.audit_seals s
      left join system.audit_logs a on a.organization_id = s.organization_id and a.id = s.audit_id
      where s.organization_id = organization
      window w as (order by s.n)
    ), bad as (
      select l.n, l.audit_id,
        case
          when l.n <> l.before + 1 then 'a seal is missing before this one'
          when l.gone then 'the line that was sealed here is gone'
          when l.recomputed is distinct from l.leaf then 'the line is not what was sealed'
          when sha256(l.previous || l.leaf) <> l.hash then 'the chain is broken here'
          when not l.content_holds then 'what the line says is not what was written'
          when l.n = chain.n and l.hash <> chain.head then 'the head of the chain is another'
        end as fault
      from links l
    ), worst as (select b.n, b.audit_id, b.fault from bad b where b.fault is not null order by b.n limit 1),
    counted as (select count(*) as sealed, coalesce(max(l.n), 0) as last from links l),
    late as (
      select count(*) as n, min(a.id::text)::uuid as id from system.audit_logs a
      where a.organization_id = organization and a.id < system.first_id_at(now() - interval '2 days')
        and not exists (select from system.audit_seals s where s.organization_id = organization and s.audit_id = a.id)
    ), taken as (
      -- Each erasure says how many lines it touched; one more would be somebody hiding behind it.
      select x.by, count(*) as n from system.audit_logs a cross join unnest(a.redacted_by) as x (by)
      where a.organization_id = organization group by x.by
    ), hidden as (
      select t.by from taken t
      left join system.audit_logs e on e.organization_id = organization and e.id = t.by and e.command = 'users.erase_person'
      where e.id is null or (e.input ->> 'lines')::bigint is distinct from t.n
      limit 1
    )
    select w.n is null and l.n = 0 and h.by is null and c.last = coalesce(chain.n, 0), c.sealed, w.n, coalesce(w.audit_id, h.by, l.id),
      coalesce(w.fault,
        case when c.last <> coalesce(chain.n, 0) then 'seals are missing at the end: ' || c.last || ' of ' || coalesce(chain.n, 0) end,
        case when h.by is not null then 'lines were blanked that no erasure accounts for' end,
        case when l.n > 0 then l.n || ' lines were not sealed in time' end,
        'whole up to ' || coalesce(chain.n, 0) || coalesce(', ' || left(encode(chain.head, 'hex'), 16), ''))
    from counted c cross join late l left join worst w on true left join hidden h on true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['system.chain_step(bytea, bytea, bytea)', 'system.first_id_at(timestamptz)', 'system.moment_of(uuid)', 'system.audit_leaf(system.audit_logs)',
    'system.seal_audit_of(uuid, integer, boolean)', 'system.seal_audit(integer)', 'system.verify_audit(uuid)'] loop
    execute format('alter function %s owner to gr_flow', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  alter aggregate system.chain(bytea, bytea) owner to gr_flow;
  revoke execute on function system.chain(bytea, bytea) from public;
end $$;
grant execute on function system.seal_audit(integer), system.verify_audit(uuid) to gr_worker;
grant execute on function system.verify_audit(uuid) to authenticated;
