-- An organization's own roles. They hold nothing that their maker does not hold everywhere, and cannot be called like a built-in one.

-- p: id?, name, permissions []. Answers { id } or, where more is given and a second person is wanted, { requestId }.
create or replace function identity.save_role(p jsonb, maker uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  target uuid := (p ->> 'id')::uuid;
  wanted text[] := array(select distinct jsonb_array_elements_text(p -> 'permissions'));
  added text[];
  taken text[];
  request uuid;
begin
  perform identity.lock(org);
  if maker is null then
    perform identity.check_may(org, 'identity:roles');
  end if;
  if lower(btrim(p ->> 'name')) = any (select b.role from identity.builtin_role_permissions b) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'A role of every organization is called so. Choose another name.';
  end if;
  if cardinality(wanted) = 0 then
    raise exception using errcode = 'P0G01', column = 'permissions', message = 'Choose at least one permission.';
  end if;
  if exists (select from unnest(wanted) w where not exists (select from identity.permissions k where k.permission = w)) then
    raise exception using errcode = 'P0G01', column = 'permissions', message = 'One of these permissions does not exist. Load the page again.';
  end if;
  if target is not null and not exists (select from identity.roles r where r.organization_id = org and r.id = target and r.archived_at is null for update) then
    raise exception using errcode = 'P0002', message = 'That role is not here, or not yours.';
  end if;
  added := array(select w from unnest(wanted) w except select c.permission from identity.role_permissions c where c.organization_id = org and c.role_id = target);
  taken := array(select c.permission from identity.role_permissions c where c.organization_id = org and c.role_id = target except select w from unnest(wanted) w);
  perform identity.check_within(org, coalesce(maker, system.uid()), to_jsonb(added), null, null);
  perform identity.check_within(org, coalesce(maker, system.uid()), to_jsonb(taken), null, null, 'take away');
  if maker is null and cardinality(added) > 0 and exists (select from identity.user_roles r where r.organization_id = org and r.role_id = target
      and (r.ends_at is null or r.ends_at > clock_timestamp())) then
    if exists (select from identity.user_roles r where r.organization_id = org and r.role_id = target and r.user_id = system.uid()
        and (r.ends_at is null or r.ends_at > clock_timestamp())) then
      raise exception using errcode = 'P0G01', column = 'permissions', message = 'You have this role yourself, so somebody else must add to it.';
    end if;
    request := organizations.ask_second(org, 'role_grant', system.uid(), p || jsonb_build_object('kind', 'role'), 'identity.roles', target, '');
    if request is not null then
      return jsonb_build_object('requestId', request);
    end if;
  end if;
  if target is null then
    insert into identity.roles (organization_id, name) values (org, btrim(p ->> 'name')) returning id into target;
  else
    update identity.roles r set name = btrim(p ->> 'name') where r.organization_id = org and r.id = target;
    delete from identity.role_permissions c where c.organization_id = org and c.role_id = target and c.permission = any (taken);
  end if;
  insert into identity.role_permissions (organization_id, role_id, permission) select org, target, a from unnest(added) a;
  return jsonb_build_object('id', target);
end $$;

-- Nobody has it any more, and nobody is invited with it; then it can no longer be given.
create or replace function identity.delete_role(role_id uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  perform identity.lock(org);
  perform identity.check_may(org, 'identity:roles');
  if exists (select from identity.user_roles r where r.organization_id = org and r.role_id = delete_role.role_id
      and (r.ends_at is null or r.ends_at > clock_timestamp())) then
    raise exception using errcode = 'P0G01', message = 'Somebody has this role. Take it from them first.';
  end if;
  if exists (select from organizations.org_invitations i where i.organization_id = org and i.role_id = delete_role.role_id
      and i.state = 'invited' and i.expires_at > clock_timestamp()) then
    raise exception using errcode = 'P0G01', message = 'Somebody is invited with this role. Revoke the invitation first.';
  end if;
  update identity.roles r set archived_at = clock_timestamp() where r.organization_id = org and r.id = delete_role.role_id and r.archived_at is null;
  if not found then
    raise exception using errcode = 'P0002', message = 'That role is not here, or not yours.';
  end if;
end $$;

alter function identity.save_role(jsonb, uuid) owner to gr_flow;
alter function identity.delete_role(uuid) owner to gr_flow;
revoke execute on function identity.save_role(jsonb, uuid), identity.delete_role(uuid) from public;
grant execute on function identity.delete_role(uuid) to authenticated;

-- Whoever asks for themselves; the other form is for what a second person approved.
create or replace function identity.save_role(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  return identity.save_role(p, null);
end $$;
alter function identity.save_role(jsonb) owner to gr_flow;
revoke execute on function identity.save_role(jsonb) from public;
grant execute on function identity.save_role(jsonb) to authenticated;
