/** The platform's own book, arranged as its wallet shows it. Pure. Amounts are minor units on the account's normal side. */
export type HouseAccount = {
  accountId: string;
  code: string;
  name: string;
  currency: string;
  balanceMinor: bigint;
};
export type HousePurse = ReturnType<typeof housePurses>[number];

const figures = [
  { label: "Owed to organizations", words: "Their balances, added up", prefix: "liabilities:owed:" },
  {
    label: "On its way to organizations",
    words: "Payouts approved and not yet paid by the bank",
    prefix: "liabilities:payouts-in-transit:",
  },
  { label: "At card processors", words: "Paid by buyers, not yet in the bank", prefix: "assets:processor:" },
  { label: "Fees earned", words: "Platform fees, refunds taken off", prefix: "income:platform-fees" },
  { label: "Tax to remit", words: "Collected with sales, for the tax offices", prefix: "liabilities:tax:" },
  { label: "Owed by organizations", words: "Comes back from their next sales", prefix: "assets:receivable:" },
] as const;

/** Not told when there is none of it. */
const unlessNone: readonly string[] = ["Owed by organizations", "On its way to organizations"];

/** Per currency: each figure with the accounts that it is the sum of, and the organizations with money here, most first. */
export function housePurses(rows: readonly HouseAccount[]) {
  return [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, own]) => {
    const under = (prefix: string) => own.filter(({ code }) => code.startsWith(prefix));
    return {
      currency,
      figures: figures
        .map((figure) => ({ ...figure, accounts: under(figure.prefix) }))
        .map((figure) => ({
          ...figure,
          amountMinor: figure.accounts.reduce((total, { balanceMinor }) => total + balanceMinor, 0n),
        }))
        .filter(({ amountMinor, label }) => amountMinor !== 0n || !unlessNone.includes(label)),
      owed: under("liabilities:owed:").sort((a, b) => (a.balanceMinor < b.balanceMinor ? 1 : -1)),
    };
  });
}
