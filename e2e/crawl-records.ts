import { platform } from "#db/given";
import { makeBatch } from "#lib/payments/payouts/commands";
import { approve, debtorAccount, payingHouse, request, today } from "#lib/payments/payouts/payouts.given";
import { admin, given, type Organization } from "./house.ts";

/** A batch of the platform with a payout in it, in a currency that no other spec pays in. */
export async function batchOf(): Promise<string> {
  const currency = "SEK";
  await debtorAccount(currency);
  const { asker, approver, accountId } = await payingHouse({ currency });
  await approve(approver, (await request(asker, { accountId, currency })).id);
  const house = await platform();
  const { id } = await makeBatch(await given.person("super_admin", house), { currency, executeOn: await today(house) });
  return id;
}

/** A payout that waits for a second person, to an account that is in use. */
export async function payoutOf(org: Organization): Promise<string> {
  const { userId } = await given.person("organizer", org);
  const { rows } = await admin.query(
    `with a as (insert into organizations.payout_accounts (organization_id, kind, holder, country, currency, last_four, secret, fingerprint, requested_by)
         values ($1, 'iban', 'Lantern Nights', 'DE', $2, '3000', '', 'crawl', $3) returning id)
     insert into payments.payouts (organization_id, number, amount_minor, currency, payout_account_id, key, requested_by)
     select $1, 1, 100, $2, a.id, 'crawl', $3 from a returning id`,
    [org.id, org.currency, userId],
  );
  return rows[0].id;
}

/** A goal, a split, a lot of credits and an alert. */
export async function plansOf(org: Organization): Promise<Record<string, string>> {
  const { rows } = await admin.query(
    `with g as (insert into payments.financial_goals (organization_id, name, measure, every, starts_on, target_minor, currency)
         values ($1, 'A good month', 'income', 'month', '2020-01-01', 100000, 'USD') returning id),
       s as (insert into payments.auto_splits (organization_id, name, currency) values ($1, 'Rainy days', 'USD') returning id),
       i as (insert into payments.auto_split_lines (organization_id, split_id, position, kind, basis_points, reserve) select $1, s.id, 1, 'share', 1000, 'rainy-days' from s),
       p as (insert into payments.credit_packages (organization_id, name, credits, price_minor, currency) values ($1, 'Ten', 10, 0, 'USD') returning id),
       l as (insert into payments.credit_lots (organization_id, package_id, holder, key, granted, remaining, price_minor, currency)
         select $1, p.id, 'Harbour Café', 'crawl', 10, 10, 0, 'USD' from p returning id),
       a as (insert into payments.alerts (organization_id, kind, subject, subject_id, message) values ($1, 'books', 'payments.books', $1, 'Look at the books.') returning id)
     select g.id as goal, s.id as split, l.id as lot, a.id as alert from g, s, l, a`,
    [org.id],
  );
  return rows[0];
}

/** A party, a draft to it, and a payment by hand. */
export async function documentsOf(org: Organization): Promise<Record<string, string>> {
  const { rows } = await admin.query(
    `with p as (insert into payments.parties (organization_id, kind, name, country) values ($1, 'customer', 'Harbour Café', 'DE') returning id),
       i as (insert into payments.invoices (organization_id, kind, party_id, country, currency, key) select $1, 'invoice', p.id, 'DE', 'USD', 'crawl' from p returning id),
       m as (insert into payments.manual_payments (organization_id, method, amount_minor, currency, payer, received_on, clearing_account, key)
         values ($1, 'zelle', 100, 'USD', 'Ada', '2030-01-01', 'assets:clearing:zelle', 'crawl') returning id)
     select p.id as party, i.id as invoice, m.id as payment from p, i, m`,
    [org.id],
  );
  return rows[0];
}

/** An import that waits for its mapping. */
export async function importOf(org: Organization): Promise<string> {
  const { rows } = await admin.query(
    "insert into system.imports (organization_id, kind, name, byte_size) values ($1, 'events', 'nights.csv', 10) returning id",
    [org.id],
  );
  return rows[0].id;
}
