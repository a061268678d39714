import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { admin, given, type Organization, platform } from "#db/given";
import { type Actor, asTenant } from "#db/tenant";
import { house, sell, uniqueKey } from "#lib/payments/books.given";
import { fingerprintOf, newCode, proofOf, sealCode, sealDetails } from "#lib/payments/payouts/secrets";

/** What tests of payouts start from: a house with money, the two people it takes, and an account that may be used. */
export type PayingHouse = {
  org: Organization;
  asker: Actor;
  approver: Actor;
  accountId: string;
};

/** A sale of 100.00 leaves 85.80 in the wallet: 8.00 tax, 3.20 processing, 2.5 % of 92.00 and 0.50 for each of two tickets. */
export const soldMinor = 8_550;

export async function payingHouse({ currency = "USD", sales = 1 } = {}): Promise<PayingHouse> {
  const org = await house({ currency });
  const [asker, approver] = await Promise.all([given.person("organizer", org), given.person("finance", org)]);
  for (let i = 0; i < sales; i += 1) await sell(org);
  return { org, asker, approver, accountId: await usableAccount(org, asker) };
}

type AccountFields = Partial<{ state: string; usableAt: string; currency: string; number: string }>;

/** An account in this state, as an administrator of the database would make it; `active` and rested when nothing is said. */
export async function usableAccount(org: { id: string; currency: string }, by: Actor, fields: AccountFields = {}) {
  const row = { organizationId: org.id, id: randomUUID() };
  const details = { number: fields.number ?? `DE${randomUUID().replaceAll("-", "").slice(0, 20).toUpperCase()}` };
  const code = newCode();
  await admin.query(
    `insert into organizations.payout_accounts (organization_id, id, kind, holder, country, currency, last_four, secret, fingerprint, requested_by, code, proof)
     values ($1, $2, 'iban', 'Lantern Nights GmbH', 'DE', $3, '3000', $4, $5, $6, $7, $8)`,
    [
      ...[row.organizationId, row.id, fields.currency ?? org.currency, sealDetails(details, row)],
      ...[fingerprintOf(details, org.id), by.userId, sealCode(code, row), proofOf(code, row)],
    ],
  );
  const state = fields.state ?? "active";
  if (state !== "proposed")
    await admin.query(
      "update organizations.payout_accounts set state = $3::organizations.payout_account_state, usable_at = $4 where organization_id = $1 and id = $2",
      [row.organizationId, row.id, state, fields.usableAt ?? "2026-01-01T00:00:00Z"],
    );
  return row.id;
}

/** The platform's own account in this currency, from which a batch is paid. */
export async function debtorAccount(currency: string): Promise<string> {
  const house = await platform();
  return usableAccount({ id: house.id, currency }, await given.person("super_admin", house), {
    number: "DE89370400440532013000",
  });
}

export type Answer = { id: string; number: number; state: string; amountMinor: string };

export const request = (who: Actor, p: Record<string, unknown>) =>
  asTenant(who, async (tx) => {
    const wanted = JSON.stringify({ currency: "USD", key: uniqueKey(), ...p });
    const { rows } = await tx.execute<{ made: Answer }>(sql`select payments.request_payout(${wanted}::jsonb) as made`);
    return rows[0]?.made as Answer;
  });

export const approve = (who: Actor, id: string) =>
  asTenant(who, async (tx) => {
    const { rows } = await tx.execute<{ made: Answer }>(sql`select payments.approve_payout(${id}::uuid) as made`);
    return rows[0]?.made as Answer;
  });

export const cancel = (who: Actor, id: string, reason = "We asked for too much") =>
  asTenant(who, (tx) => tx.execute(sql`select payments.cancel_payout(${id}::uuid, ${reason})`));

export const today = async (org: Organization) =>
  (await admin.query("select payments.today($1)::text as day", [org.id])).rows[0].day as string;

/** As the desk or reconciliation says it. */
export const settle = async (
  org: Organization,
  id: string,
  becomes: string,
  fields: { on?: string; reason?: string } = {},
) =>
  (
    await admin.query("select payments.settle_payout($1, $2, $3, $4::date, 'BANK-1', $5) as made", [
      org.id,
      id,
      becomes,
      fields.on ?? (await today(org)),
      fields.reason ?? (becomes === "paid" ? null : "Account closed"),
    ])
  ).rows[0].made as { state: string; already: boolean };

/** With the bank, without a file: what `submit_batch` does to one payout. */
export const submit = (org: Organization, id: string) =>
  admin.query("update payments.payouts set state = 'submitted' where organization_id = $1 and id = $2", [org.id, id]);

export const wallet = async (org: Organization) =>
  (
    await admin.query(
      `select posted_minor::int as posted, shortfall_minor::int as shortfall, requested_minor::int as requested, reserve_minor::int as reserve,
         disputed_minor::int as disputed, in_transit_minor::int as transit, available_minor::int as available from payments.wallet_of($1) where currency = $2`,
      [org.id, org.currency],
    )
  ).rows[0] as Record<"posted" | "shortfall" | "requested" | "reserve" | "disputed" | "transit" | "available", number>;

/** A buyer's bank disputes this much of an order, and nobody has decided. Nothing is posted: the wallet does not move. */
export const disputed = async (org: Organization, orderId: string, amountMinor: number): Promise<string> =>
  (
    await admin.query(
      `insert into payments.disputes (organization_id, order_id, gateway, provider_id, amount_minor, currency, reason, opened_at, respond_until)
       values ($1, $2, 'test', $3, $4, $5, 'fraudulent', now(), now() + interval '6 days') returning id`,
      [org.id, orderId, uniqueKey(), amountMinor, org.currency],
    )
  ).rows[0].id;

export const configure = (org: Organization, fields: Record<string, number | string>) => {
  const names = Object.keys(fields);
  return admin.query(
    `insert into organizations.payout_configurations (organization_id, currency, ${names.join(", ")})
     values ($1, $2, ${names.map((_, i) => `$${i + 3}`).join(", ")})`,
    [org.id, org.currency, ...Object.values(fields)],
  );
};

/** For `assert.rejects`: the database refused with this SQLSTATE and these words. */
export const refused = (code: string, words: RegExp) => (error: Error) => {
  const cause = ("code" in error ? error : error.cause) as { code?: string; message: string };
  if (cause?.code !== code || !words.test(cause.message)) throw error;
  return true;
};
