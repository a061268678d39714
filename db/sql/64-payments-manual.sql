-- Manual money: who may look, and what nobody may do. Its functions follow in this file.

do $$
declare
  t text;
begin
  foreach t in array array['parties', 'manual_payments'] loop
    execute format('grant select, insert, update on payments.%I to gr_flow', t);
    execute format('grant select on payments.%I to authenticated', t);
    execute format('create or replace trigger deny before delete or truncate on payments.%I for each statement execute function payments.deny()', t);
  end loop;
end $$;
