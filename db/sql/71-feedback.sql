-- Reviews: requests read them, functions write them. Safe to apply again.

grant usage on schema feedback to authenticated, anon, gr_flow, gr_ledger, gr_worker, gr_definer;
grant create on schema feedback to gr_flow;

do $$
declare
  t record;
begin
  for t in select c.relname as name from pg_catalog.pg_class c where c.relnamespace = 'feedback'::regnamespace and c.relkind = 'r' loop
    execute format('grant select on feedback.%I to authenticated', t.name);
    execute format('grant select, insert, update, delete on feedback.%I to gr_flow', t.name);
  end loop;
end $$;
revoke update, delete on feedback.review_post_approvals from gr_flow;
