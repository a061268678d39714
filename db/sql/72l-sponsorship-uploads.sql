-- Files of up to 20 MB between two parties: announced, sent in parts of a mebibyte, put together when they are attached. Their bytes are nobody's until then.

revoke select on sponsorship.uploads, sponsorship.upload_parts from authenticated;
grant delete on sponsorship.uploads, sponsorship.upload_parts to gr_flow;

-- Announce a file for what the two parties have between them; org and sponsor are those of the thread, deliverable or dispute. At most three wait for a person.
create or replace function sponsorship.start_upload(org uuid, sponsor uuid, name text, byte_size int) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
begin
  perform sponsorship.side_of(org, sponsor, 'sponsorship:write');
  if byte_size is null or byte_size not between 1 and 20971520 then
    raise exception using errcode = 'P0G01', column = 'file', message = 'A file has at most 20 MB.';
  end if;
  perform sponsorship.drop_uploads(array(select u.id from sponsorship.uploads u where u.user_id = system.uid() order by u.created_at desc offset 2));
  perform sponsorship.drop_uploads(array(select u.id from sponsorship.uploads u where u.created_at < clock_timestamp() - interval '1 day' limit 100));
  insert into sponsorship.uploads (organization_id, sponsor_id, user_id, name, byte_size) values (org, sponsor, system.uid(), start_upload.name, start_upload.byte_size) returning id into made;
  return made;
end $$;

create or replace function sponsorship.drop_uploads(ids uuid[]) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from sponsorship.upload_parts p where p.upload_id = any (ids);
  delete from sponsorship.uploads u where u.id = any (ids);
end $$;

-- An upload of this person's own, locked, while they are still one of the two parties.
create or replace function sponsorship.lock_upload(wanted uuid) returns sponsorship.uploads language plpgsql volatile security definer set search_path = '' as $$
declare
  u sponsorship.uploads;
begin
  select x.* into u from sponsorship.uploads x where x.id = wanted and x.user_id = system.uid() for no key update;
  if not found then raise exception using errcode = 'P0002', message = 'That file is not here any more. Choose it again.'; end if;
  perform sponsorship.side_of(u.organization_id, u.sponsor_id, 'sponsorship:write');
  return u;
end $$;

-- A part; sent again, it counts once.
create or replace function sponsorship.add_upload_part(upload uuid, n int, content bytea) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  u sponsorship.uploads := sponsorship.lock_upload(upload);
begin
  if n not between 0 and (u.byte_size - 1) / 1048576 or octet_length(content) <> least(1048576, u.byte_size - n * 1048576) then
    raise exception using errcode = 'P0G01', column = 'file', message = 'That part does not belong to the file that was announced.';
  end if;
  insert into sponsorship.upload_parts (organization_id, upload_id, n, content) values (u.organization_id, u.id, add_upload_part.n, add_upload_part.content) on conflict do nothing;
end $$;

-- Its first bytes, which say what it is.
create or replace function sponsorship.upload_head(upload uuid) returns bytea language sql volatile security definer set search_path = '' as $$
  select substring(p.content from 1 for 4096) from sponsorship.lock_upload(upload) u
  join sponsorship.upload_parts p on p.organization_id = u.organization_id and p.upload_id = u.id and p.n = 0
$$;

-- The file whole, for the two parties that it was announced for. Answers its id.
create or replace function sponsorship.finish_upload(upload uuid, org uuid, sponsor uuid, content_type text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  u sponsorship.uploads := sponsorship.lock_upload(upload);
  whole bytea;
  made uuid;
begin
  if (u.organization_id, u.sponsor_id) is distinct from (org, sponsor) then
    raise exception using errcode = 'P0002', message = 'That file is not here any more. Choose it again.';
  end if;
  select string_agg(p.content, ''::bytea order by p.n) into whole from sponsorship.upload_parts p where p.organization_id = u.organization_id and p.upload_id = u.id;
  if octet_length(whole) is distinct from u.byte_size then
    raise exception using errcode = 'P0G01', column = 'file', message = 'The file did not arrive whole. Choose it again.';
  end if;
  insert into sponsorship.files (organization_id, sponsor_id, name, content_type, size, content, uploaded_by)
  values (u.organization_id, u.sponsor_id, u.name, finish_upload.content_type, u.byte_size, whole, system.uid()) returning id into made;
  perform sponsorship.drop_uploads(array[u.id]);
  return made;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['start_upload(uuid, uuid, text, int)', 'drop_uploads(uuid[])', 'lock_upload(uuid)', 'add_upload_part(uuid, int, bytea)', 'upload_head(uuid)',
    'finish_upload(uuid, uuid, uuid, text)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.start_upload(uuid, uuid, text, int), sponsorship.add_upload_part(uuid, int, bytea), sponsorship.upload_head(uuid),
  sponsorship.finish_upload(uuid, uuid, uuid, text) to authenticated;
