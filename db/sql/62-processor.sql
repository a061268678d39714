-- Processors: whose account is where, what they say happened to its balance, what they paid out, and disputes.
-- Only functions write these tables. Money is posted by the ledger's functions, in the same transaction.

grant usage, create on schema payments to gr_flow;
grant select on payments.processor_payouts, payments.processor_transactions, payments.disputes, payments.stripe_events, payments.stripe_payment_intents,
  payments.stripe_refunds, payments.stripe_disputes, payments.stripe_balance_transactions, payments.stripe_payouts to authenticated, gr_ledger;
-- Neither the sealed keys nor the bytes of a file: those leave through functions.
grant select (organization_id, id, gateway, state, provider_account, key_hint, connected_by, disconnected_at, created_at) on payments.processor_accounts to authenticated;
grant select (organization_id, id, dispute_id, name, content_type, uploaded_by, created_at) on payments.dispute_files to authenticated;
grant select (raw_body, replayed_by, replayed_at, account_id) on gateway.webhook_events to authenticated;
grant select, insert, update on payments.processor_accounts, payments.processor_payouts, payments.processor_transactions, payments.disputes, payments.dispute_files,
  payments.stripe_events, payments.stripe_payment_intents, payments.stripe_refunds, payments.stripe_disputes, payments.stripe_balance_transactions, payments.stripe_payouts,
  gateway.payouts, gateway.disputes, gateway.balance_transactions to gr_flow;
grant delete on payments.dispute_files to gr_flow;
grant select on payments.transactions, payments.entries, payments.accounts, payments.books to gr_flow;

-- The functions of processors read the books that they post to.
do $$
declare
  t text;
begin
  foreach t in array array['transactions', 'entries', 'accounts', 'books'] loop
    execute format('drop policy if exists flow_read on payments.%I', t);
    execute format('create policy flow_read on payments.%I for select to gr_flow using (true)', t);
  end loop;
  if not exists (select from pg_catalog.pg_constraint where conname = 'transactions_dispute' and conrelid = 'payments.transactions'::regclass) then
    -- A transaction in the platform's book names no dispute: that belongs to whoever sold.
    alter table payments.transactions add constraint transactions_dispute foreign key (organization_id, dispute_id) references payments.disputes (organization_id, id);
    alter table payments.transactions add constraint transactions_processor_payout foreign key (organization_id, processor_payout_id)
      references payments.processor_payouts (organization_id, id);
  end if;
end $$;
