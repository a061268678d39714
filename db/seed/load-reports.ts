import type { Client } from "pg";
import { type Member, memberOf, type Place } from "#db/seed/load-houses";
import { signContext } from "#db/tenant";
import { dayIn } from "#lib/time";

/** How long ago, given away, received, the rate and for what; in the house's own currency and another. */
type Deal = { daysAgo: number; give: string; get: string; rate: string; memo: string };
const deals: Record<string, { other: string; list: readonly Deal[] }> = {
  EUR: {
    other: "GBP",
    list: [
      { daysAgo: 55, give: "1500000", get: "1266150", rate: "0.8452", memo: "Pounds for the British headliners" },
      { daysAgo: 21, give: "400000", get: "338200", rate: "0.8447", memo: "Pounds for the stage hire in Leeds" },
    ],
  },
};
const usual = {
  other: "EUR",
  list: [{ daysAgo: 34, give: "250000", get: "228900", rate: "0.9185", memo: "Euros for suppliers" }],
};

/** What finance exchanged, and what guests left as deposits: so that the reports have something to show. */
export async function loadReports(client: Client, places: readonly Place[], now: Date) {
  for (const { id, house, members } of places) {
    await actAs(client, memberOf(members, "finance"), id);
    const day = (ago: number) => dayIn(new Date(now.getTime() - ago * 86_400_000), house.zone);
    const { other, list } = deals[house.currency] ?? usual;
    for (const { daysAgo, give, get, rate, memo } of list) {
      const deal = {
        ...{ key: `demo-exchange-${daysAgo}`, effectiveOn: day(daysAgo), rateOn: day(daysAgo), memo, rate },
        ...{ soldAccount: "assets:bank:main", soldCurrency: house.currency, soldMinor: give },
        ...{ boughtAccount: `assets:bank:${other.toLowerCase()}`, boughtCurrency: other, boughtMinor: get },
        rateSource: "European Central Bank",
      };
      await client.query("select payments.exchange($1::jsonb)", [JSON.stringify(deal)]);
    }
    for (const [ago, amount] of [
      [110, 90_000],
      [75, 60_000],
      [48, 45_000],
      [20, 120_000],
      [6, 30_000],
    ] as const)
      await deposit(client, id, house.currency, day(ago), amount);
  }
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

/** A deposit for a private evening; some of the first were given back since. */
async function deposit(client: Client, organization: string, currency: string, on: string, amount: number) {
  const document = {
    ...{ kind: "manual", key: `demo-deposit-${on}`, currency, effective_on: on, memo: "Deposit for a private evening" },
    lines: [
      { account: "assets:bank:main", amount_minor: amount },
      { account: "liabilities:deposits", amount_minor: -amount },
    ],
  };
  await client.query("select payments.post_for($1, $2::jsonb)", [organization, JSON.stringify(document)]);
}

async function actAs(client: Client, { userId }: Member, organization: string) {
  const { ctx, sig } = signContext({ sub: userId, org: organization, rid: "demo" });
  await client.query("select set_config('app.ctx', $1, true), set_config('app.sig', $2, true)", [ctx, sig]);
}
