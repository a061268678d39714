-- Campaigns: short links that count themselves, what a campaign cost, and what it brought.

grant usage on schema campaigns to anon, authenticated, gr_flow, gr_rollup, gr_worker, gr_definer;
grant select on campaigns.campaigns, campaigns.links, campaigns.link_days, campaigns.spend to authenticated, gr_flow;
grant insert (organization_id, id, name, word, channel, event_id, station_id, promo_code_id, starts_on, ends_on, notes, created_by),
  update (name, channel, event_id, station_id, promo_code_id, starts_on, ends_on, notes, archived_at) on campaigns.campaigns to authenticated;
grant insert (organization_id, id, campaign_id, event_id, station_id, code, name, medium, source) on campaigns.links to authenticated;
grant insert, update on campaigns.link_days to gr_flow;
grant insert on campaigns.spend to gr_flow;
create or replace trigger deny_change before update or delete or truncate on campaigns.spend for each statement
  when (current_user <> 'gr_eraser') execute function payments.deny();

-- Where a link is of, its campaign is: whoever sees the one sees the other.
create or replace function campaigns.take_place() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  select c.event_id, c.station_id into new.event_id, new.station_id from campaigns.campaigns c where c.organization_id = new.organization_id and c.id = new.campaign_id;
  return new;
end $$;
create or replace trigger take_place before insert on campaigns.links for each row execute function campaigns.take_place();
create or replace function campaigns.move_links() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update campaigns.links l set event_id = new.event_id, station_id = new.station_id where l.organization_id = new.organization_id and l.campaign_id = new.id;
  update campaigns.link_days d set event_id = new.event_id, station_id = new.station_id from campaigns.links l
  where l.organization_id = new.organization_id and l.campaign_id = new.id and d.organization_id = l.organization_id and d.link_id = l.id;
  return null;
end $$;
create or replace trigger move_links after update of event_id, station_id on campaigns.campaigns for each row
  when ((new.event_id, new.station_id) is distinct from (old.event_id, old.station_id)) execute function campaigns.move_links();
grant update (event_id, station_id) on campaigns.links to gr_flow;

-- Follow a link: the path that it leads to, null when there is no such link. Counted by the day of the organization, unless a robot follows.
create or replace function campaigns.follow(code text, robot boolean) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  l record;
begin
  select x.organization_id, x.id, x.event_id, x.station_id, x.medium, x.source, c.word, o.slug, o.zone, e.slug as event, s.slug as station into l
  from campaigns.links x join campaigns.campaigns c on c.organization_id = x.organization_id and c.id = x.campaign_id
  join organizations.organizations o on o.id = x.organization_id and o.state = 'active'
  left join events.events e on e.organization_id = x.organization_id and e.id = x.event_id and e.state <> 'draft' and e.visibility <> 'private'
  left join identity.stations s on s.organization_id = x.organization_id and s.id = x.station_id and s.archived_at is null
  where x.code = upper(follow.code);
  if not found then return null; end if;
  if not robot then
    insert into campaigns.link_days as d (organization_id, link_id, event_id, station_id, day, clicks) values (l.organization_id, l.id, l.event_id, l.station_id, (now() at time zone l.zone)::date, 1)
    on conflict on constraint one_link_day do update set clicks = d.clicks + 1;
  end if;
  return case when l.event is not null then format('/e/%s/%s', l.slug, l.event) when l.station is not null then format('/book/%s/%s', l.slug, l.station) else format('/e/%s', l.slug) end
    || format('?utm_source=%s&utm_medium=%s&utm_campaign=%s', l.source, l.medium, l.word);
end $$;

-- Write down what a campaign cost, and post it: advertising against the bank or the cash drawer that paid. p: campaignId, key, spentOn, amountMinor, currency,
-- paidFrom (assets:bank:… or assets:cash-drawer:…), memo. Sent twice it is there once. Errors: P0002, 42501, P0G01 with the field.
create or replace function campaigns.record_spend(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  c campaigns.campaigns;
  made uuid;
  amount bigint := (p ->> 'amountMinor')::bigint;
  day date := (p ->> 'spentOn')::date;
begin
  if not system.can('payments:post') then
    raise exception using errcode = '42501', message = 'You may not post to the books.';
  end if;
  select x.id into made from campaigns.spend x where x.organization_id = org and x.key = p ->> 'key';
  if found then return made; end if;
  select x.* into c from campaigns.campaigns x where x.organization_id = org and x.id = (p ->> 'campaignId')::uuid;
  if not found then
    raise exception using errcode = 'P0002', message = 'That campaign is not here, or not yours.';
  elsif coalesce(amount, 0) < 1 then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'Write what it cost, more than nothing.';
  elsif day is null or day > payments.today(org) then
    raise exception using errcode = 'P0G01', column = 'spentOn', message = 'Say on which day it was paid; not one to come.';
  elsif day <> payments.first_open_day(org, day) then
    raise exception using errcode = 'P0G01', column = 'spentOn', message = format('The books are closed on that day. The first open one is %s.', payments.first_open_day(org, day));
  elsif p ->> 'paidFrom' !~ '^assets:(bank|cash-drawer):' or not payments.in_chart(org, p ->> 'paidFrom') then
    raise exception using errcode = 'P0G01', column = 'paidFrom', message = 'Choose the account that paid.';
  end if;
  made := system.uuid7();
  insert into campaigns.spend (organization_id, id, campaign_id, spent_on, amount_minor, currency, memo, transaction_id, key, created_by)
  values (org, made, c.id, day, amount, p ->> 'currency', left(coalesce(nullif(btrim(p ->> 'memo'), ''), c.name), 300),
    payments.post_for(org, jsonb_build_object('key', 'campaign-spend:' || made, 'kind', 'manual', 'effective_on', day, 'currency', p ->> 'currency',
      'memo', left('Campaign ' || c.name || coalesce(': ' || nullif(btrim(p ->> 'memo'), ''), ''), 500), 'event_id', c.event_id, 'station_id', c.station_id,
      'lines', payments.lines_of(array['expenses:ads', p ->> 'paidFrom'], array[amount, -amount]))), p ->> 'key', system.uid());
  return made;
end $$;

-- What campaigns cost, one row a spending that still stands.
create or replace function campaigns.costs() returns table (id uuid, campaign_id uuid, spent_on date, amount_minor bigint, currency char(3), memo text, transaction_id uuid)
  language sql stable security definer set search_path = '' as $$
  select s.id, s.campaign_id, s.spent_on, s.amount_minor, s.currency, s.memo, s.transaction_id from campaigns.spend s
  where s.organization_id = system.org_id() and system.has('campaigns:read')
    and (system.can('campaigns:read') or exists (select from campaigns.campaigns c where c.organization_id = s.organization_id and c.id = s.campaign_id
      and (c.event_id = any (system.event_ids('campaigns:read')) or c.station_id = any (system.station_ids('campaigns:read')))))
    and not exists (select from payments.transactions t where t.organization_id = s.organization_id and t.reverses_id = s.transaction_id)
$$;

do $$
declare
  f text;
begin
  foreach f in array array['take_place()', 'move_links()', 'follow(text, boolean)', 'record_spend(jsonb)', 'costs()'] loop
    execute format('alter function campaigns.%s owner to gr_flow', f);
    execute format('revoke execute on function campaigns.%s from public', f);
  end loop;
end $$;
grant execute on function campaigns.follow(text, boolean) to anon, authenticated;
grant execute on function campaigns.record_spend(jsonb), campaigns.costs() to authenticated;
