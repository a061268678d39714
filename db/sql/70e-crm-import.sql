-- A customer out of a file. Who is there already is not written over: such rows are told as known before anything is written.

-- v: name, email?, phone, address, notes, tags, stationId?, choice?
create or replace function crm.import_customer(i system.imports, v jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
begin
  insert into crm.customers (organization_id, name, email, phone, address, notes, tags)
  values (i.organization_id, v ->> 'name', v ->> 'email', coalesce(v ->> 'phone', ''), coalesce(v ->> 'address', ''), coalesce(v ->> 'notes', ''),
    array(select jsonb_array_elements_text(coalesce(v -> 'tags', '[]'))))
  returning id into made;
  perform crm.at_station(i.organization_id, made, (v ->> 'stationId')::uuid);
  if v ? 'choice' then
    perform crm.say_consent(i.organization_id, made, v ->> 'choice', left('file ' || i.name, 80), '', null, null);
  end if;
  return made;
end $$;
alter function crm.import_customer(system.imports, jsonb) owner to gr_flow;
revoke execute on function crm.import_customer(system.imports, jsonb) from public;
