-- Prices that change, and quotes: versions of a price that a customer answers by link.

-- The price anew: guests, extras, discounts, deposit. p: bookingId, adults, children, extras, depositMinor?. For whoever may set prices. What was paid stays paid; more than
-- the new total is the customer's, and can be given back.
create or replace function bookings.reprice(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:price');
  old bookings.bookings := b;
  priced jsonb;
begin
  if b.state not in ('pending', 'confirmed', 'in_progress') then
    raise exception using errcode = 'P0S01', message = format('%s is %s, so its price stays.', b.number, replace(b.state::text, '_', ' '));
  end if;
  priced := bookings.price_of(b, (p ->> 'adults')::int, (p ->> 'children')::int, p -> 'extras', (p ->> 'depositMinor')::bigint);
  b := bookings.set_price(b, priced, (p ->> 'adults')::int, (p ->> 'children')::int);
  perform bookings.remember(b, 'price', jsonb_build_object('totalMinor', old.total_minor::text, 'adults', old.adults, 'children', old.children),
    jsonb_build_object('totalMinor', b.total_minor::text, 'adults', b.adults, 'children', b.children), coalesce(p ->> 'reason', ''));
  return jsonb_build_object('bookingId', b.id, 'totalMinor', b.total_minor::text);
end $$;

-- By the service as it is now, with the tax that the booking was made with.
create or replace function bookings.price_of(b bookings.bookings, adults int, children int, extras jsonb, deposit bigint) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  s bookings.services;
  priced jsonb;
begin
  select x.* into s from bookings.services x where x.organization_id = b.organization_id and x.id = b.service_id;
  s.tax_rate_millionths := b.tax_rate_millionths;
  s.tax_inclusive := b.tax_inclusive;
  priced := bookings.price(s, adults, children, extras);
  if deposit is not null then
    if deposit not between 0 and (priced ->> 'totalMinor')::bigint then
      raise exception using errcode = 'P0G01', column = 'deposit', message = format('The deposit is at most the total, %s.', ticketing.money_words((priced ->> 'totalMinor')::bigint, s.currency));
    end if;
    priced := priced || jsonb_build_object('depositMinor', deposit::text);
  end if;
  return priced;
end $$;

create or replace function bookings.set_price(b bookings.bookings, priced jsonb, adults int, children int) returns bookings.bookings language plpgsql volatile security definer set search_path = '' as $$
begin
  update bookings.bookings x set adults = set_price.adults, children = set_price.children, net_minor = (priced ->> 'netMinor')::bigint, tax_minor = (priced ->> 'taxMinor')::bigint,
    total_minor = (priced ->> 'totalMinor')::bigint, deposit_minor = (priced ->> 'depositMinor')::bigint where x.organization_id = b.organization_id and x.id = b.id returning x.* into b;
  perform bookings.write_lines(b, priced -> 'lines');
  perform bookings.recognise(b.organization_id, b.id);
  select x.* into b from bookings.bookings x where x.organization_id = b.organization_id and x.id = b.id;
  return b;
end $$;

-- Offer a price. p: bookingId, adults, children, extras, depositMinor?, message, expiresAt, secrets? by version. The version before it counts no more.
-- `secret` is the one of the next version, which `bookings.next_quote` names. Answers { quoteId, version }.
create or replace function bookings.offer(p jsonb, secret text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  b bookings.bookings := bookings.lock_booking((p ->> 'bookingId')::uuid, 'bookings:price');
  priced jsonb;
  q bookings.quotes;
begin
  if b.state <> 'pending' then
    raise exception using errcode = 'P0S01', message = format('%s is %s: what was agreed is changed under “Price”.', b.number, replace(b.state::text, '_', ' '));
  elsif (p ->> 'expiresAt')::timestamptz not between now() + interval '1 hour' and now() + interval '1 year' then
    raise exception using errcode = 'P0G01', column = 'expiresAt', message = 'A quote is good from an hour to a year.';
  end if;
  priced := bookings.price_of(b, (p ->> 'adults')::int, (p ->> 'children')::int, p -> 'extras', (p ->> 'depositMinor')::bigint);
  update bookings.quotes x set state = 'superseded' where x.organization_id = b.organization_id and x.booking_id = b.id and x.state in ('draft', 'sent', 'accepted');
  insert into bookings.quotes (organization_id, station_id, booking_id, version, lines, currency, net_minor, tax_minor, total_minor, deposit_minor, message, expires_at, token_hash, created_by)
  select b.organization_id, b.station_id, b.id, coalesce(max(x.version), 0) + 1, priced || jsonb_build_object('adults', (p ->> 'adults')::int, 'children', (p ->> 'children')::int), b.currency,
    (priced ->> 'netMinor')::bigint, (priced ->> 'taxMinor')::bigint, (priced ->> 'totalMinor')::bigint, (priced ->> 'depositMinor')::bigint, coalesce(p ->> 'message', ''),
    (p ->> 'expiresAt')::timestamptz, encode(sha256(convert_to(secret, 'UTF8')), 'hex'), system.uid()
  from bookings.quotes x where x.organization_id = b.organization_id and x.booking_id = b.id returning * into q;
  update bookings.quotes x set state = 'sent', sent_at = clock_timestamp() where x.organization_id = b.organization_id and x.id = q.id;
  perform bookings.remember(b, 'quote', '{}', jsonb_build_object('version', q.version, 'totalMinor', q.total_minor::text, 'state', 'sent'));
  return jsonb_build_object('quoteId', q.id, 'version', q.version, 'bookingId', b.id);
end $$;

-- The organization and the station, as public pages and letters name them.
create or replace function bookings.seller(org uuid, station uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', o.name, 'slug', o.slug, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url, 'station', s.name, 'stationSlug', s.slug,
    'place', concat_ws(', ', nullif(s.address, ''), nullif(concat_ws(' ', nullif(s.postal_code, ''), nullif(s.city, '')), '')))
  from organizations.organizations o join identity.stations s on s.organization_id = o.id where o.id = org and s.id = station
$$;

-- What whoever has a quote's link sees; null when nobody has it.
create or replace function bookings.quote_page(secret text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('bookingId', b.id, 'number', b.number, 'version', q.version, 'state', case when q.state = 'sent' and q.expires_at < clock_timestamp() then 'expired' else q.state::text end,
    'lines', q.lines -> 'lines', 'adults', (q.lines ->> 'adults')::int, 'children', (q.lines ->> 'children')::int, 'currency', q.currency, 'taxMinor', q.tax_minor::text, 'totalMinor', q.total_minor::text, 'depositMinor', q.deposit_minor::text, 'taxInclusive', b.tax_inclusive,
    'message', q.message, 'expiresAt', q.expires_at, 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'zone', b.zone, 'contactName', b.contact_name, 'contactEmail', b.contact_email, 'address', b.address,
    'service', (select s.name from bookings.services s where s.organization_id = b.organization_id and s.id = b.service_id), 'cancellation', b.cancellation,
    'terms', (select jsonb_build_object('version', t.version, 'body', t.body) from bookings.station_settings c join bookings.terms t
      on (t.organization_id, t.station_id, t.version) = (c.organization_id, c.station_id, c.terms_version) where c.organization_id = b.organization_id and c.station_id = b.station_id),
    'seller', bookings.seller(b.organization_id, b.station_id))
  from bookings.quotes q join bookings.bookings b on (b.organization_id, b.id) = (q.organization_id, q.booking_id)
  where q.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex')
$$;

-- The customer says yes or no. With yes the quote's price becomes the booking's, and the terms in force count as agreed to. Answers the booking's id.
create or replace function bookings.answer_quote(secret text, accepted boolean, terms int, address text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  q bookings.quotes;
  b bookings.bookings;
  wanted int;
begin
  select x.* into q from bookings.quotes x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex');
  if not found then
    raise exception using errcode = 'P0002', message = 'This quote is not here any more.';
  end if;
  select x.* into b from bookings.bookings x where x.organization_id = q.organization_id and x.id = q.booking_id for no key update;
  select x.* into q from bookings.quotes x where x.organization_id = q.organization_id and x.id = q.id for no key update;
  if q.state = 'accepted' and accepted then return b.id; end if;
  if q.state <> 'sent' or b.state <> 'pending' then
    raise exception using errcode = 'P0S01', message = case q.state when 'superseded' then 'There is a newer quote. Ask for its link.' else 'This quote was answered already.' end;
  elsif q.expires_at < clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'This quote has run out. Ask for a new one.';
  end if;
  if accepted then
    select nullif(c.terms_version, 0) into wanted from bookings.station_settings c where c.organization_id = b.organization_id and c.station_id = b.station_id;
    if wanted is distinct from terms then
      raise exception using errcode = 'P0G01', column = 'terms', message = case when terms is null then 'Agree to the terms first.' else 'The terms have changed meanwhile. Read them again.' end;
    end if;
    b := bookings.set_price(b, q.lines, (q.lines ->> 'adults')::int, (q.lines ->> 'children')::int);
    update bookings.bookings x set terms_version = wanted, terms_accepted_at = case when wanted is not null then clock_timestamp() end, terms_address = case when wanted is not null then answer_quote.address end
    where x.organization_id = b.organization_id and x.id = b.id;
  end if;
  update bookings.quotes x set state = case when accepted then 'accepted' else 'declined' end::bookings.quote_state, answered_at = clock_timestamp(), answered_from = answer_quote.address
  where x.organization_id = q.organization_id and x.id = q.id;
  perform bookings.remember(b, 'quote', '{}', jsonb_build_object('version', q.version, 'state', case when accepted then 'accepted' else 'declined' end));
  if accepted and q.deposit_minor = 0 then
    update bookings.bookings x set state = 'confirmed' where x.organization_id = b.organization_id and x.id = b.id;
  end if;
  return b.id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['reprice(jsonb)', 'price_of(bookings.bookings, int, int, jsonb, bigint)', 'set_price(bookings.bookings, jsonb, int, int)', 'offer(jsonb, text)', 'quote_page(text)',
    'seller(uuid, uuid)', 'answer_quote(text, boolean, int, text)'] loop
    execute format('alter function bookings.%s owner to gr_flow', f);
    execute format('revoke execute on function bookings.%s from public', f);
  end loop;
end $$;
grant execute on function bookings.reprice(jsonb), bookings.offer(jsonb, text) to authenticated;
grant execute on function bookings.quote_page(text), bookings.answer_quote(text, boolean, int, text) to anon, authenticated;
