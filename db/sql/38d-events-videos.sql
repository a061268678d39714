-- The video of an event's public page: announced, sent in parts of a mebibyte, shown once it is whole and its first bytes say that it is one.

revoke select on events.event_video_parts from authenticated;

-- What the first bytes say: MP4 by its brand (ISO/IEC 14496-12; a phone's MOV is "qt" and no other browser plays it), WebM by its EBML header (RFC 8794).
create or replace function events.video_kind(head bytea) returns text language sql immutable strict parallel safe set search_path = '' as $$
  select case
    when substring(head from 5 for 4) = 'ftyp'::bytea and encode(substring(head from 9 for 4), 'escape') ~ '^(iso[m2-9a-c]|mp4[12]|avc1|M4V |M4VH|M4VP|dash|MSNV|mmp4|cmfc)$' then 'video/mp4'
    when substring(head from 1 for 4) = '\x1a45dfa3'::bytea and position('webm'::bytea in substring(head from 1 for 64)) > 0 then 'video/webm' end
$$;

-- Announce a video; what was begun before and never ended goes. Errors: P0002, 42501, P0G01.
create or replace function events.start_video(event uuid, words text, byte_size int) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := events.planned_event(event);
  made uuid;
begin
  if byte_size is null or byte_size not between 1 and 20971520 then
    raise exception using errcode = 'P0G01', column = 'file', message = 'A video has at most 20 MB.';
  end if;
  delete from events.event_videos v where v.organization_id = e.organization_id and v.event_id = e.id and v.whole_at is null;
  insert into events.event_videos (organization_id, event_id, words, byte_size) values (e.organization_id, e.id, btrim(start_video.words), start_video.byte_size) returning id into made;
  return made;
end $$;

-- One that this person may plan with, its event locked.
create or replace function events.lock_video(wanted uuid) returns events.event_videos language plpgsql volatile security definer set search_path = '' as $$
declare
  v events.event_videos;
begin
  select x.* into v from events.event_videos x where x.organization_id = system.org_id() and x.id = wanted;
  perform events.planned_event(v.event_id);
  select x.* into v from events.event_videos x where x.organization_id = system.org_id() and x.id = wanted for update;
  if not found then raise exception using errcode = 'P0002', message = 'That video is not here any more. Choose it again.'; end if;
  return v;
end $$;

-- A part; sent again, it counts once. The first one must be that of a video.
create or replace function events.add_video_part(video uuid, n int, content bytea) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v events.event_videos := events.lock_video(video);
begin
  if v.whole_at is not null or n not between 0 and (v.byte_size - 1) / 1048576 or octet_length(content) <> least(1048576, v.byte_size - n * 1048576) then
    raise exception using errcode = 'P0G01', column = 'file', message = 'That part does not belong to the video that was announced.';
  elsif n = 0 and events.video_kind(content) is null then
    raise exception using errcode = 'P0G01', column = 'file', message = 'That is no video that browsers play. MP4 and WebM are taken; save it as one of them.';
  end if;
  insert into events.event_video_parts (organization_id, event_id, video_id, n, content) values (v.organization_id, v.event_id, v.id, add_video_part.n, add_video_part.content) on conflict do nothing;
end $$;

-- It is whole: from now on it is the event's, instead of the one before. Errors: P0002, 42501, P0G01.
create or replace function events.finish_video(video uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  v events.event_videos := events.lock_video(video);
begin
  if v.whole_at is not null then return v.id; end if;
  if (select sum(octet_length(p.content)) from events.event_video_parts p where p.organization_id = v.organization_id and p.video_id = v.id) is distinct from v.byte_size then
    raise exception using errcode = 'P0G01', column = 'file', message = 'The video did not arrive whole. Choose it again.';
  end if;
  delete from events.event_videos x where x.organization_id = v.organization_id and x.event_id = v.event_id and x.id <> v.id;
  update events.event_videos x set whole_at = now(), content_type = (
    select events.video_kind(p.content) from events.event_video_parts p where p.organization_id = v.organization_id and p.video_id = v.id and p.n = 0)
  where x.organization_id = v.organization_id and x.id = v.id;
  return v.id;
end $$;

create or replace function events.remove_video(video uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v events.event_videos := events.lock_video(video);
begin
  delete from events.event_videos x where x.organization_id = v.organization_id and x.id = v.id;
end $$;

-- What an event's page shows: { id, words, type }, or null.
create or replace function events.public_video(org_slug text, event_slug text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', v.id, 'words', v.words, 'type', v.content_type)
  from organizations.organizations o
  join events.events e on e.organization_id = o.id and e.slug = event_slug and e.published_at is not null and e.visibility <> 'private'
    and e.state in ('published', 'live', 'postponed', 'completed', 'cancelled')
  join events.event_videos v on v.organization_id = o.id and v.event_id = e.id and v.whole_at is not null
  where o.slug = org_slug and o.state = 'active'
$$;

-- For whoever was given its address: how long it is, and a part of it.
create or replace function events.video_file(video uuid) returns table (content_type text, byte_size int) language sql stable security definer set search_path = '' as $$
  select v.content_type, v.byte_size from events.event_videos v where v.id = video and v.whole_at is not null
$$;
create or replace function events.video_part(video uuid, n int) returns bytea language sql stable security definer set search_path = '' as $$
  select p.content from events.event_videos v join events.event_video_parts p on p.organization_id = v.organization_id and p.video_id = v.id and p.n = video_part.n
  where v.id = video and v.whole_at is not null
$$;

do $$
declare
  f text;
begin
  foreach f in array array['video_kind(bytea)', 'start_video(uuid, text, int)', 'lock_video(uuid)', 'add_video_part(uuid, int, bytea)', 'finish_video(uuid)', 'remove_video(uuid)',
    'public_video(text, text)', 'video_file(uuid)', 'video_part(uuid, int)'] loop
    execute format('alter function events.%s owner to gr_flow', f);
    execute format('revoke execute on function events.%s from public', f);
  end loop;
end $$;
grant execute on function events.start_video(uuid, text, int), events.add_video_part(uuid, int, bytea), events.finish_video(uuid), events.remove_video(uuid) to authenticated;
grant execute on function events.public_video(text, text), events.video_file(uuid), events.video_part(uuid, int) to anon, authenticated;
