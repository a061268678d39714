/** What each check proves, in words. */
const words: Record<string, string> = {
  audit: "The audit log is unbroken",
  connections: "Everything refers to something",
  documents: "Invoices, payments and held sums are as their rows say",
  stock: "Stock is the sum of its movements",
  "rollups.bookings": "Dashboards show what became of bookings",
  "rollups.months": "Every visit lies in its month",
  "rollups.sales": "Dashboards show the sales that there are",
  "rollups.sources": "Where buyers came from adds up to the sales",
  "rollups.tiers": "Kinds of ticket add up to the sales",
  "rollups.visits": "Dashboards show the visits that there are",
};

/** `books.balanced` reads "Books: balanced". */
export const checkWords = (check: string) =>
  words[check] ?? check.replace(/^books\./, "Books: ").replaceAll(/[._]/g, " ");
