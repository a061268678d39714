/**
 * The chart of accounts: every account that a book may have. `db/sync.ts` copies it into `payments.chart`, from
 * which `payments.open_book` and `payments.account` open accounts. A code that ends in `*` is a pattern: the account
 * is opened when it is first posted to.
 *
 * Hot accounts are striped: each is several balance rows, so that sales do not queue behind one another.
 */
export type AccountKind = "asset" | "liability" | "equity" | "income" | "expense";
export type Book = "organization" | "platform";
export type Subject = "order" | "event" | "station" | "organization";

type Line = {
  code: string;
  name: string;
  books?: readonly Book[];
  /** 1 to 64 balance rows. */
  stripes?: number;
  /** The balance may not fall below this many minor units, read on the account's normal side. */
  floorMinor?: bigint;
  /** The row that the part after the last colon names. */
  subject?: Subject;
  /** The account that must stand at the same figure in the other book, named by the same word there. */
  mirror?: "wallet" | "shortfall" | "payouts";
};

const hot = 32;
const both = ["organization", "platform"] as const;
const organization = ["organization"] as const;
const platform = ["platform"] as const;

export const chart: readonly Line[] = [
  { code: "assets:wallet", name: "Balance at the platform", books: organization, stripes: hot, mirror: "wallet" },
  { code: "assets:payouts-in-transit", name: "Payouts on their way", books: organization, mirror: "payouts" },
  { code: "assets:processor:*", name: "Card processor", stripes: hot },
  { code: "assets:bank:*", name: "Bank account" },
  { code: "assets:bank:main", name: "Bank account" },
  { code: "assets:disputes", name: "Withheld in disputes" },
  { code: "assets:cash-drawer:*", name: "Cash drawer", books: organization, subject: "station" },
  { code: "assets:cash-drawer:main", name: "Cash drawer", books: organization },
  { code: "assets:clearing:*", name: "On its way to the bank by", books: organization },
  { code: "assets:advances:*", name: "Paid ahead to", books: organization },
  { code: "assets:prepaid:*", name: "Paid ahead for sponsorship", books: organization, floorMinor: 0n },
  { code: "assets:receivable:*", name: "Owed by", books: organization },
  {
    code: "assets:receivable:*",
    name: "Owed by",
    books: platform,
    floorMinor: 0n,
    subject: "organization",
    mirror: "shortfall",
  },
  {
    code: "liabilities:owed:*",
    name: "Owed to",
    books: platform,
    stripes: hot,
    floorMinor: 0n,
    subject: "organization",
    mirror: "wallet",
  },
  {
    code: "liabilities:payouts-in-transit:*",
    name: "Payouts on their way to",
    books: platform,
    floorMinor: 0n,
    subject: "organization",
    mirror: "payouts",
  },
  { code: "liabilities:payable:platform", name: "Owed to the platform", books: organization, mirror: "shortfall" },
  { code: "liabilities:payable:*", name: "Owed to", books: both },
  { code: "liabilities:deposits", name: "Deposits received", books: organization },
  { code: "liabilities:deposits:orders", name: "Paid ahead for orders", books: organization, floorMinor: 0n },
  { code: "liabilities:deposits:*", name: "Credit of", books: organization },
  { code: "liabilities:deferred:*", name: "Not yet earned", books: organization, subject: "event" },
  { code: "liabilities:held:*", name: "Held", floorMinor: 0n },
  { code: "liabilities:tax:*", name: "Sales tax", stripes: hot },
  { code: "liabilities:refunds-in-transit", name: "Refunds on their way" },
  { code: "liabilities:credits", name: "Credits sold and not yet used", floorMinor: 0n },
  { code: "equity:allocated:*", name: "Set aside for", books: organization, floorMinor: 0n },
  { code: "equity:unallocated", name: "Set aside from what is free", books: organization },
  { code: "equity:opening", name: "Opening balances" },
  { code: "equity:retained", name: "Retained earnings" },
  { code: "equity:fx:*", name: "Currency exchanged" },
  { code: "income:fx", name: "Exchange gains" },
  { code: "expenses:fx", name: "Exchange losses" },
  { code: "income:tickets", name: "Ticket sales", books: organization, stripes: hot },
  { code: "income:bookings", name: "Bookings", books: organization },
  { code: "income:sponsorship", name: "Sponsorship", books: organization },
  { code: "income:goods", name: "Goods sold", books: organization },
  { code: "income:credits", name: "Credits used" },
  { code: "income:unused-credits", name: "Credits that ran out" },
  { code: "income:interest", name: "Interest" },
  { code: "income:other", name: "Other income" },
  { code: "income:platform-fees", name: "Platform fees", books: platform, stripes: hot },
  { code: "expenses:platform-fees", name: "Platform fees", books: organization, stripes: hot },
  { code: "expenses:processing-fees", name: "Card processing fees", stripes: hot },
  { code: "expenses:disputes", name: "Disputes" },
  { code: "expenses:account-checks", name: "Test transfers to new bank accounts", books: platform },
  { code: "expenses:bank-fees", name: "Bank fees" },
  { code: "expenses:ads", name: "Advertising", books: organization },
  { code: "expenses:sponsorship", name: "Sponsorships given", books: organization },
  { code: "expenses:refunds", name: "Refunds outside of sales", books: organization },
  { code: "expenses:write-offs", name: "Written off" },
  { code: "expenses:other", name: "Other expenses" },
];

const kinds: Record<string, AccountKind> = {
  assets: "asset",
  liabilities: "liability",
  equity: "equity",
  income: "income",
  expenses: "expense",
};

/** The kind is the first word of the code. */
export function kindOf(code: string): AccountKind {
  const kind = kinds[code.slice(0, code.indexOf(":"))];
  if (!kind) throw new Error(`No account kind begins like "${code}".`);
  return kind;
}

/** The rows of `payments.chart`, one per book and code, under the names of its columns. */
export const chartRows = () =>
  chart.flatMap(({ books = both, code, name, stripes = 1, floorMinor, subject = null, mirror = null }) =>
    books.map((book) => ({
      book,
      code,
      kind: kindOf(code),
      name,
      stripes,
      floor_minor: floorMinor === undefined ? null : String(floorMinor),
      subject,
      mirror,
    })),
  );
