-- Credits: bought in lots, owed until they are used (`liabilities:credits`), used oldest lot first, and earned when used or when
-- they run out. A lot never falls below zero; all that happens to an organization's credits happens one after the other.

grant select on payments.credit_packages, payments.credit_lots, payments.credit_spends, payments.credit_moves to authenticated;
grant select, insert on payments.credit_packages, payments.credit_lots, payments.credit_spends, payments.credit_moves to gr_ledger;
grant update (name, archived_at) on payments.credit_packages to gr_ledger;
grant update (remaining, earned_minor, expired_at) on payments.credit_lots to gr_ledger;
create or replace trigger deny before update or delete or truncate on payments.credit_moves for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.credit_spends for each statement execute function payments.deny();

-- p: id?, name, credits, priceMinor, currency, validDays?. Of one that is there only the name changes: what was sold stays what it was.
create or replace function payments.save_package(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
  made uuid := (p ->> 'id')::uuid;
begin
  if exists (select from payments.credit_packages c where c.organization_id = org and lower(c.name) = lower(p ->> 'name') and c.archived_at is null and c.id is distinct from made) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'There is a package of this name.';
  end if;
  if made is null then
    insert into payments.credit_packages (organization_id, name, credits, price_minor, currency, valid_days)
    values (org, p ->> 'name', (p ->> 'credits')::bigint, (p ->> 'priceMinor')::bigint, p ->> 'currency', (p ->> 'validDays')::int) returning id into made;
  else
    update payments.credit_packages c set name = p ->> 'name' where c.organization_id = org and c.id = made and c.archived_at is null;
    if not found then raise exception using errcode = 'P0002', message = 'That package is not here any more.'; end if;
  end if;
  return made;
end $$;

create or replace function payments.archive_package(package uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
begin
  update payments.credit_packages c set archived_at = clock_timestamp() where c.organization_id = org and c.id = package and c.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That package is not here any more.'; end if;
end $$;

-- Somebody bought a package. p: packageId, holder, paidBy (`bank`: it came in; `invoice`: it is owed by the holder), key.
-- Sent twice with one key it is one purchase. Counts towards the seller's limit for `credits`.
create or replace function payments.sell_credits(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:post');
  package payments.credit_packages;
  lot payments.credit_lots;
  party text := coalesce(nullif(trim(both '-' from left(regexp_replace(lower(p ->> 'holder'), '[^a-z0-9]+', '-', 'g'), 60)), ''), 'holder');
begin
  perform pg_advisory_xact_lock(hashtextextended('payments.credits:' || org, 0));
  select l.* into lot from payments.credit_lots l where l.organization_id = org and l.key = p ->> 'key';
  if found then
    if lot.package_id = (p ->> 'packageId')::uuid and lot.holder = p ->> 'holder' then return lot.id; end if;
    raise exception using errcode = 'P0G01', message = 'This form was used for another purchase. Load the page again.';
  end if;
  select c.* into package from payments.credit_packages c where c.organization_id = org and c.id = (p ->> 'packageId')::uuid and c.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That package is not here any more.'; end if;
  perform payments.check_limit(org, system.uid(), 'credits', package.price_minor, package.currency);
  insert into payments.credit_lots (organization_id, package_id, holder, key, granted, remaining, price_minor, currency, expires_at, created_by, created_at)
  values (org, package.id, p ->> 'holder', p ->> 'key', package.credits, package.credits, package.price_minor, package.currency,
    clock_timestamp() + package.valid_days * interval '1 day', system.uid(), clock_timestamp()) returning * into lot;
  insert into payments.credit_moves (organization_id, lot_id, kind, credits, earned_minor) values (org, lot.id, 'purchase', lot.granted, 0);
  if lot.price_minor > 0 then
    perform payments.post_for(org, jsonb_build_object('key', 'credits-sold:' || lot.id, 'kind', 'credits', 'currency', lot.currency, 'credit_lot_id', lot.id,
      'memo', format('%s credits for %s', lot.granted, lot.holder), 'lines', jsonb_build_array(
        jsonb_build_object('account', case p ->> 'paidBy' when 'invoice' then 'assets:receivable:' || party else 'assets:bank:main' end, 'amount_minor', lot.price_minor),
        jsonb_build_object('account', 'liabilities:credits', 'amount_minor', -lot.price_minor))));
  end if;
  return lot.id;
end $$;

-- Use credits of an organization, oldest lot first, of one holder or of anybody; for other domains' functions, which have decided
-- who may. All or nothing; the same key again answers with the same use. Answers the spend's id. P0G01 when there are too few.
create or replace function payments.spend_credits(org uuid, amount bigint, key text, purpose text, holder text default null) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  made payments.credit_spends;
  lot payments.credit_lots;
  wanted bigint := amount;
  taken bigint;
  earned bigint;
  entry record;
  totals jsonb := '{}';
begin
  if coalesce(amount, 0) <= 0 then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'How many credits?';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('payments.credits:' || org, 0));
  insert into payments.credit_spends as s (organization_id, key, credits, purpose, holder, created_by) values (org, key, amount, purpose, holder, system.uid())
  on conflict on constraint one_spend_a_key do nothing returning s.* into made;
  if made.id is null then
    select s.* into made from payments.credit_spends s where s.organization_id = org and s.key = spend_credits.key;
    if made.credits <> amount or made.holder is distinct from holder then
      raise exception using errcode = 'P0G01', message = 'This was sent before with another number. Load the page again.';
    end if;
    return made.id;
  end if;
  for lot in
    select l.* from payments.credit_lots l where l.organization_id = org and l.remaining > 0 and l.expired_at is null
      and (l.expires_at is null or l.expires_at > clock_timestamp()) and (spend_credits.holder is null or l.holder = spend_credits.holder)
    order by l.created_at, l.id for update
  loop
    taken := least(lot.remaining, wanted);
    -- What is earned after so many credits, less what was earned before: rounding each use would drift.
    earned := floor(lot.price_minor::numeric * (lot.granted - lot.remaining + taken) / lot.granted)::bigint - lot.earned_minor;
    update payments.credit_lots l set remaining = l.remaining - taken, earned_minor = l.earned_minor + earned where l.organization_id = org and l.id = lot.id;
    insert into payments.credit_moves (organization_id, lot_id, kind, spend_id, credits, earned_minor) values (org, lot.id, 'spend', made.id, -taken, earned);
    totals := totals || jsonb_build_object(lot.currency, coalesce((totals ->> lot.currency)::bigint, 0) + earned);
    wanted := wanted - taken;
    exit when wanted = 0;
  end loop;
  if wanted > 0 then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('There are only %s credits left to use.', amount - wanted);
  end if;
  for entry in select t.key as code, t.value::bigint as total from jsonb_each_text(totals) t where t.value::bigint > 0 order by 1 loop
    perform payments.post_for(org, jsonb_build_object('key', 'credits-used:' || made.id || ':' || entry.code, 'kind', 'credits', 'currency', entry.code,
      'credit_spend_id', made.id, 'memo', purpose, 'lines', jsonb_build_array(
        jsonb_build_object('account', 'liabilities:credits', 'amount_minor', entry.total),
        jsonb_build_object('account', 'income:credits', 'amount_minor', -entry.total))));
  end loop;
  return made.id;
end $$;

-- The same by hand. p: credits, key, purpose, holder?.
create or replace function payments.use_credits(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
begin
  return payments.spend_credits(payments.require_permission('payments:post'), (p ->> 'credits')::bigint, 'hand:' || (p ->> 'key'), p ->> 'purpose', p ->> 'holder');
end $$;

-- Credits whose time is over are earned as they are: what was paid for them and not used becomes income. Called by the worker.
create or replace function payments.expire_credits() returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid;
  lot payments.credit_lots;
  n int := 0;
begin
  for org in select distinct l.organization_id from payments.credit_lots l where l.remaining > 0 and l.expired_at is null and l.expires_at <= clock_timestamp() order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('payments.credits:' || org, 0));
    for lot in
      select l.* from payments.credit_lots l where l.organization_id = org and l.remaining > 0 and l.expired_at is null and l.expires_at <= clock_timestamp()
      order by l.id for update
    loop
      update payments.credit_lots l set remaining = 0, earned_minor = l.price_minor, expired_at = clock_timestamp() where l.organization_id = org and l.id = lot.id;
      insert into payments.credit_moves (organization_id, lot_id, kind, credits, earned_minor)
      values (org, lot.id, 'expiry', -lot.remaining, lot.price_minor - lot.earned_minor);
      if lot.price_minor > lot.earned_minor then
        perform payments.post_for(org, jsonb_build_object('key', 'credits-expired:' || lot.id, 'kind', 'credits', 'currency', lot.currency, 'credit_lot_id', lot.id,
          'memo', format('%s credits of %s ran out', lot.remaining, lot.holder), 'lines', jsonb_build_array(
            jsonb_build_object('account', 'liabilities:credits', 'amount_minor', lot.price_minor - lot.earned_minor),
            jsonb_build_object('account', 'income:unused-credits', 'amount_minor', lot.earned_minor - lot.price_minor))));
      end if;
      n := n + 1;
    end loop;
  end loop;
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['save_package(jsonb)', 'archive_package(uuid)', 'sell_credits(jsonb)', 'spend_credits(uuid, bigint, text, text, text)', 'use_credits(jsonb)',
    'expire_credits()'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.save_package(jsonb), payments.archive_package(uuid), payments.sell_credits(jsonb), payments.use_credits(jsonb) to authenticated;
grant execute on function payments.spend_credits(uuid, bigint, text, text, text) to gr_flow;
grant execute on function payments.expire_credits() to gr_worker;
