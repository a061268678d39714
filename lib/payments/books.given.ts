import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { PoolClient } from "pg";
import { admin, given, type Organization, platform } from "#db/given";

/** What the tests of the ledger start from: fresh books, orders to sell, and ways to post and to look. */
type Terms = Partial<{
  settlement: "platform" | "direct";
  bearer: "platform" | "organization";
  feePpm: number;
  feeFixedMinor: number;
  currency: string;
}>;

/** An organization with its book and these terms. */
export async function house(terms: Terms = {}): Promise<Organization> {
  const { settlement = "platform", bearer = "organization", feePpm = 25_000, feeFixedMinor = 50, currency } = terms;
  const organization = await given.organization({ currency });
  await admin.query(
    `update organizations.organizations set settlement = $2, processing_fee_bearer = $3, platform_fee_ppm = $4,
       platform_fee_fixed_minor = $5 where id = $1`,
    [organization.id, settlement, bearer, feePpm, feeFixedMinor],
  );
  return organization;
}

export const uniqueKey = () => `test-${randomBytes(8).toString("hex")}`;

/** An order of the organization, not yet paid. */
export async function order(organization: Organization): Promise<string> {
  const slug = `night-${randomBytes(5).toString("hex")}`;
  const event = await admin.query(
    `insert into events.events (organization_id, slug, name, category, capacity, starts_at, ends_at, zone, currency)
     select $1, $2, 'Night Market', c.key, 100, '2030-05-01T18:00Z', '2030-05-01T22:00Z', $3, $4 from ref.event_categories c limit 1 returning id`,
    [organization.id, slug, organization.zone, organization.currency],
  );
  const made = await admin.query(
    `insert into ticketing.orders (organization_id, number, event_id, buyer_name, buyer_email, quantity, total_minor, currency, token_hash)
     values ($1, $2, $3, 'Ada Buyer', 'ada@example.test', 1, 1000, $4, $5) returning id`,
    [
      organization.id,
      randomBytes(4).toString("hex").toUpperCase(),
      event.rows[0].id,
      organization.currency,
      randomBytes(32).toString("hex"),
    ],
  );
  return made.rows[0].id;
}

export const saleOf = (organization: Organization, fields: Record<string, unknown> = {}) => ({
  organization_id: organization.id,
  gross_minor: 10_000,
  tax_minor: 800,
  tax_code: "test-tax",
  processing_fee_minor: 320,
  tickets: 2,
  currency: organization.currency,
  gateway: "test",
  key: uniqueKey(),
  ...fields,
});

/** Record a paid order as ticketing does; answers with the group. */
export async function sell(organization: Organization, fields: Record<string, unknown> = {}): Promise<string> {
  const sale = saleOf(organization, fields);
  const { rows } = await admin.query("select payments.record_sale($1::jsonb) as id", [JSON.stringify(sale)]);
  return rows[0].id;
}

export async function refund(
  organization: Organization,
  orderId: string,
  amountMinor: number,
  fields: Record<string, unknown> = {},
) {
  const wanted = {
    organization_id: organization.id,
    order_id: orderId,
    amount_minor: amountMinor,
    currency: organization.currency,
    gateway: "test",
    key: uniqueKey(),
    reason: "The buyer cannot come",
    ...fields,
  };
  const { rows } = await admin.query("select payments.record_refund($1::jsonb) as id", [JSON.stringify(wanted)]);
  return rows[0].id as string;
}

export type Line = { account: string; amount_minor: number | string; currency?: string };

/** Post a document for the organization, without a person. */
export async function post(
  organization: Organization,
  lines: Line[],
  fields: Record<string, unknown> = {},
  client: Pick<PoolClient, "query"> = admin,
): Promise<string> {
  const document = { key: uniqueKey(), kind: "manual", currency: organization.currency, lines, ...fields };
  const { rows } = await client.query("select payments.post_for($1, $2::jsonb) as id", [
    organization.id,
    JSON.stringify(document),
  ]);
  return rows[0].id;
}

/** Account code → balance in minor units, debit positive, zeros left out. */
export async function balances(organization: Organization): Promise<Record<string, number>> {
  const { rows } = await admin.query(
    `select a.code, sum(b.debits_minor - b.credits_minor) as balance from payments.accounts a
     join payments.balances b on b.organization_id = a.organization_id and b.account_id = a.id
     where a.organization_id = $1 group by a.code having sum(b.debits_minor - b.credits_minor) <> 0 order by a.code`,
    [organization.id],
  );
  return Object.fromEntries(rows.map(({ code, balance }) => [code, Number(balance)]));
}

/** The lines of a group, per book: `own` and `platform`, account code → amount. */
export async function linesOf(organization: Organization, groupId: string) {
  const { rows } = await admin.query(
    `select t.organization_id = $1 as own, a.code, e.amount_minor from payments.transactions t
     join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
     join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
     where t.group_id = $2 order by e.line`,
    [organization.id, groupId],
  );
  const of = (own: boolean) =>
    Object.fromEntries(
      rows.filter((row) => row.own === own).map(({ code, amount_minor }) => [code, Number(amount_minor)]),
    );
  return { own: of(true), platform: of(false) };
}

/** What `payments.verify` finds wrong with a book: nothing, when all is well. */
export async function faults(organization: { id: string }): Promise<string[]> {
  const { rows } = await admin.query("select * from payments.verify($1)", [organization.id]);
  if (rows.length !== 7) throw new Error(`verify answered with ${rows.length} checks`);
  return rows.filter(({ ok }) => !ok).map(({ check, detail }) => `${check}: ${detail}`);
}

/** What the platform's book says of this organization. */
export async function platformAccount(organization: Organization, code: string): Promise<number> {
  const book = await platform();
  return (await balances(book))[`${code}:${organization.id}`] ?? 0;
}

/** Run `work` on one connection of the administrator, in a transaction that is rolled back. */
export async function rolledBack<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await admin.connect();
  try {
    await client.query("begin");
    return await work(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** For `assert.rejects` of a query through Drizzle: the database refused with this SQLSTATE. */
export const causedBy = (code: string) => (error: Error) => {
  assert.equal((error.cause as { code?: string } | undefined)?.code, code, error.message);
  return true;
};
