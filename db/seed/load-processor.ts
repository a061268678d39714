import type { ClientBase } from "pg";

/**
 * Disputes in each state, posted by the functions that news of them calls, and what the processor's account says: a
 * balance transaction for each posting on its clearing account, so that both agree to the last unit.
 */
export async function loadProcessor(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ id: string; state: string }>(`
    with chosen as (
      select o.*, row_number() over (partition by o.organization_id order by o.paid_at desc, o.id) as place
      from ticketing.orders o join gateway.payments g on g.id::text = o.payment_ref
      where o.state = 'paid' and o.gateway = 'test' and o.paid_at < now() - interval '3 days'
    ), taken as (
      select c.*, gen_random_uuid() as told from chosen c where c.place in (1, 4, 9, 16)
    ), at_gateway as (
      insert into gateway.disputes (id, payment_id, amount_minor, fee_minor, reason, state, opens_at, respond_until)
      select t.told, t.payment_ref::uuid, t.total_minor, 1500, case t.place when 4 then 'product_not_received' else 'fraudulent' end,
        (array['needs_response', 'under_review', 'won', 'lost'])[sqrt(t.place)::int], t.paid_at + interval '2 days', now() + interval '6 days'
      from taken t returning id
    )
    insert into payments.disputes (organization_id, order_id, gateway, provider_id, amount_minor, fee_minor, currency, reason, respond_until, opened_at)
    select t.organization_id, t.id, 'test', t.told::text, t.total_minor, 1500, t.currency, case t.place when 4 then 'product_not_received' else 'fraudulent' end,
      now() + interval '6 days', t.paid_at + interval '2 days'
    from taken t order by t.organization_id, t.place
    returning id, (select g.state from at_gateway a join gateway.disputes g on g.id = a.id where a.id::text = provider_id) as state`);
  await client.query(
    "select payments.post_dispute(d, 'opened', d.amount_minor, d.fee_minor) from payments.disputes d order by d.id",
  );
  await client.query(`update payments.disputes d set state = 'contested', answered_at = now(),
      evidence = 'The tickets were scanned at the door, and the buyer wrote to us afterwards to say thank you.'
    from gateway.disputes g where g.id::text = d.provider_id and g.state = 'under_review'`);
  await client.query(`with won as (update payments.disputes d set state = 'won', closed_at = now()
      from gateway.disputes g where g.id::text = d.provider_id and g.state = 'won' returning d.id)
    select payments.post_dispute(d, 'won', -d.amount_minor, -d.fee_minor) from payments.disputes d join won using (id)`);
  await client.query(`with lost as (update payments.disputes d set state = 'lost', closed_at = now()
      from gateway.disputes g where g.id::text = d.provider_id and g.state = 'lost' returning d.organization_id, d.id, d.order_id)
    select payments.lose_dispute(d, o) from payments.disputes d join lost l on (l.organization_id, l.id) = (d.organization_id, d.id)
    join ticketing.orders o on (o.organization_id, o.id) = (l.organization_id, l.order_id)`);
  if (rows.length === 0) throw new Error("The demo has no orders to dispute.");
  // One payout a month: what was taken since the one before, and through the day that its memo names.
  await client.query(`
    with told as (
      select t.id, t.organization_id, t.kind, t.effective_on, t.memo, t.processor_payout_id, e.amount_minor, e.currency, split_part(a.code, ':', 3) as gateway
      from payments.entries e
      join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and a.code like 'assets:processor:%'
      join payments.transactions t on (t.organization_id, t.id) = (e.organization_id, e.transaction_id)
    )
    insert into payments.processor_transactions (organization_id, gateway, provider_id, kind, gross_minor, fee_minor, net_minor, currency, occurred_at, available_on,
      transaction_id, processor_payout_id)
    select t.organization_id, t.gateway, 'txn_' || replace(t.id::text, '-', ''),
      (case t.kind when 'sale' then 'payment' when 'refund' then 'refund' when 'sweep' then 'payout'
        when 'dispute' then case when t.amount_minor < 0 then 'dispute' else 'dispute_reversal' end else 'adjustment' end)::payments.processor_transaction_kind,
      t.amount_minor, 0, t.amount_minor, t.currency, t.effective_on + time '12:00', t.effective_on + 2, t.id, coalesce(t.processor_payout_id, p.id)
    from told t
    left join lateral (
      select p.id from payments.processor_payouts p
      where p.organization_id = t.organization_id and p.gateway = t.gateway and p.currency = t.currency and right(p.statement_reference, 10)::date >= t.effective_on
      order by right(p.statement_reference, 10) limit 1
    ) p on t.processor_payout_id is null`);
  await client.query(`
    update payments.processor_payouts p set state = 'paid', paid_at = p.arrival_on + time '09:00', transaction_count = (
      select count(*) from payments.processor_transactions x
      where x.organization_id = p.organization_id and x.processor_payout_id = p.id and x.kind <> 'payout')`);
}
