-- Invoices, bills and credit notes: who may look, and what nobody may do.

do $$
declare
  t text;
begin
  foreach t in array array['invoices', 'invoice_lines', 'invoice_line_taxes', 'invoice_counters', 'card_payments', 'allocations', 'invoice_reminders', 'recurring_invoices'] loop
    execute format('grant select, insert, update on payments.%I to gr_flow', t);
    execute format('grant select on payments.%I to authenticated', t);
  end loop;
  -- A draft's lines are written anew; what was issued stays.
  grant delete on payments.invoice_lines, payments.invoice_line_taxes to gr_flow;
end $$;

create or replace trigger deny before delete or truncate on payments.invoices for each statement execute function payments.deny();
create or replace trigger deny before delete or truncate on payments.card_payments for each statement execute function payments.deny();
create or replace trigger deny before update or delete or truncate on payments.allocations for each statement execute function payments.deny();
