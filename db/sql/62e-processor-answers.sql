-- What people answer to disputes, with the files that go along.

-- A person answers: `contest` with what they write, or `accept`. The worker then tells the processor.
create or replace function payments.answer_dispute(dispute_id uuid, answer text, words text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  d payments.disputes;
begin
  if not system.can('payments:dispute') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  select x.* into d from payments.disputes x where x.organization_id = org and x.id = answer_dispute.dispute_id for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That dispute is not here, or not yours.';
  end if;
  if d.state <> 'open' then
    raise exception using errcode = 'P0S01', message = format('This dispute is %s, so it cannot be answered any more.', d.state);
  end if;
  if d.respond_until < now() then
    raise exception using errcode = 'P0G01', message = 'The day by which the processor wanted an answer is over.';
  end if;
  if answer = 'contest' and length(trim(words)) < 10 then
    raise exception using errcode = 'P0G01', column = 'evidence', message = 'Write what speaks for you, in a sentence at least.';
  end if;
  update payments.disputes x set state = case answer when 'contest' then 'contested' when 'accept' then 'accepted' end::payments.dispute_state,
    evidence = words, answered_by = system.uid(), answered_at = now(), failure = null
  where x.organization_id = org and x.id = d.id;
  perform system.enqueue(org, 'gateway.answer_dispute', jsonb_build_object('disputeId', d.id), d.id || ':' || system.uuid7());
end $$;

-- What the worker tells the processor; null when there is nothing to tell.
create or replace function payments.dispute_answer(dispute_id uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  return (select jsonb_build_object('disputeId', d.id, 'state', d.state, 'gateway', d.gateway, 'providerId', d.provider_id, 'evidence', d.evidence, 'orderId', d.order_id,
    'files', (select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'contentType', f.content_type, 'content', encode(f.content, 'base64')) order by f.id), '[]'::jsonb)
      from payments.dispute_files f where f.organization_id = d.organization_id and f.dispute_id = d.id))
  from payments.disputes d where d.organization_id = system.org_id() and d.id = dispute_answer.dispute_id and d.state in ('contested', 'accepted'));
end $$;

-- The processor did not take the answer: the dispute is open again, and says why.
create or replace function payments.refuse_answer(dispute_id uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  update payments.disputes d set state = 'open', failure = reason
  where d.organization_id = system.org_id() and d.id = refuse_answer.dispute_id and d.state in ('contested', 'accepted');
end $$;

-- Files go along while the dispute is open: five at most.
create or replace function payments.add_dispute_file(dispute_id uuid, name text, content_type text, content bytea) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  made uuid;
begin
  if not system.can('payments:dispute') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  perform from payments.disputes d where d.organization_id = org and d.id = add_dispute_file.dispute_id and d.state = 'open' for update;
  if not found then
    raise exception using errcode = 'P0S01', message = 'Files can be added while the dispute is open.';
  end if;
  if (select count(*) from payments.dispute_files f where f.organization_id = org and f.dispute_id = add_dispute_file.dispute_id) >= 5 then
    raise exception using errcode = 'P0G01', column = 'file', message = 'Five files at most. Remove one first.';
  end if;
  insert into payments.dispute_files (organization_id, dispute_id, name, content_type, content, uploaded_by)
  values (org, add_dispute_file.dispute_id, add_dispute_file.name, add_dispute_file.content_type, add_dispute_file.content, system.uid()) returning id into made;
  return made;
end $$;

create or replace function payments.remove_dispute_file(file_id uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.can('payments:dispute') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  delete from payments.dispute_files f using payments.disputes d
  where f.organization_id = system.org_id() and f.id = file_id and (d.organization_id, d.id) = (f.organization_id, f.dispute_id) and d.state = 'open';
  if not found then
    raise exception using errcode = 'P0S01', message = 'Files can be removed while the dispute is open.';
  end if;
end $$;

create or replace function payments.dispute_file(file_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', f.name, 'contentType', f.content_type, 'content', encode(f.content, 'base64'))
  from payments.dispute_files f where f.organization_id = system.org_id() and f.id = file_id and system.can('payments:read')
$$;

do $$
declare
  f text;
begin
  foreach f in array array['answer_dispute(uuid, text, text)', 'dispute_answer(uuid)', 'refuse_answer(uuid, text)', 'add_dispute_file(uuid, text, text, bytea)',
    'remove_dispute_file(uuid)', 'dispute_file(uuid)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
    execute format('grant execute on function payments.%s to authenticated', f);
  end loop;
end $$;
