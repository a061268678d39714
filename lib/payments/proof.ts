/** What each check of `payments.verify` proves, in words. */
export const proofWords: Record<string, string> = {
  balances: "Balances are the sum of their entries",
  transactions: "Every transaction is whole and balances",
  currencies: "The book sums to zero in every currency",
  floors: "No account is below its floor",
  periods: "Closed periods are unchanged",
  chain: "The chain of seals is unbroken",
  mirror: "Other books say the same of this one",
};
