-- News of an event: plain text, pictures, #words and @people; published by state, removed softly.

grant insert (organization_id, id, event_id, body, comments_open), update (body, comments_open) on events.event_posts to authenticated;
revoke select on events.post_media from authenticated;
grant select (organization_id, id, event_id, station_id, post_id, alt, content_type, width, height, created_at) on events.post_media to authenticated;
revoke select on events.comment_reports from authenticated;
grant select (organization_id, id, event_id, station_id, comment_id, reason, created_at) on events.comment_reports to authenticated;
revoke delete on events.event_posts from authenticated;
grant select on events.post_media to gr_definer;
grant select on events.event_posts to gr_definer;
drop policy if exists definer on events.post_media;
create policy definer on events.post_media for select to gr_definer using (true);
drop policy if exists definer on events.event_posts;
create policy definer on events.event_posts for select to gr_definer using (true);

-- Members of the organization who are named with @ in a text: by their whole name, the longer one where two begin alike.
create or replace function events.named_in(org uuid, words text) returns setof uuid language sql stable security definer set search_path = '' as $$
  with known as (
    select p.user_id, lower(p.name) as name from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
    where m.organization_id = org and m.state = 'active' and p.state = 'active' and length(p.name) >= 2),
  hits as (
    select k.user_id, k.name, strpos(lower(words), '@' || k.name) as at from known k where strpos(lower(words), '@' || k.name) > 0)
  select h.user_id from hits h
  where substr(lower(words), h.at + 1 + length(h.name), 1) !~ '[[:alnum:]]'
    and not exists (select from hits x where x.at = h.at and length(x.name) > length(h.name)
      and substr(lower(words), x.at + 1 + length(x.name), 1) !~ '[[:alnum:]]')
  limit 20
$$;

-- A letter about something that was said under an event. `what`: named, answered, commented, rejected. Once for each key.
create or replace function events.tell_said(e events.events, person uuid, what text, author text, words text, link text, key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform messaging.tell(e.organization_id, person, 'mentions', 'mention_notice', jsonb_build_object('what', what, 'by', nullif(author, ''),
    'event', e.name, 'words', left(words, 500), 'link', link), key);
end $$;

-- What a post says in #words and @people, whenever it is written or published; those who are named hear of it once it is published.
create or replace function events.read_post() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  e events.events;
  who record;
  place text;
begin
  delete from events.post_hashtags h where h.organization_id = new.organization_id and h.post_id = new.id;
  insert into events.post_hashtags (organization_id, event_id, post_id, tag)
  select new.organization_id, new.event_id, new.id, t.tag
  from (select distinct lower(m[1]) as tag from regexp_matches(new.body, '(?:^|[^[:alnum:]_&#])#([[:alpha:]][[:alnum:]_]{1,49})', 'g') m) t
  where not exists (select from ref.hashtag_stoplist s where s.tag = t.tag) order by t.tag limit 20;
  insert into events.mentions (organization_id, event_id, post_id, user_id)
  select new.organization_id, new.event_id, new.id, n from events.named_in(new.organization_id, new.body) n where n is distinct from new.author_id
  on conflict do nothing;
  if new.state = 'published' then
    select x.* into e from events.events x where x.organization_id = new.organization_id and x.id = new.event_id;
    select format('/e/%s/%s/posts/%s', o.slug, e.slug, new.id) into place from organizations.organizations o where o.id = e.organization_id;
    for who in update events.mentions m set told_at = now() where m.organization_id = new.organization_id and m.post_id = new.id and m.told_at is null returning m.user_id loop
      perform events.tell_said(e, who.user_id, 'named', (select p.name from users.user_profiles p where p.user_id = new.author_id), new.body, place,
        format('mention:%s:%s', new.id, who.user_id));
    end loop;
  end if;
  return null;
end $$;
create or replace trigger read_post after insert or update of body, state on events.event_posts for each row execute function events.read_post();

-- When it was published is when its state says so; what it was is kept when it is removed.
create or replace function events.date_post() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'published' then
    if (select e.published_at is null from events.events e where e.organization_id = new.organization_id and e.id = new.event_id) then
      raise exception using errcode = 'P0G01', message = 'This event is a draft, so nobody sees its page yet. Publish the event first.';
    end if;
    new.published_at := coalesce(old.published_at, now());
  end if;
  new.removed_from := case when new.state = 'removed' then old.state end;
  return new;
end $$;
create or replace trigger set_date before update of state on events.event_posts for each row execute function events.date_post();

-- What was removed is back as what it was. Errors: P0002, 42501, P0S01.
create or replace function events.restore_post(post uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  p events.event_posts;
begin
  select x.* into p from events.event_posts x where x.organization_id = system.org_id() and x.id = post for update;
  perform events.planned_event(p.event_id);
  update events.event_posts x set state = coalesce(p.removed_from, 'draft') where x.organization_id = p.organization_id and x.id = p.id;
end $$;

-- A picture of a post, drawn anew by the app. Errors: P0002, 42501, P0G01.
create or replace function events.add_picture(post uuid, alt text, content bytea, width int, height int) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  p events.event_posts;
  made uuid;
begin
  select x.* into p from events.event_posts x where x.organization_id = system.org_id() and x.id = post for update;
  perform events.planned_event(p.event_id);
  if p.state = 'removed' then raise exception using errcode = 'P0S01', message = 'This post was removed.'; end if;
  if (select count(*) from events.post_media m where m.organization_id = p.organization_id and m.post_id = p.id) >= 6 then
    raise exception using errcode = 'P0G01', column = 'picture', message = 'A post has at most six pictures. Remove one first.';
  end if;
  insert into events.post_media (organization_id, event_id, post_id, alt, content_type, content, width, height)
  values (p.organization_id, p.event_id, p.id, alt, 'image/webp', content, width, height) returning id into made;
  return made;
end $$;

create or replace function events.remove_picture(picture uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  m events.post_media;
begin
  select x.* into m from events.post_media x where x.organization_id = system.org_id() and x.id = picture for update;
  perform events.planned_event(m.event_id);
  delete from events.post_media x where x.organization_id = m.organization_id and x.id = m.id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['named_in(uuid, text)', 'tell_said(events.events, uuid, text, text, text, text, text)', 'read_post()', 'date_post()', 'restore_post(uuid)',
    'add_picture(uuid, text, bytea, int, int)', 'remove_picture(uuid)'] loop
    execute format('alter function events.%s owner to gr_flow', f);
    execute format('revoke execute on function events.%s from public', f);
  end loop;
end $$;
grant execute on function events.restore_post(uuid), events.add_picture(uuid, text, bytea, int, int), events.remove_picture(uuid) to authenticated;
