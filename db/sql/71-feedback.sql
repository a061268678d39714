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

-- Whoever may ask for reviews may not write them: the digest of a link stays here.
revoke select on feedback.review_requests from authenticated;
grant select (organization_id, id, customer_id, lead_id, booking_id, station_id, occasion, state, skipped_reason, sent_at, expires_at, review_id, created_at)
  on feedback.review_requests to authenticated;
