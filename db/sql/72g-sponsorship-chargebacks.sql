-- The sponsor's bank takes a card payment back. While the processor decides, the money stands in `assets:disputes` of the holder, and as much of what is
-- held is frozen. Lost, it has left the held funds; what was released before is given back by the organizer.

-- p as for `payments.dispute_news`, with the funding as `order_id`. False when it is none of ours. Said again, or in another order, it does the same.
create or replace function sponsorship.chargeback_news(p jsonb) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'organization_id')::uuid;
  wanted text := p ->> 'state';
  f sponsorship.fundings;
  o sponsorship.sponsorship_orders;
  c sponsorship.chargebacks;
  after bigint;
begin
  if not system.is_worker() or org is distinct from system.org_id() then
    raise exception using errcode = '42501', message = 'Only the worker hears of disputes.';
  end if;
  select x.* into f from sponsorship.fundings x where x.organization_id = org and x.id = (p ->> 'order_id')::uuid;
  if not found then return false; end if;
  select x.* into o from sponsorship.sponsorship_orders x where x.organization_id = org and x.id = f.order_id for no key update;
  select x.* into f from sponsorship.fundings x where x.organization_id = org and x.id = f.id;
  if f.state <> 'succeeded' then
    raise exception using errcode = 'P0S01', message = format('The payment of order %s was not reported yet.', o.number);
  elsif (f.gateway, f.payment_ref, f.currency::text) is distinct from (p ->> 'gateway', p ->> 'payment_ref', p ->> 'currency') then
    raise exception using errcode = 'P0G01', message = format('Order %s was not paid with %s in %s.', o.number, p ->> 'payment_ref', p ->> 'currency');
  end if;
  select x.* into c from sponsorship.chargebacks x where x.organization_id = org and x.gateway = f.gateway and x.provider_id = p ->> 'provider_id' for update;
  if not found then
    if (p ->> 'amount_minor')::bigint > o.total_minor - (select coalesce(sum(x.amount_minor), 0) from sponsorship.chargebacks x where x.organization_id = org and x.order_id = o.id and x.state <> 'won') then
      raise exception using errcode = 'P0G01', message = format('The bank takes back more than order %s was paid with.', o.number);
    end if;
    insert into sponsorship.chargebacks (organization_id, order_id, sponsor_id, gateway, provider_id, amount_minor, frozen_minor, fee_minor, currency, reason)
    values (org, o.id, o.sponsor_id, f.gateway, p ->> 'provider_id', (p ->> 'amount_minor')::bigint,
      greatest(least((p ->> 'amount_minor')::bigint, sponsorship.held(o) - o.frozen_minor), 0), (p ->> 'fee_minor')::bigint, o.currency, coalesce(p ->> 'reason', '')) returning * into c;
    -- Nothing is frozen before it is locked.
    if o.state = 'funded' then o := sponsorship.move(o, jsonb_build_object('kind', 'locked', 'key', 'locked', 'reason', 'The sponsor''s bank takes the payment back'), '[]'); end if;
    o := sponsorship.move(o, jsonb_build_object('kind', 'charged_back', 'key', 'chargeback:' || c.id, 'amount', c.amount_minor, 'frozen', c.frozen_minor, 'reason', c.reason),
      sponsorship.document(o, o.holder_id, 'dispute', 'chargeback:' || c.id, 'taken back by the bank of ' || o.sponsor_name,
        array['assets:disputes', 'expenses:disputes', 'assets:processor:' || f.gateway], array[c.amount_minor, c.fee_minor, -c.amount_minor - c.fee_minor]));
    perform payments.raise_alert(org, 'dispute', 'sponsorship.chargebacks', c.id, format('The bank of %s takes %s of %s back.', o.sponsor_name, ticketing.money_words(c.amount_minor, o.currency), o.number));
  end if;
  if wanted not in ('won', 'lost') or c.state::text = wanted then return true; end if;
  if c.state <> 'open' then
    raise exception using errcode = 'P0G01', message = format('This was %s before. Look at it at the processor, and post what changed by hand.', c.state);
  end if;
  update sponsorship.chargebacks x set state = wanted::sponsorship.sponsor_chargeback_state, closed_at = clock_timestamp() where x.organization_id = org and x.id = c.id;
  perform payments.resolve_alert(org, 'dispute', 'sponsorship.chargebacks', c.id);
  if wanted = 'won' then
    perform sponsorship.move(o, jsonb_build_object('kind', 'chargeback_won', 'key', 'chargeback-won:' || c.id, 'amount', c.amount_minor, 'frozen', -c.frozen_minor),
      sponsorship.document(o, o.holder_id, 'dispute', 'chargeback-won:' || c.id, 'won: the bank gave it back', array['assets:processor:' || f.gateway, 'expenses:disputes', 'assets:disputes'],
        array[c.amount_minor + coalesce((p ->> 'fee_back_minor')::bigint, 0), -coalesce((p ->> 'fee_back_minor')::bigint, 0), -c.amount_minor]));
    return true;
  end if;
  if c.frozen_minor > 0 then
    o := sponsorship.give_back(o, c.frozen_minor, 'assets:disputes', jsonb_build_object('kind', 'chargeback_lost', 'key', 'chargeback-lost:' || c.id, 'frozen', -c.frozen_minor, 'reason', c.reason));
  end if;
  after := least(c.amount_minor - c.frozen_minor, o.released_minor - o.returned_minor);
  if after > 0 then
    o := sponsorship.give_back_released(o, after, 'assets:disputes', jsonb_build_object('key', 'chargeback-returned:' || c.id, 'reason', c.reason));
  end if;
  if c.amount_minor - c.frozen_minor > after then
    -- Returned to them before: lost twice, and an expense of whoever holds the processor's account.
    perform payments.post_group(sponsorship.document(o, o.holder_id, 'dispute', 'chargeback-written-off:' || c.id, 'lost over what was returned before',
      array['expenses:disputes', 'assets:disputes'], array[c.amount_minor - c.frozen_minor - after, after + c.frozen_minor - c.amount_minor]));
  end if;
  return true;
end $$;
alter function sponsorship.chargeback_news(jsonb) owner to gr_flow;
revoke execute on function sponsorship.chargeback_news(jsonb) from public;
grant execute on function sponsorship.chargeback_news(jsonb) to authenticated;
