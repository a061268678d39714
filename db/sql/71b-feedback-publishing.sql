-- What visitors see of reviews: testimonials, and posts that began with one.

-- Show the words of an approved review. p: reviewId, quote, author. Asked again it changes them. Only where the customer allowed it.
create or replace function feedback.publish_testimonial(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  r feedback.customer_reviews := feedback.own_review((p ->> 'reviewId')::uuid, 'feedback:publish');
  made uuid;
begin
  if not r.may_publish then
    raise exception using errcode = 'P0G01', message = 'They did not say that it may be shown. Ask them first.';
  elsif r.state <> 'approved' then
    raise exception using errcode = 'P0S01', message = 'Approve the review first.';
  end if;
  insert into feedback.customer_testimonials as t (organization_id, review_id, customer_id, station_id, quote, author, position, published_by)
  values (r.organization_id, r.id, r.customer_id, r.station_id, p ->> 'quote', p ->> 'author',
    (select coalesce(max(x.position), 0) + 1 from feedback.customer_testimonials x where x.organization_id = r.organization_id), system.uid())
  on conflict on constraint one_testimonial_a_review do update set quote = excluded.quote, author = excluded.author
  returning id into made;
  update feedback.customer_testimonials t set state = 'published', withdrawn_at = null, published_at = clock_timestamp(), published_by = system.uid()
  where t.organization_id = r.organization_id and t.id = made and t.state = 'withdrawn';
  return made;
end $$;

create or replace function feedback.withdraw_testimonial(testimonial uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  t feedback.customer_testimonials;
begin
  select x.* into t from feedback.customer_testimonials x where x.organization_id = system.org_id() and x.id = testimonial for no key update;
  if not found then raise exception using errcode = 'P0002', message = 'That testimonial is not here, or not yours.'; end if;
  perform feedback.own_review(t.review_id, 'feedback:publish');
  update feedback.customer_testimonials x set state = 'withdrawn', withdrawn_at = clock_timestamp() where x.organization_id = t.organization_id and x.id = t.id;
end $$;

create or replace function feedback.own_post(post uuid, permission text) returns feedback.review_blog_posts language plpgsql volatile security definer set search_path = '' as $$
declare
  b feedback.review_blog_posts;
begin
  select x.* into b from feedback.review_blog_posts x where x.organization_id = system.org_id() and x.id = post for no key update;
  if not found or not (system.can('feedback:read') or coalesce(b.station_id = any (system.station_ids('feedback:read')), false)) then
    raise exception using errcode = 'P0002', message = 'That post is not here, or not yours.';
  end if;
  perform crm.check_may(permission, b.station_id);
  return b;
end $$;

-- Begin a post from a review, or change a draft. p: id?, reviewId, slug, title, body. A change of words is a new version, which nobody approved yet.
create or replace function feedback.save_post(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  r feedback.customer_reviews;
  b feedback.review_blog_posts;
  made uuid;
begin
  if nullif(p ->> 'id', '') is not null then
    b := feedback.own_post((p ->> 'id')::uuid, 'feedback:moderate');
    if b.state <> 'draft' then raise exception using errcode = 'P0S01', message = 'Only a draft can be changed. Archive it and open it again.'; end if;
    update feedback.review_blog_posts x set slug = p ->> 'slug', title = p ->> 'title', body = p ->> 'body', updated_at = clock_timestamp(),
      version = x.version + case when (x.title, x.body) is distinct from (p ->> 'title', p ->> 'body') then 1 else 0 end
    where x.organization_id = b.organization_id and x.id = b.id;
    return b.id;
  end if;
  r := feedback.own_review((p ->> 'reviewId')::uuid, 'feedback:moderate');
  if r.state <> 'approved' or not r.may_publish then
    raise exception using errcode = 'P0G01', message = 'A post begins with an approved review that may be shown.';
  end if;
  insert into feedback.review_blog_posts (organization_id, review_id, station_id, slug, title, body, created_by)
  values (r.organization_id, r.id, r.station_id, p ->> 'slug', p ->> 'title', p ->> 'body', system.uid()) returning id into made;
  return made;
end $$;

-- Decide about a post: `approved` and `changes_wanted` are said of its present version; `published` needs that version approved; `archived` takes
-- it from visitors, `reopened` makes it a draft again. Every decision is in the log.
create or replace function feedback.decide_post(post uuid, decision text, note text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  b feedback.review_blog_posts := feedback.own_post(post, 'feedback:publish');
  last text;
begin
  if decision in ('approved', 'changes_wanted') and b.state <> 'draft' then
    raise exception using errcode = 'P0S01', message = 'Only a draft is approved.';
  elsif decision = 'changes_wanted' and coalesce(trim(note), '') = '' then
    raise exception using errcode = 'P0G01', column = 'note', message = 'Say what should change.';
  elsif decision = 'published' then
    select a.decision into last from feedback.review_post_approvals a
    where a.organization_id = b.organization_id and a.post_id = b.id and a.version = b.version and a.decision in ('approved', 'changes_wanted') order by a.id desc limit 1;
    if last is distinct from 'approved' then
      raise exception using errcode = 'P0S01', message = 'Nobody approved these words yet. Approve them, then publish.';
    end if;
    update feedback.review_blog_posts x set published_at = coalesce(x.published_at, clock_timestamp()), state = 'published' where x.organization_id = b.organization_id and x.id = b.id;
  elsif decision = 'archived' then
    update feedback.review_blog_posts x set state = 'archived' where x.organization_id = b.organization_id and x.id = b.id;
  elsif decision = 'reopened' then
    update feedback.review_blog_posts x set state = 'draft' where x.organization_id = b.organization_id and x.id = b.id;
  end if;
  insert into feedback.review_post_approvals (organization_id, post_id, station_id, version, decision, note, decided_by)
  values (b.organization_id, b.id, b.station_id, b.version, decision, coalesce(left(trim(note), 1000), ''), system.uid());
end $$;

-- What visitors of an organization, or of one of its stations, read: testimonials with the stars of their review, newest first, and the
-- average of all approved reviews. Null when there is no such place.
create or replace function feedback.public_testimonials(org_slug text, station_slug text default null, most int default 12) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email),
    'count', (select count(*) from feedback.customer_reviews r where r.organization_id = o.id and r.state = 'approved' and (s.id is null or r.station_id = s.id)),
    'average', (select round(avg(r.rating), 1)::text from feedback.customer_reviews r where r.organization_id = o.id and r.state = 'approved' and (s.id is null or r.station_id = s.id)),
    'testimonials', coalesce((select jsonb_agg(t.row order by t.at desc, t.id) from (
      select t.id, t.published_at as at, jsonb_build_object('id', t.id, 'quote', t.quote, 'author', t.author, 'rating', r.rating, 'on', (r.created_at at time zone o.zone)::date,
        'station', x.name, 'reply', r.reply,
        'pictures', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'width', i.width, 'height', i.height) order by i.position)
          from feedback.review_images i where i.organization_id = t.organization_id and i.review_id = r.id), '[]')) as row
      from feedback.customer_testimonials t join feedback.customer_reviews r on r.organization_id = t.organization_id and r.id = t.review_id
      left join identity.stations x on x.organization_id = t.organization_id and x.id = t.station_id
      where t.organization_id = o.id and t.state = 'published' and r.state = 'approved' and r.may_publish and (s.id is null or t.station_id = s.id)
      order by t.published_at desc limit least(most, 50)) t), '[]'),
    'posts', coalesce((select jsonb_agg(jsonb_build_object('slug', b.slug, 'title', b.title, 'on', (b.published_at at time zone o.zone)::date) order by b.published_at desc)
      from feedback.review_blog_posts b where b.organization_id = o.id and b.state = 'published' and (s.id is null or b.station_id = s.id)), '[]'))
  from organizations.organizations o
  left join identity.stations s on s.organization_id = o.id and s.slug = station_slug
  where o.slug = org_slug and o.state = 'active' and not o.is_platform and (station_slug is null or s.id is not null)
$$;

create or replace function feedback.public_post(org_slug text, post_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('title', b.title, 'body', b.body, 'on', (b.published_at at time zone o.zone)::date, 'rating', r.rating,
    'organization', jsonb_build_object('slug', o.slug, 'name', o.name, 'tagline', o.tagline, 'accent', o.accent, 'logo', o.logo_url, 'supportEmail', o.support_email))
  from organizations.organizations o join feedback.review_blog_posts b on b.organization_id = o.id
  left join feedback.customer_reviews r on r.organization_id = b.organization_id and r.id = b.review_id
  where o.slug = org_slug and b.slug = post_slug and o.state = 'active' and b.state = 'published'
$$;

-- A picture that visitors may see: its review is approved, may be shown, and is a testimonial now.
create or replace function feedback.public_picture(picture uuid) returns bytea language sql stable security definer set search_path = '' as $$
  select i.content from feedback.review_images i
  join feedback.customer_reviews r on r.organization_id = i.organization_id and r.id = i.review_id and r.state = 'approved' and r.may_publish
  join feedback.customer_testimonials t on t.organization_id = r.organization_id and t.review_id = r.id and t.state = 'published'
  where i.id = picture
$$;

do $$
declare
  f text;
begin
  foreach f in array array['request_review(uuid, jsonb)', 'ask_for_review(jsonb)', 'letter_of(uuid, text)', 'request_of(text)', 'review_form(text)', 'write_review(text, jsonb, jsonb)',
    'add_review(jsonb)', 'own_review(uuid, text)', 'decide(uuid, text, text)', 'answer(uuid, text)', 'publish_testimonial(jsonb)', 'withdraw_testimonial(uuid)',
    'own_post(uuid, text)', 'save_post(jsonb)', 'decide_post(uuid, text, text)', 'public_testimonials(text, text, int)', 'public_post(text, text)', 'public_picture(uuid)'] loop
    execute format('alter function feedback.%s owner to gr_flow', f);
    execute format('revoke execute on function feedback.%s from public', f);
  end loop;
end $$;
grant execute on function feedback.ask_for_review(jsonb), feedback.letter_of(uuid, text), feedback.add_review(jsonb), feedback.decide(uuid, text, text), feedback.answer(uuid, text),
  feedback.publish_testimonial(jsonb), feedback.withdraw_testimonial(uuid), feedback.save_post(jsonb), feedback.decide_post(uuid, text, text) to authenticated;
grant execute on function feedback.request_review(uuid, jsonb) to gr_worker;
grant execute on function feedback.review_form(text), feedback.write_review(text, jsonb, jsonb), feedback.public_testimonials(text, text, int), feedback.public_post(text, text),
  feedback.public_picture(uuid) to anon, authenticated;
