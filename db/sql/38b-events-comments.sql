-- What people write below the news of an event. Signed in is enough; what may be spam is held until somebody decides.

-- A published post of an event that strangers may see, by its address; an id that is null takes the newest. Null when it is not there.
create or replace function events.shown_post(org_slug text, event_slug text, post uuid) returns events.event_posts language sql stable security definer set search_path = '' as $$
  select p.* from organizations.organizations o
  join events.events e on e.organization_id = o.id and e.slug = event_slug and e.published_at is not null and e.visibility <> 'private'
    and e.state in ('published', 'live', 'postponed', 'completed', 'cancelled')
  join events.event_posts p on p.organization_id = o.id and p.event_id = e.id and p.id = shown_post.post and p.state = 'published'
  where o.slug = org_slug and o.state = 'active'
$$;

-- Whoever is signed in with an account that is active, and not somebody who looks through their eyes.
create or replace function events.speaker() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if system.uid() is null or system.context() ->> 'imp' is not null
    or not exists (select from users.user_profiles p where p.user_id = system.uid() and p.state = 'active') then
    raise exception using errcode = 'P0G01', message = 'Sign in first, with an account that is active.';
  end if;
  return system.uid();
end $$;

create or replace function events.is_member(org uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from organizations.org_memberships m where m.organization_id = org and m.user_id = person and m.state = 'active')
$$;

-- Who hears of a comment that is to be seen: those it names, whose comment it answers, and who wrote the post. Each once.
create or replace function events.tell_comment(c events.event_comments) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events;
  place text;
  author text;
  who record;
begin
  select x.* into e from events.events x where x.organization_id = c.organization_id and x.id = c.event_id;
  select format('/e/%s/%s/posts/%s#c-%s', o.slug, e.slug, c.post_id, c.id) into place from organizations.organizations o where o.id = c.organization_id;
  select p.name into author from users.user_profiles p where p.user_id = c.author_id;
  insert into events.mentions (organization_id, event_id, comment_id, user_id)
  select c.organization_id, c.event_id, c.id, n from events.named_in(c.organization_id, c.body) n where n <> c.author_id on conflict do nothing;
  update events.mentions m set told_at = now() where m.organization_id = c.organization_id and m.comment_id = c.id and m.told_at is null;
  for who in
    select distinct on (x.person) x.person, x.what from (
      select m.user_id as person, 'named' as what, 1 as turn from events.mentions m where m.organization_id = c.organization_id and m.comment_id = c.id
      union all select p.author_id, 'answered', 2 from events.event_comments p where p.organization_id = c.organization_id and p.id = c.parent_id
      union all select p.author_id, 'commented', 3 from events.event_posts p where p.organization_id = c.organization_id and p.id = c.post_id) x
    where x.person is not null and x.person <> c.author_id order by x.person, x.turn
  loop
    perform events.tell_said(e, who.person, who.what, author, c.body, place, format('comment:%s:%s', c.id, who.person));
  end loop;
end $$;

-- Write below a post. Answers { id, state }. Errors: P0002 no such post, P0G01 with a sentence.
create or replace function events.comment(org_slug text, event_slug text, post uuid, parent uuid, body text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := events.speaker();
  p events.event_posts := events.shown_post(org_slug, event_slug, post);
  above events.event_comments;
  words text := btrim(comment.body, E' \t\r\n');
  held text;
  c events.event_comments;
begin
  if p.id is null then
    raise exception using errcode = 'P0002', message = 'That post is not here any more.';
  elsif not p.comments_open then
    raise exception using errcode = 'P0G01', message = 'Nobody can write below this post any more.';
  elsif coalesce(length(words), 0) not between 1 and 2000 then
    raise exception using errcode = 'P0G01', column = 'body', message = (case when coalesce(words, '') = '' then 'Write something.' else 'At most 2000 characters.' end);
  end if;
  if parent is not null then
    select x.* into above from events.event_comments x where x.organization_id = p.organization_id and x.id = parent and x.post_id = p.id and x.state = 'visible';
    if above.id is null then raise exception using errcode = 'P0G01', message = 'The comment that you answer is not here any more.'; end if;
    if above.depth >= 4 then raise exception using errcode = 'P0G01', message = 'This thread is deep enough. Begin a new one.'; end if;
  end if;
  if exists (select from events.event_comments x where x.organization_id = p.organization_id and x.post_id = p.id and x.author_id = me and x.body = words
      and x.state <> 'removed' and x.created_at > now() - interval '10 minutes') then
    raise exception using errcode = 'P0G01', column = 'body', message = 'You wrote that already.';
  end if;
  if not system.hit_limit('comment:' || me, 8, interval '1 minute') or not system.hit_limit('comments:' || me, 200, interval '1 day') then
    raise exception using errcode = 'P0G01', message = 'You write faster than people read. Wait a minute.';
  end if;
  if not events.is_member(p.organization_id, me) then
    held := case when exists (select from events.event_comments x where x.organization_id = p.organization_id and x.author_id = me and x.state = 'rejected') then 'rejected_before'
      when words ~* '(https?://|www\.|[[:alnum:]]\.(com|net|org|info|biz|ru|shop|xyz)\M)' then 'link' end;
  end if;
  insert into events.event_comments (organization_id, event_id, post_id, parent_id, depth, author_id, body, state, held_for)
  values (p.organization_id, p.event_id, p.id, above.id, coalesce(above.depth + 1, 0), me, words, (case when held is null then 'visible' else 'pending' end)::events.comment_state, held)
  returning * into c;
  if held is null then perform events.tell_comment(c); end if;
  perform ticketing.note(p.organization_id, 'events.comment', 'events.event_posts', p.id, jsonb_build_object('comment', c.id, 'state', c.state));
  return jsonb_build_object('id', c.id, 'state', c.state);
end $$;

-- Leave a sign at a post (or at one of its comments), change it, or take it away with null.
create or replace function events.react(org_slug text, event_slug text, post uuid, comment uuid, kind text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := events.speaker();
  p events.event_posts := events.shown_post(org_slug, event_slug, post);
  target uuid;
begin
  select c.id into target from events.event_comments c where c.organization_id = p.organization_id and c.post_id = p.id and c.id = react.comment and c.state = 'visible';
  if p.id is null or (react.comment is not null and target is null) then
    raise exception using errcode = 'P0002', message = 'That is not here any more.';
  elsif react.kind is not null and react.kind not in ('like', 'love', 'laugh', 'wow', 'clap') then
    raise exception using errcode = 'P0G01', message = 'Choose one of the signs.';
  elsif not system.hit_limit('react:' || me, 60, interval '1 minute') then
    raise exception using errcode = 'P0G01', message = 'That was too fast. Wait a minute.';
  end if;
  delete from events.reactions r where r.organization_id = p.organization_id and r.user_id = me
    and (case when target is null then r.post_id = p.id else r.comment_id = target end);
  if react.kind is not null then
    insert into events.reactions (organization_id, event_id, post_id, comment_id, user_id, kind)
    values (p.organization_id, p.event_id, case when target is null then p.id end, target, me, react.kind) on conflict do nothing;
  end if;
end $$;

-- Say that a comment should not stand there. One report of a member holds it, or two of others; more once it was approved.
create or replace function events.report_comment(org_slug text, event_slug text, post uuid, comment uuid, reason text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := events.speaker();
  p events.event_posts := events.shown_post(org_slug, event_slug, post);
  c events.event_comments;
  enough int;
begin
  select x.* into c from events.event_comments x where x.organization_id = p.organization_id and x.post_id = p.id and x.id = report_comment.comment and x.state in ('visible', 'pending') for update;
  if c.id is null then
    raise exception using errcode = 'P0002', message = 'That comment is not here any more.';
  elsif c.author_id = me then
    raise exception using errcode = 'P0G01', message = 'It is your own. You can remove it.';
  elsif not system.hit_limit('report:' || me, 20, interval '1 hour') then
    raise exception using errcode = 'P0G01', message = 'You reported a lot within the hour. Somebody looks at it.';
  end if;
  insert into events.comment_reports (organization_id, event_id, comment_id, reporter_id, reason)
  values (p.organization_id, p.event_id, c.id, me, left(btrim(coalesce(report_comment.reason, '')), 500)) on conflict do nothing;
  enough := case when exists (select from events.moderation_decisions d where d.organization_id = c.organization_id and d.comment_id = c.id and d.decision = 'approved') then 5
    when events.is_member(p.organization_id, me) then 1 else 2 end;
  if c.state = 'visible' and (select count(*) from events.comment_reports r where r.organization_id = c.organization_id and r.comment_id = c.id) >= enough then
    update events.event_comments x set state = 'pending', held_for = 'reported' where x.organization_id = c.organization_id and x.id = c.id;
  end if;
end $$;

-- An author takes a comment back, and for ten minutes may have it stand there again.
create or replace function events.take_comment_back(comment uuid, again boolean default false) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  c events.event_comments;
begin
  select x.* into c from events.event_comments x where x.id = take_comment_back.comment and x.author_id = events.speaker() for update;
  if c.id is null then
    raise exception using errcode = 'P0002', message = 'That comment is not here, or not yours.';
  elsif again and c.removed_at < now() - interval '10 minutes' then
    raise exception using errcode = 'P0S01', message = 'That was too long ago. Write it again.';
  end if;
  update events.event_comments x set state = case when again then coalesce(c.removed_from, 'visible') else 'removed' end,
    removed_from = case when again then null else c.state end, removed_at = case when again then null else now() end
  where x.organization_id = c.organization_id and x.id = c.id;
end $$;

-- Somebody of the organization decides. Errors: P0002, 42501, P0S01, P0G01 (a rejection without a reason).
create or replace function events.moderate(comment uuid, approve boolean, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  c events.event_comments;
  e events.events;
begin
  select x.* into c from events.event_comments x where x.organization_id = system.org_id() and x.id = moderate.comment for update;
  e := events.seen_event(c.event_id);
  if not (system.can('events:moderate') or coalesce(e.station_id = any (system.station_ids('events:moderate')), false) or e.id = any (system.event_ids('events:moderate'))) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  elsif not approve and btrim(coalesce(reason, '')) = '' then
    raise exception using errcode = 'P0G01', column = 'reason', message = 'Say why. Whoever wrote it is told.';
  end if;
  update events.event_comments x set state = (case when approve then 'visible' else 'rejected' end)::events.comment_state, held_for = null where x.organization_id = c.organization_id and x.id = c.id;
  insert into events.moderation_decisions (organization_id, event_id, comment_id, decision, reason, decided_by)
  values (c.organization_id, c.event_id, c.id, case when approve then 'approved' else 'rejected' end, left(btrim(coalesce(reason, '')), 500), system.uid());
  if approve then
    select x.* into c from events.event_comments x where x.organization_id = c.organization_id and x.id = c.id;
    perform events.tell_comment(c);
  else
    perform events.tell_said(e, c.author_id, 'rejected', null, btrim(reason), (select format('/e/%s/%s', o.slug, e.slug) from organizations.organizations o where o.id = e.organization_id),
      format('rejected:%s:%s', c.id, now()));
  end if;
end $$;

-- Who wrote a comment, for those of the organization: its writers need not belong to it, so their profiles are not theirs to read.
create or replace function events.comment_author(comment uuid) returns text language sql stable security definer set search_path = '' as $$
  select nullif(p.name, '') from events.event_comments c join users.user_profiles p on p.user_id = c.author_id
  where c.organization_id = system.org_id() and c.id = comment_author.comment and system.has('events:read')
$$;

do $$
declare
  f text;
begin
  foreach f in array array['comment_author(uuid)', 'shown_post(text, text, uuid)', 'speaker()', 'is_member(uuid, uuid)', 'tell_comment(events.event_comments)', 'comment(text, text, uuid, uuid, text)',
    'react(text, text, uuid, uuid, text)', 'report_comment(text, text, uuid, uuid, text)', 'take_comment_back(uuid, boolean)', 'moderate(uuid, boolean, text)'] loop
    execute format('alter function events.%s owner to gr_flow', f);
    execute format('revoke execute on function events.%s from public', f);
  end loop;
end $$;
grant execute on function events.comment(text, text, uuid, uuid, text), events.react(text, text, uuid, uuid, text), events.report_comment(text, text, uuid, uuid, text),
  events.take_comment_back(uuid, boolean), events.moderate(uuid, boolean, text), events.comment_author(uuid) to authenticated;
