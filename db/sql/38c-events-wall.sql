-- What everybody reads of the news of an event. Whoever is signed in also sees what is theirs.

-- Signs at a post or a comment, and one's own among them.
create or replace function events.signs_of(org uuid, post uuid, comment uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('counts', coalesce(jsonb_object_agg(k.kind, k.n), '{}'), 'mine', max(k.kind) filter (where k.mine))
  from (select r.kind, count(*) as n, bool_or(r.user_id = system.uid()) as mine from events.reactions r
    where r.organization_id = org and (r.post_id = signs_of.post or r.comment_id = signs_of.comment) group by r.kind) k
$$;

create or replace function events.post_words(p events.event_posts) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'body', p.body, 'publishedAt', p.published_at, 'commentsOpen', p.comments_open,
    'pictures', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'alt', m.alt, 'width', m.width, 'height', m.height) order by m.created_at, m.id), '[]')
      from events.post_media m where m.organization_id = p.organization_id and m.post_id = p.id),
    'tags', (select coalesce(jsonb_agg(h.tag order by h.tag), '[]') from events.post_hashtags h where h.organization_id = p.organization_id and h.post_id = p.id),
    'comments', (select count(*) from events.event_comments c where c.organization_id = p.organization_id and c.post_id = p.id and c.state = 'visible'),
    'signs', events.signs_of(p.organization_id, p.id, null))
$$;

-- The newest published posts of an event, or those with a #word; empty where there is nothing for strangers.
create or replace function events.public_posts(org_slug text, event_slug text, tag text default null, most int default 3) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(x.post order by x.published_at desc, x.id desc), '[]') from (
    select p.id, p.published_at, events.post_words(p) as post from organizations.organizations o
    join events.events e on e.organization_id = o.id and e.slug = event_slug
    join events.event_posts p on p.organization_id = o.id and p.event_id = e.id
    where o.slug = org_slug and (events.shown_post(org_slug, event_slug, p.id)).id is not null
      and (tag is null or exists (select from events.post_hashtags h where h.organization_id = p.organization_id and h.post_id = p.id and h.tag = lower(public_posts.tag)))
    order by p.published_at desc, p.id desc limit least(most, 50)) x
$$;

-- One post with what was written below it, oldest first. What was removed or rejected keeps its place only where there are answers to it.
create or replace function events.public_post(org_slug text, event_slug text, post uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select case when p.id is not null then events.post_words(p) || jsonb_build_object('said', (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'parentId', c.parent_id, 'depth', c.depth, 'createdAt', c.created_at,
        'state', case when c.state = 'rejected' and c.author_id is distinct from system.uid() then 'removed' else c.state::text end,
        'own', coalesce(c.author_id = system.uid(), false), 'member', events.is_member(c.organization_id, c.author_id),
        'author', case when c.state = 'visible' or c.author_id = system.uid() then coalesce(nullif(a.name, ''), 'Somebody') end,
        'body', case when c.state = 'visible' or c.author_id = system.uid() and c.state <> 'removed' then c.body end,
        'signs', events.signs_of(c.organization_id, null, c.id)) order by c.created_at, c.id), '[]')
    from events.event_comments c join users.user_profiles a on a.user_id = c.author_id
    where c.organization_id = p.organization_id and c.post_id = p.id
      and (c.state = 'visible' or c.author_id = system.uid() and (c.state in ('pending', 'rejected') or c.removed_at > now() - interval '10 minutes')
        or exists (select from events.event_comments x where x.organization_id = c.organization_id and x.parent_id = c.id and x.state = 'visible')))) end
  from events.shown_post(org_slug, event_slug, public_post.post) p
$$;

do $$
declare
  f text;
begin
  foreach f in array array['signs_of(uuid, uuid, uuid)', 'post_words(events.event_posts)', 'public_posts(text, text, text, int)', 'public_post(text, text, uuid)'] loop
    execute format('alter function events.%s owner to gr_flow', f);
    execute format('revoke execute on function events.%s from public', f);
  end loop;
end $$;
grant execute on function events.public_posts(text, text, text, int), events.public_post(text, text, uuid) to anon, authenticated;
