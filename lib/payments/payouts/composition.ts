/**
 * What a payout is made of, arranged for people: the balance that was carried forward, what came and went since the last
 * payout, this payout, and each remainder by name. It always reaches zero. Pure; amounts are minor units of one currency.
 */
export type Leg = { kind: string; code: string; name: string; cameBack: boolean; count: number; amountMinor: bigint };
export type Sums = Record<
  "amount" | "opening" | "gathered" | "reserve" | "shortfall" | "disputed" | "others" | "rest",
  bigint
>;
export type Part = { label: string; amountMinor: bigint };
export type Group = { key: string; label: string; count: number; totalMinor: bigint; parts: Part[] };
export type Composition = {
  openingMinor: bigint;
  groups: Group[];
  amountMinor: bigint;
  remainders: Part[];
  restMinor: bigint;
};

/** The transaction kinds that a wallet knows best, in the order in which they are told. */
const groups: Record<string, string> = {
  sale: "Sales",
  refund: "Refunds",
  dispute: "Disputes",
  payout: "Payouts that came back",
  reversal: "Reversed",
  manual: "Entered by hand",
};

export function composed(sums: Sums, legs: readonly Leg[]): Composition {
  const order = Object.keys(groups);
  const rank = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  const byKind = [...Map.groupBy(legs, ({ kind }) => kind)].sort(([a], [b]) => rank(a) - rank(b));
  const remainders = [
    { label: "Kept back as reserve", amountMinor: -sums.reserve },
    { label: "Owed to the platform", amountMinor: -sums.shortfall },
    { label: "Held back for disputes", amountMinor: -sums.disputed },
    { label: "Waiting in other payouts", amountMinor: -sums.others },
    { label: "Left in the wallet, carried forward", amountMinor: -sums.rest },
  ].filter(({ amountMinor }) => amountMinor !== 0n);
  return {
    openingMinor: sums.opening,
    groups: byKind.map(([kind, own]) => ({
      key: kind,
      label: own.every(({ cameBack }) => cameBack) ? "Payouts that came back" : (groups[kind] ?? own[0]?.name ?? kind),
      count: Math.max(...own.map(({ count }) => count)),
      totalMinor: own.reduce((total, { amountMinor }) => total + amountMinor, 0n),
      parts: partsOf(own),
    })),
    amountMinor: -sums.amount,
    remainders,
    restMinor:
      sums.opening +
      sums.gathered -
      sums.amount -
      sums.reserve -
      sums.shortfall -
      sums.disputed -
      sums.others -
      sums.rest,
  };
}

function partsOf(legs: readonly Leg[]): Part[] {
  const byLabel = Map.groupBy(legs, (leg) => labelOf(leg));
  const parts = [...byLabel].map(([label, own]) => ({
    label,
    amountMinor: own.reduce((total, { amountMinor }) => total + amountMinor, 0n),
  }));
  return parts.sort((a, b) => (a.amountMinor < b.amountMinor ? 1 : -1));
}

function labelOf({ kind, code, name, cameBack }: Leg): string {
  if (cameBack) return "Back from the bank or never sent";
  if (code.startsWith("income:") && kind === "sale") return `${name} before fees`;
  if (code.startsWith("income:") && kind === "refund") return "Given back to buyers";
  if (code === "expenses:platform-fees") return kind === "refund" ? "Platform fees given back" : "Platform fees";
  if (code === "expenses:processing-fees") return "Card processing fees";
  if (code === "liabilities:payable:platform")
    return kind === "refund" ? "Paid by the platform for you" : "Taken back for earlier refunds";
  return name;
}
