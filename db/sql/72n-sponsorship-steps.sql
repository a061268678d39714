-- Whatever moves a proposal, the moment is kept: the pipeline's win rate and times in stage are counted from these rows.

create or replace function sponsorship.keep_step() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.state is distinct from old.state then
    insert into sponsorship.proposal_steps (organization_id, thread_id, from_state, to_state)
    values (new.organization_id, new.id, case when tg_op = 'INSERT' then '' else old.state::text end, new.state);
  end if;
  return null;
end $$;
alter function sponsorship.keep_step() owner to gr_flow;
revoke execute on function sponsorship.keep_step() from public;
create or replace trigger keep_step after insert or update of state on sponsorship.proposal_threads for each row execute function sponsorship.keep_step();
create or replace trigger append_only before update or delete or truncate on sponsorship.proposal_steps for each statement execute function system.refuse_change();
