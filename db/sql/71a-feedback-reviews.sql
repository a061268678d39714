-- Reviews: asked for once, written through a signed link, decided, answered, shown.

-- Ask a customer for a review of an occasion: once, and never somebody who does not want to be written to. What stood in the way is kept.
-- p: customerId, stationId?, leadId?, bookingId?, occasion, hours? (how long until the letter goes). For functions of other domains; `feedback.ask_for_review` is a person's way.
create or replace function feedback.request_review(org uuid, p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  c crm.customers;
  why text;
  made uuid;
begin
  select x.* into c from crm.customers x where x.organization_id = org and x.id = crm.living(org, (p ->> 'customerId')::uuid);
  if not found then raise exception using errcode = 'P0002', message = 'That customer is not here, or not yours.'; end if;
  why := case when c.email is null then 'no e-mail address' when c.marketing = 'withdrawn' then 'does not want to be written to' end;
  insert into feedback.review_requests (organization_id, customer_id, lead_id, booking_id, station_id, occasion, state, skipped_reason)
  values (org, c.id, nullif(p ->> 'leadId', '')::uuid, nullif(p ->> 'bookingId', '')::uuid, nullif(p ->> 'stationId', '')::uuid, left(coalesce(p ->> 'occasion', ''), 200),
    case when why is null then 'waiting' else 'skipped' end::feedback.review_request_state, why)
  on conflict do nothing returning id into made;
  if made is not null and why is null then
    perform system.enqueue(org, 'feedback.send_request', jsonb_build_object('requestId', made), 'review:' || made, clock_timestamp() + make_interval(hours => coalesce((p ->> 'hours')::int, 0)));
  end if;
  return made;
end $$;

create or replace function feedback.ask_for_review(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := crm.check_may('feedback:moderate', nullif(p ->> 'stationId', '')::uuid);
  made uuid;
begin
  if not exists (select from crm.customers c where c.organization_id = org and c.id = (p ->> 'customerId')::uuid and (system.can('crm:read') or c.station_ids && system.station_ids('crm:read'))) then
    raise exception using errcode = 'P0002', message = 'That customer is not here, or not yours.';
  end if;
  if exists (select from feedback.review_requests r where r.organization_id = org and r.customer_id = (p ->> 'customerId')::uuid
      and r.state in ('waiting', 'sent') and r.created_at > now() - interval '30 days') then
    raise exception using errcode = 'P0G01', message = 'They were asked within the last thirty days. Once is enough.';
  end if;
  made := feedback.request_review(org, p);
  return (select jsonb_build_object('requestId', r.id, 'state', r.state, 'skippedReason', r.skipped_reason) from feedback.review_requests r where r.organization_id = org and r.id = made);
end $$;

-- The worker writes the letter: whom to, in whose name; null when meanwhile there is a reason not to. Keeps the digest of the link's secret.
create or replace function feedback.letter_of(request uuid, hash text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  r feedback.review_requests;
  c crm.customers;
begin
  if not system.is_worker() then raise exception using errcode = '42501', message = 'Only the worker sends letters.'; end if;
  select x.* into r from feedback.review_requests x where x.organization_id = org and x.id = request and x.state = 'waiting' for no key update;
  if not found then return null; end if;
  select x.* into c from crm.customers x where x.organization_id = org and x.id = crm.living(org, r.customer_id);
  if c.email is null or c.marketing = 'withdrawn' then
    update feedback.review_requests x set state = 'skipped', skipped_reason = case when c.email is null then 'no e-mail address' else 'does not want to be written to' end
    where x.organization_id = org and x.id = request;
    return null;
  end if;
  update feedback.review_requests x set state = 'sent', sent_at = clock_timestamp(), expires_at = clock_timestamp() + interval '60 days', token_hash = hash
  where x.organization_id = org and x.id = request;
  return (select jsonb_build_object('to', c.email, 'name', c.name, 'occasion', r.occasion, 'optOut', c.opt_out_token,
    'organization', jsonb_build_object('name', o.name, 'accent', o.accent, 'supportEmail', o.support_email, 'logo', o.logo_url))
    from organizations.organizations o where o.id = org);
end $$;

create or replace function feedback.request_of(secret text) returns feedback.review_requests language sql stable security definer set search_path = '' as $$
  select r.* from feedback.review_requests r where r.token_hash = encode(sha256(convert_to(request_of.secret, 'UTF8')), 'hex')
$$;

-- What the customer's link shows; null for one that nobody has. An answered one shows what was said.
create or replace function feedback.review_form(secret text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('state', case when r.state = 'sent' and r.expires_at < now() then 'expired' else r.state::text end, 'occasion', r.occasion, 'name', c.name,
    'station', s.name, 'rating', v.rating,
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email))
  from feedback.request_of(secret) r join organizations.organizations o on o.id = r.organization_id and o.state = 'active'
  join crm.customers c on c.organization_id = r.organization_id and c.id = r.customer_id
  left join identity.stations s on s.organization_id = r.organization_id and s.id = r.station_id
  left join feedback.customer_reviews v on v.organization_id = r.organization_id and v.id = r.review_id
  where r.id is not null
$$;

-- The customer's own words, once for each link. p: rating, title, body, reviewer, mayPublish, permissionVersion. `pictures` were drawn anew by the
-- house: [{ width, height, content (base64) }], three at most. Answers the review's id.
create or replace function feedback.write_review(secret text, p jsonb, pictures jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  r feedback.review_requests;
  made uuid;
begin
  select x.* into r from feedback.review_requests x where x.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') for no key update;
  if not found then raise exception using errcode = 'P0002', message = 'This link is not known here.'; end if;
  if r.state = 'answered' then raise exception using errcode = 'P0S01', message = 'You have written already. Thank you.'; end if;
  if r.state <> 'sent' or r.expires_at < clock_timestamp() then raise exception using errcode = 'P0S01', message = 'This link is no longer valid. Write to us if you still want to tell us something.'; end if;
  if jsonb_array_length(coalesce(pictures, '[]')) > 3 then raise exception using errcode = 'P0G01', column = 'pictures', message = 'Three pictures at most.'; end if;
  insert into feedback.customer_reviews (organization_id, source, rating, title, body, reviewer, customer_id, booking_id, station_id, may_publish, permission_version, permission_at)
  values (r.organization_id, 'request', (p ->> 'rating')::smallint, coalesce(p ->> 'title', ''), coalesce(p ->> 'body', ''), p ->> 'reviewer', crm.living(r.organization_id, r.customer_id), r.booking_id, r.station_id,
    coalesce((p ->> 'mayPublish')::boolean, false), coalesce(p ->> 'permissionVersion', ''), case when (p ->> 'mayPublish')::boolean then clock_timestamp() end)
  returning id into made;
  insert into feedback.review_images (organization_id, review_id, station_id, position, width, height, content)
  select r.organization_id, made, r.station_id, n, (x ->> 'width')::smallint, (x ->> 'height')::smallint, decode(x ->> 'content', 'base64')
  from jsonb_array_elements(coalesce(pictures, '[]')) with ordinality as e (x, n);
  update feedback.review_requests x set state = 'answered', review_id = made where x.organization_id = r.organization_id and x.id = r.id;
  return made;
end $$;

-- A review that came another way, written down by one of us. p: source, rating, title, body, reviewer, customerId?, stationId?, mayPublish, externalUrl?
create or replace function feedback.add_review(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := crm.check_may('feedback:moderate', nullif(p ->> 'stationId', '')::uuid);
  made uuid;
begin
  if nullif(p ->> 'customerId', '') is not null and not exists (select from crm.customers c where c.organization_id = org and c.id = (p ->> 'customerId')::uuid
      and (system.can('crm:read') or c.station_ids && system.station_ids('crm:read'))) then
    raise exception using errcode = 'P0G01', column = 'customerId', message = 'Choose one of your customers.';
  end if;
  if p ->> 'source' = 'request' then raise exception using errcode = 'P0G01', column = 'source', message = 'Only the customer''s own link brings those.'; end if;
  insert into feedback.customer_reviews (organization_id, source, rating, title, body, reviewer, customer_id, station_id, may_publish, permission_version, permission_at, external_url)
  values (org, (p ->> 'source')::feedback.review_source, (p ->> 'rating')::smallint, coalesce(p ->> 'title', ''), coalesce(p ->> 'body', ''), p ->> 'reviewer',
    nullif(p ->> 'customerId', '')::uuid, nullif(p ->> 'stationId', '')::uuid, coalesce((p ->> 'mayPublish')::boolean, false),
    case when (p ->> 'mayPublish')::boolean then 'told us' else '' end, case when (p ->> 'mayPublish')::boolean then clock_timestamp() end, nullif(p ->> 'externalUrl', ''))
  returning id into made;
  return made;
end $$;

create or replace function feedback.own_review(review uuid, permission text) returns feedback.customer_reviews language plpgsql volatile security definer set search_path = '' as $$
declare
  r feedback.customer_reviews;
begin
  select x.* into r from feedback.customer_reviews x where x.organization_id = system.org_id() and x.id = review for no key update;
  if not found or not (system.can('feedback:read') or coalesce(r.station_id = any (system.station_ids('feedback:read')), false)) then
    raise exception using errcode = 'P0002', message = 'That review is not here, or not yours.';
  end if;
  perform crm.check_may(permission, r.station_id);
  return r;
end $$;

-- Approve or reject; rejecting wants a reason, and takes a testimonial made of it away from visitors.
create or replace function feedback.decide(review uuid, becomes text, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  r feedback.customer_reviews := feedback.own_review(review, 'feedback:moderate');
begin
  if becomes not in ('approved', 'rejected') then raise exception using errcode = 'P0G01', message = 'Approve or reject it.'; end if;
  if becomes = 'rejected' and coalesce(trim(reason), '') = '' then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why it is rejected.';
  end if;
  update feedback.customer_reviews x set state = becomes::feedback.review_state, rejected_reason = case when becomes = 'rejected' then left(trim(reason), 400) end,
    decided_by = system.uid(), decided_at = clock_timestamp() where x.organization_id = r.organization_id and x.id = r.id;
  if becomes = 'rejected' then
    update feedback.customer_testimonials t set state = 'withdrawn', withdrawn_at = clock_timestamp()
    where t.organization_id = r.organization_id and t.review_id = r.id and t.state = 'published';
  end if;
end $$;

create or replace function feedback.answer(review uuid, words text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  r feedback.customer_reviews := feedback.own_review(review, 'feedback:moderate');
begin
  update feedback.customer_reviews x set reply = left(trim(words), 2000), replied_by = case when trim(words) <> '' then system.uid() end,
    replied_at = case when trim(words) <> '' then clock_timestamp() end where x.organization_id = r.organization_id and x.id = r.id;
end $$;
