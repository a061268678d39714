import { randomBytes } from "node:crypto";
import pg from "pg";
import { admin, given, type Organization } from "#db/given";
import { type Actor, signContext } from "#db/tenant";
import { createEvent, createVenue, publishEvent } from "#lib/events/commands";
import { newCheckoutToken, newOrderId, orderToken } from "#lib/ticketing/tokens";

/** What tests of sales start from: real logins of the web and the worker, and events made by the product's own commands. */
const pools = {
  visitor: new pg.Pool({ connectionString: loginOf("gr_app", "APP_PASSWORD"), max: 40 }),
  worker: new pg.Pool({ connectionString: loginOf("gr_worker", "WORKER_PASSWORD"), max: 20 }),
};
export const closeSales = () => Promise.all([pools.visitor.end(), pools.worker.end()]);

function loginOf(role: string, password: string): string {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.username = role;
  url.password = process.env[password] ?? "";
  return url.href;
}

async function within<T>(
  pool: pg.Pool,
  begin: (client: pg.PoolClient) => Promise<unknown>,
  text: string,
  values: unknown[],
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await begin(client);
    const { rows } = await client.query(text, values);
    await client.query("commit");
    return rows[0]?.answer as T;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/** One statement as a visitor; the answer is its column `answer`. */
export const asVisitor = <T>(text: string, values: unknown[] = []) =>
  within<T>(pools.visitor, (client) => client.query("select set_config('role', 'anon', true)"), text, values);

/** One statement as the worker acting for an organization. */
export const asTheWorker = <T>(organizationId: string, text: string, values: unknown[] = []) => {
  const { ctx, sig } = signContext({ org: organizationId, svc: "worker", rid: "test" });
  const begin = (client: pg.PoolClient) =>
    client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
      [ctx, sig],
    );
  return within<T>(pools.worker, begin, text, values);
};

/** A moment so many days from now, as a wall clock in UTC. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

type Tier = {
  name?: string;
  price?: string;
  quota?: number;
  minPerOrder?: number;
  maxPerOrder?: number;
  saleStartsAt?: string;
  saleEndsAt?: string;
};
export type Shop = {
  org: Organization;
  organizer: Actor;
  eventId: string;
  slug: string;
  tiers: { id: string; name: string }[];
};

export const eventForm = (tiers: Tier[] = [{}], fields: Record<string, unknown> = {}) => ({
  name: `Summer Night ${randomBytes(4).toString("hex")}`,
  category: "concert",
  format: "online",
  capacity: 1000,
  startsAt: inDays(30),
  endsAt: inDays(31),
  zone: "UTC",
  currency: "USD",
  tiers: tiers.map((tier, index) => ({ name: `Tier ${index}`, price: "20.00", quota: 100, ...tier })),
  ...fields,
});

/** A published event with tickets on sale. */
export async function shop(
  tiers: Tier[] = [{}],
  { org, organizer, ...fields }: Partial<{ org: Organization; organizer: Actor }> & Record<string, unknown> = {},
): Promise<Shop> {
  const house = org ?? (await given.organization());
  const by = organizer ?? (await given.person("organizer", house));
  const made = await createEvent(by, eventForm(tiers, fields));
  await publishEvent(by, { id: made.id });
  const rows = await admin.query("select id, name from ticketing.ticket_tiers where event_id = $1 order by position", [
    made.id,
  ]);
  return { org: house, organizer: by, eventId: made.id, slug: made.slug, tiers: rows.rows };
}

export const venueIn = async (by: Actor, zone: string, country = "DE") =>
  (await createVenue(by, { name: `Hall ${randomBytes(4).toString("hex")}`, city: "Somewhere", country, zone })).id;

/** Hold tickets of the first tier, or of several; answers the token. */
export async function hold({ org, slug, tiers }: Shop, quantity: number | number[] = 1): Promise<string> {
  const token = newCheckoutToken();
  const wanted = (typeof quantity === "number" ? [quantity] : quantity).flatMap((count, index) =>
    count > 0 ? [{ tierId: tiers[index]?.id, quantity: count }] : [],
  );
  await asVisitor("select ticketing.hold_tickets($1, $2, $3::jsonb, $4) as answer", [
    org.slug,
    slug,
    JSON.stringify(wanted),
    token,
  ]);
  return token;
}

export type Started = {
  orderId: string;
  organizationId: string;
  number: string;
  state: string;
  totalMinor: string;
  currency: string;
  ref: string;
};
const buyer = { name: "Ana Ruiz", email: "ana@example.test" };

/** Begin to pay a checkout, as the app does it; answers the order and the reference that its payment would have. */
export async function begin(token: string, orderId = newOrderId()): Promise<Started> {
  const order = await asVisitor<Started>("select ticketing.start_payment($1, $2::jsonb, $3, $4) as answer", [
    token,
    JSON.stringify(buyer),
    orderId,
    orderToken(orderId),
  ]);
  const ref = `pay-${orderId}`;
  await asVisitor("select ticketing.attach_payment($1, 'test', $2) as answer", [orderToken(orderId), ref]);
  return { ...order, ref };
}

type Settled = { state: string; already: boolean; groupId: string | null };
/** Say what the gateway would say when the order is paid. */
export const settle = (order: Started, changes: Record<string, unknown> = {}) =>
  asTheWorker<Settled>(order.organizationId, "select ticketing.settle_payment($1::jsonb) as answer", [
    JSON.stringify({
      organization_id: order.organizationId,
      order_id: order.orderId,
      gateway: "test",
      payment_ref: order.ref,
      amount_minor: order.totalMinor,
      currency: order.currency,
      processing_fee_minor: "53",
      link: `/orders/${orderToken(order.orderId)}`,
      ...changes,
    }),
  ]);

/** Hold, begin and settle. */
export async function sell(at: Shop, quantity: number | number[] = 1): Promise<Started> {
  const order = await begin(await hold(at, quantity));
  await settle(order);
  return order;
}

/** Say what the gateway would say when a refund was sent. */
export const settleRefund = (
  organizationId: string,
  refundId: string,
  amountMinor: bigint | string,
  changes: Record<string, unknown> = {},
) =>
  asTheWorker<{ state: string; already: boolean }>(
    organizationId,
    "select ticketing.settle_refund($1::jsonb) as answer",
    [
      JSON.stringify({
        organization_id: organizationId,
        refund_id: refundId,
        gateway_ref: "re-test",
        amount_minor: String(amountMinor),
        ...changes,
      }),
    ],
  );

/** Let a checkout's time be over, as the clock would. */
export const expire = (token: string) =>
  admin.query(
    "update ticketing.checkout_sessions set expires_at = now() - interval '1 second' where token_hash = ticketing.digest($1)",
    [token],
  );

/** One row of anything, read as an administrator. */
export async function row<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T> {
  const found = await admin.query(text, values);
  return found.rows[0] as T;
}

/** Balance of an account in an organization's book, debit positive; "0" when it was never used. */
export async function balance(organizationId: string, code: string): Promise<bigint> {
  const found = await row<{ balance: string }>(
    `select coalesce(sum(b.debits_minor - b.credits_minor), 0)::text as balance from payments.accounts a
     join payments.balances b on b.organization_id = a.organization_id and b.account_id = a.id where a.organization_id = $1 and a.code = $2`,
    [organizationId, code],
  );
  return BigInt(found.balance);
}

/** What the database said, with its SQLSTATE. */
export async function refused(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work;
  } catch (error) {
    for (let at = error; at instanceof Error; at = at.cause) {
      if ("code" in at) return { code: String(at.code), message: at.message };
    }
    throw error;
  }
  throw new Error("It was allowed.");
}

/** What a tier says of its stock. */
export const tierOf = (at: Shop, index = 0) =>
  row<{ held: number; sold: number; quota: number }>(
    "select held, sold, quota from ticketing.ticket_tiers where id = $1",
    [at.tiers[index]?.id],
  );

/** What the append-only log of stock says, which the tier's own figures only repeat. */
export const logOf = (at: Shop, index = 0) =>
  row<{ held: number; sold: number }>(
    `select coalesce(sum(case kind when 'hold' then quantity when 'release' then -quantity when 'sell' then -quantity else 0 end), 0)::int as held,
       coalesce(sum(case kind when 'sell' then quantity when 'return' then -quantity else 0 end), 0)::int as sold
     from ticketing.inventory_operations where tier_id = $1`,
    [at.tiers[index]?.id],
  );
