import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { type Composition, composed, type Leg } from "#lib/payments/payouts/composition";
import type { PayoutAccountState, PayoutState } from "#lib/payments/payouts/rules";
import { rowsOf } from "#lib/payments/queries/rows";

/** Amounts are minor units of the payout's currency; moments are instants, days are calendar days of the organization. */
export type Payout = {
  id: string;
  number: number;
  state: PayoutState;
  amountMinor: bigint;
  currency: string;
  account: { id: string; holder: string; lastFour: string; kind: string; country: string };
  requestedBy: string | null;
  requester: string | null;
  approver: string | null;
  approvedAt: Date | null;
  expiresAt: Date;
  settledOn: string | null;
  bankReference: string | null;
  note: string;
  createdAt: Date;
  retryOf: { id: string; number: number } | null;
  retriedBy: { id: string; number: number } | null;
  inBatch: boolean;
};

/** One payout, or nothing when it is not this organization's. */
export async function payoutById(tx: TenantTx, id: string): Promise<Payout | null> {
  const [row] = await rowsOf<Record<string, string | null> & { number: number }>(
    tx,
    sql`select p.id, p.number, p.state, p.amount_minor::text as amount, p.currency, a.id as account_id, a.holder, a.last_four, a.kind, a.country,
          p.requested_by, ru.name as requester, au.name as approver, p.approved_at::text, p.expires_at::text, p.settled_on::text, p.bank_reference,
          p.note, p.created_at::text, f.id as former_id, f.number::text as former_number, n.id as next_id, n.number::text as next_number,
          (p.batch_id is not null)::text as in_batch
        from payments.payouts p
        join organizations.payout_accounts a on a.organization_id = p.organization_id and a.id = p.payout_account_id
        left join users.user_profiles ru on ru.user_id = p.requested_by
        left join users.user_profiles au on au.user_id = p.approved_by
        left join payments.payouts f on f.organization_id = p.organization_id and f.id = p.retry_of
        left join payments.payouts n on n.organization_id = p.organization_id and n.retry_of = p.id and n.state <> 'cancelled'
        where p.id = ${id}::uuid`,
  );
  if (!row) return null;
  const text = (key: string) => String(row[key] ?? "");
  const moment = (key: string) => (row[key] ? new Date(text(key)) : null);
  const other = (prefix: string) =>
    row[`${prefix}_id`] ? { id: text(`${prefix}_id`), number: Number(row[`${prefix}_number`]) } : null;
  return {
    id: text("id"),
    number: row.number,
    state: text("state") as PayoutState,
    amountMinor: BigInt(text("amount")),
    currency: text("currency"),
    account: {
      id: text("account_id"),
      holder: text("holder"),
      lastFour: text("last_four"),
      kind: text("kind"),
      country: text("country"),
    },
    requestedBy: row.requested_by ?? null,
    requester: row.requester ?? null,
    approver: row.approver ?? null,
    approvedAt: moment("approved_at"),
    expiresAt: moment("expires_at") ?? new Date(),
    settledOn: row.settled_on ?? null,
    bankReference: row.bank_reference ?? null,
    note: text("note"),
    createdAt: moment("created_at") ?? new Date(),
    retryOf: other("former"),
    retriedBy: other("next"),
    inBatch: row.in_batch === "true",
  };
}

export type PayoutStep = { id: string; state: PayoutState; by: string; who: string | null; note: string; at: Date };

/** What happened to it, first things first. */
export async function payoutSteps(tx: TenantTx, id: string): Promise<PayoutStep[]> {
  const found = await rowsOf<{
    id: string;
    state: PayoutState;
    by: string;
    who: string | null;
    note: string;
    at: string;
  }>(
    tx,
    sql`select s.id, s.state, s."by", u.name as who, s.note, s.created_at::text as at
        from payments.payout_steps s left join users.user_profiles u on u.user_id = s.done_by
        where s.payout_id = ${id}::uuid order by s.created_at, s.id`,
  );
  return found.map((step) => ({ ...step, at: new Date(step.at) }));
}

/** What the payout is made of, once it is approved: where the money came from and what stayed, adding up to nothing. */
export async function payoutComposition(tx: TenantTx, id: string): Promise<Composition | null> {
  const [sums] = await rowsOf<Record<string, string | null>>(
    tx,
    sql`select amount_minor::text as amount, opening_minor::text as opening, gathered_minor::text as gathered, reserve_minor::text as reserve,
          shortfall_minor::text as shortfall, disputed_minor::text as disputed,
          others_minor::text as others, left_minor::text as rest
        from payments.payouts where id = ${id}::uuid and group_id is not null`,
  );
  if (!sums) return null;
  const legs = await rowsOf<{
    kind: string;
    code: string;
    name: string;
    came_back: boolean;
    count: number;
    amount: string;
  }>(
    tx,
    sql`select t.kind, a.code, a.name, t.payout_id is not null as came_back, count(distinct t.id)::int as count, (-sum(e.amount_minor))::text as amount
        from (select distinct c.organization_id, c.transaction_id from payments.payout_entries c where c.payout_id = ${id}::uuid) c
        join payments.transactions t on t.organization_id = c.organization_id and t.id = c.transaction_id
        join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
        join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
        where a.code <> 'assets:wallet' and e.currency = (select p.currency from payments.payouts p where p.id = ${id}::uuid)
        group by 1, 2, 3, 4`,
  );
  const minor = (key: string) => BigInt(sums[key] ?? 0);
  return composed(
    {
      amount: minor("amount"),
      opening: minor("opening"),
      gathered: minor("gathered"),
      reserve: minor("reserve"),
      shortfall: minor("shortfall"),
      disputed: minor("disputed"),
      others: minor("others"),
      rest: minor("rest"),
    },
    legs.map(({ came_back, amount, ...leg }): Leg => ({ ...leg, cameBack: came_back, amountMinor: BigInt(amount) })),
  );
}

export type PayoutAccount = {
  id: string;
  state: PayoutAccountState;
  kind: "iban" | "us" | "other";
  holder: string;
  country: string;
  currency: string;
  bic: string | null;
  lastFour: string;
  requestedBy: string;
  requester: string | null;
  decider: string | null;
  note: string;
  attemptsLeft: number;
  sent: boolean;
  usableAt: Date | null;
  createdAt: Date;
};

/** Every payout account that is or was, those in use first. Nothing of its number but the last four. */
export async function payoutAccountRows(tx: TenantTx): Promise<PayoutAccount[]> {
  const found = await rowsOf<
    Omit<PayoutAccount, "usableAt" | "createdAt"> & { usableAt: string | null; createdAt: string }
  >(
    tx,
    sql`select a.id, a.state, a.kind, a.holder, a.country, a.currency, a.bic, a.last_four as "lastFour", a.requested_by as "requestedBy",
          ru.name as requester, du.name as decider, a.note, a.attempts_left as "attemptsLeft", a.sent_at is not null as sent,
          a.usable_at::text as "usableAt", a.created_at::text as "createdAt"
        from organizations.payout_accounts a
        left join users.user_profiles ru on ru.user_id = a.requested_by
        left join users.user_profiles du on du.user_id = a.decided_by
        order by a.state in ('rejected', 'removed', 'blocked'), a.currency, a.created_at desc limit 200`,
  );
  return found.map((row) => ({
    ...row,
    usableAt: row.usableAt ? new Date(row.usableAt) : null,
    createdAt: new Date(row.createdAt),
  }));
}

export type PayoutConfiguration = {
  currency: string;
  payoutAccountId: string | null;
  schedule: "manual" | "daily" | "weekly" | "monthly";
  weekday: number;
  monthDay: number;
  minimumMinor: bigint;
  reserveMinor: bigint;
  reservePpm: number;
  reserveDays: number;
  coolingHours: number;
};

/** The settings per currency that somebody made; a currency without has none of it. */
export async function payoutConfigurationRows(tx: TenantTx): Promise<PayoutConfiguration[]> {
  const found = await rowsOf<
    Omit<PayoutConfiguration, "minimumMinor" | "reserveMinor"> & { minimum: string; reserve: string }
  >(
    tx,
    sql`select currency, payout_account_id as "payoutAccountId", schedule, weekday, month_day as "monthDay", minimum_minor::text as minimum,
          reserve_minor::text as reserve, reserve_ppm as "reservePpm", reserve_days as "reserveDays", cooling_hours as "coolingHours"
        from organizations.payout_configurations order by currency`,
  );
  return found.map(({ minimum, reserve, ...row }) => ({
    ...row,
    minimumMinor: BigInt(minimum),
    reserveMinor: BigInt(reserve),
  }));
}

/** The bank accounts of the books that a payout in this currency can arrive at, the usual one first. */
export async function arrivalBanks(tx: TenantTx, currency: string) {
  const { rows } = await tx.execute<{ value: string; label: string }>(sql`
    select b.slug as value, b.name || ' (assets:bank:' || b.slug || ')' as label from payments.bank_accounts b where b.currency = ${currency}
    union select 'main', 'Bank account (assets:bank:main)' where not exists (
      select from payments.bank_accounts b where b.currency = ${currency} and b.slug = 'main')
    order by 1`);
  return [...rows.filter(({ value }) => value === "main"), ...rows.filter(({ value }) => value !== "main")];
}
