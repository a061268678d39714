-- Models of texts: versions side by side, one active. What a version learned never changes, so going back to it gives the scores of then.

-- p: kind, idf [], texts, fullAt. Answers the version; the first of an organization is active at once.
create or replace function sponsorship.add_model(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.matcher('sponsorship:write');
  made uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('sponsorship.models:' || org, 0));
  select v.id into made from ml.model_versions v where v.organization_id = org and v.active;
  -- Whoever was first has made it; further ones are asked for by those who may.
  if made is not null and not system.can('sponsorship:models') then return made; end if;
  insert into ml.model_versions (organization_id, kind, n, texts, idf, full_at, active, activated_at, created_by)
  values (org, p ->> 'kind', 1 + (select count(*) from ml.model_versions v where v.organization_id = org and v.kind = p ->> 'kind'), (p ->> 'texts')::int,
    array(select jsonb_array_elements_text(p -> 'idf')::real), (p ->> 'fullAt')::numeric, made is null, case when made is null then clock_timestamp() end, system.uid())
  returning id into made;
  return made;
end $$;

-- From now on texts are compared by this version. Its vectors of then are still there; those of texts that changed since are made by the worker.
create or replace function sponsorship.activate_model(version uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.organizer('sponsorship:models');
  v ml.model_versions;
begin
  perform pg_advisory_xact_lock(hashtextextended('sponsorship.models:' || org, 0));
  select x.* into v from ml.model_versions x where x.organization_id = org and x.id = version;
  if not found then raise exception using errcode = 'P0002', message = 'That version is not here.'; end if;
  if v.active then raise exception using errcode = 'P0S01', message = 'That version is in use already.'; end if;
  update ml.model_versions x set active = false where x.organization_id = org and x.active;
  update ml.model_versions x set active = true, activated_at = clock_timestamp() where x.organization_id = org and x.id = version;
  perform sponsorship.mark_stale(org, null, null, null, 'model');
  return v.kind || '@' || v.n;
end $$;

-- Every text of an organization once, in an order of their own.
create or replace function sponsorship.match_texts(org uuid) returns table (package_id uuid, sponsor_id uuid, guest_id uuid, words text)
  language sql stable security definer set search_path = '' as $$
  select p.id, null::uuid, null::uuid, sponsorship.package_words(org, p.id) from sponsorship.open_packages(org) p
  union all
  select null, c.sponsor_id, c.guest_id, w.words from sponsorship.candidates(org) c cross join lateral (select sponsorship.sponsor_words(org, c.sponsor_id, c.guest_id) as words) w
  where w.words is not null
$$;
create or replace function sponsorship.texts_to_fit() returns text[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(t.words order by t.words), '{}') from sponsorship.match_texts(sponsorship.matcher('sponsorship:write')) t
$$;

-- The active model, and texts that it has no vector of, or of other words: up to `wanted`.
create or replace function sponsorship.texts_to_embed(wanted int) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := sponsorship.matcher('sponsorship:write');
  v ml.model_versions;
begin
  select x.* into v from ml.model_versions x where x.organization_id = org and x.active;
  if not found then return null; end if;
  return jsonb_build_object('id', v.id, 'kind', v.kind, 'idf', to_jsonb(v.idf), 'texts', (
    select coalesce(jsonb_agg(jsonb_build_object('packageId', t.package_id, 'sponsorId', t.sponsor_id, 'guestId', t.guest_id, 'words', t.words)), '[]') from (
      select x.* from sponsorship.match_texts(org) x
      where not exists (select from ml.package_embeddings y where y.organization_id = org and y.model_id = v.id and y.package_id = x.package_id and y.hash = sponsorship.hash_of(x.words))
        and not exists (select from ml.sponsor_embeddings y where y.organization_id = org and y.model_id = v.id and (y.sponsor_id = x.sponsor_id or y.guest_id = x.guest_id)
          and y.hash = sponsorship.hash_of(x.words)) limit wanted) t));
end $$;

-- Keep vectors: [{packageId | sponsorId | guestId, words, vector []}]. Their pairs are out of date then.
create or replace function sponsorship.keep_vectors(version uuid, p jsonb) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := sponsorship.matcher('sponsorship:write');
  t record;
  done int := 0;
begin
  for t in select (x ->> 'packageId')::uuid as package, (x ->> 'sponsorId')::uuid as sponsor, (x ->> 'guestId')::uuid as guest, sponsorship.hash_of(x ->> 'words') as hash,
      array(select jsonb_array_elements_text(x -> 'vector')::real) as vector from jsonb_array_elements(p) x order by 1, 2, 3 loop
    if t.package is not null then
      insert into ml.package_embeddings (organization_id, model_id, package_id, hash, vector) values (org, version, t.package, t.hash, t.vector)
      on conflict on constraint one_package_vector do update set hash = excluded.hash, vector = excluded.vector;
      perform sponsorship.mark_stale(org, t.package, null, null, 'words');
    elsif exists (select from sponsorship.candidates(org) c where c.sponsor_id = t.sponsor or c.guest_id = t.guest) then
      insert into ml.sponsor_embeddings (organization_id, model_id, sponsor_id, guest_id, hash, vector) values (org, version, t.sponsor, t.guest, t.hash, t.vector)
      on conflict on constraint one_sponsor_vector do update set hash = excluded.hash, vector = excluded.vector;
      perform sponsorship.mark_stale(org, null, t.sponsor, t.guest, 'words');
    end if;
    done := done + 1;
  end loop;
  return done;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['add_model(jsonb)', 'activate_model(uuid)', 'match_texts(uuid)', 'texts_to_fit()', 'texts_to_embed(int)', 'keep_vectors(uuid, jsonb)'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.add_model(jsonb), sponsorship.activate_model(uuid), sponsorship.texts_to_fit(), sponsorship.texts_to_embed(int),
  sponsorship.keep_vectors(uuid, jsonb) to authenticated;
