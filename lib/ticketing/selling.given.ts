import type { Organization } from "#db/given";
import { asVisitor, begin, row, type Shop, settle } from "#lib/ticketing/ticketing.given";
import { newCheckoutToken } from "#lib/ticketing/tokens";

export type Wanted = { tier: number; quantity: number; priceMinor?: string; seats?: string[] };

/** Hold with a code, prices and seats, as the app does it; answers the token and what the checkout says. */
export async function choose(at: Shop, wanted: Wanted[], code: string | null = null) {
  const token = newCheckoutToken();
  const items = wanted.map(({ tier, ...rest }) => ({ tierId: at.tiers[tier]?.id, ...rest }));
  const view = await asVisitor<CheckoutJson>("select ticketing.hold_tickets($1, $2, $3::jsonb, $4, $5) as answer", [
    at.org.slug,
    at.slug,
    JSON.stringify(items),
    token,
    code,
  ]);
  return { token, view };
}
export type CheckoutJson = {
  state: string;
  totalMinor: string;
  taxMinor: string;
  discountMinor: string;
  quantity: number;
  items: { name: string; totalMinor: string; discountMinor: string; seats: string[] }[];
  taxes: { name: string; taxMinor: string }[];
};

/** Choose, begin and settle. */
export async function buy(at: Shop, wanted: Wanted[], code: string | null = null) {
  const order = await begin((await choose(at, wanted, code)).token);
  if (order.state === "pending") await settle(order);
  return order;
}

/** The books of an organization prove true. */
export async function unsound(org: Organization): Promise<unknown[]> {
  const found = await row<{ wrong: unknown[] }>(
    "select coalesce(jsonb_agg(v), '[]'::jsonb) as wrong from payments.verify($1) v where not v.ok",
    [org.id],
  );
  return found.wrong;
}

/** Many at once: how many were let, and in which words the others were not. */
export async function race(count: number, work: (n: number) => Promise<unknown>) {
  const all = await Promise.allSettled(Array.from({ length: count }, (_, n) => work(n)));
  const words = all.flatMap((one) => (one.status === "rejected" ? [String(one.reason.message ?? one.reason)] : []));
  return { won: all.filter((one) => one.status === "fulfilled").length, words: [...new Set(words)].sort() };
}
