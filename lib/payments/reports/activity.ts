import "server-only";
import type { TenantTx } from "#db/tenant";
import { accountHref, orderHref, shiftDay, transactionHref, withSearch } from "#lib/payments/addresses";
import { feesByEvent, heldFunds, refundsIn, taxesByJurisdiction } from "#lib/payments/queries/activity";
import { accountsSeen } from "#lib/payments/queries/seen";
import type { Question } from "#lib/payments/reports/balances";
import { currenciesOf, type Report, type SheetColumn, type SheetRow, sumRow } from "#lib/payments/reports/sheet";
import { transactionKinds } from "#lib/payments/rules";

const money = (key: string, label: string): SheetColumn => ({ key, label, kind: "money" });
const text = (key: string, label: string): SheetColumn => ({ key, label, kind: "text" });

/** One sheet a currency, its rows added up below. */
function perCurrency<Row extends { currency: string }>(
  found: readonly Row[],
  columns: readonly SheetColumn[],
  rowsOf: (own: readonly Row[]) => SheetRow[],
): Report {
  const currencies = currenciesOf(found);
  const sheets = currencies.map((currency) => {
    const rows = rowsOf(found.filter((row) => row.currency === currency));
    return { name: currency, columns, rows: [...rows, sumRow("Total", rows, columns, currency)], empty: "" };
  });
  return { sheets, currencies };
}

/** Fees by account and event: charged, returned, and what is left of them. */
export async function feesReport(tx: TenantTx, { slug, from, to, lens, zone }: Question): Promise<Report> {
  const found = await feesByEvent(tx, { from, to, lens, zone });
  const columns = [
    text("event", "Event"),
    { key: "transactions", label: "Transactions", kind: "number" } as const,
    ...[money("charged", "Charged"), money("returned", "Returned"), money("net", "Left")],
  ];
  return perCurrency(found, columns, (own) =>
    [...Map.groupBy(own, ({ code }) => code)].flatMap(([code, rows]): SheetRow[] => [
      { id: code, level: "group", cells: { event: `${rows[0]?.name} (${code})` } },
      ...rows.map((row): SheetRow => {
        const { currency, accountId, eventId, transactions } = row;
        const href = accountHref(slug, accountId, { from, to, ...lens, ...(eventId ? { event: eventId } : {}) });
        // Fees that the platform earns are credits; fees that somebody pays are debits.
        const [charged, returned] =
          row.kind === "income" ? [row.creditMinor, row.debitMinor] : [row.debitMinor, row.creditMinor];
        return {
          id: `${code} ${eventId}`,
          cells: {
            event: { text: row.event ?? "Without an event", href },
            transactions,
            charged: { minor: charged, currency, href },
            returned: { minor: returned, currency, href },
            net: { minor: charged - returned, currency, href },
          },
        };
      }),
    ]),
  );
}

/** Taxes by jurisdiction: owed before, collected, given back with refunds, paid over, owed after. */
export async function taxesReport(tx: TenantTx, { slug, from, to, lens, zone }: Question): Promise<Report> {
  const view = { from, to, lens, zone };
  const moved = await taxesByJurisdiction(tx, view);
  const found = (await accountsSeen(tx, view)).filter(
    ({ code, accountId, openingMinor, closingMinor }) =>
      code.startsWith("liabilities:tax:") && (moved.has(accountId) || openingMinor !== 0n || closingMinor !== 0n),
  );
  const columns = [
    text("jurisdiction", "Jurisdiction"),
    ...[money("before", "Owed before"), money("collected", "Collected"), money("returned", "Given back")],
    ...[money("paid", "Paid over"), money("after", "Owed after")],
  ];
  const report = perCurrency(found, columns, (own) =>
    own.map(({ accountId, code, currency, openingMinor, closingMinor }): SheetRow => {
      const { collectedMinor = 0n, returnedMinor = 0n, paidMinor = 0n } = moved.get(accountId) ?? {};
      const days = accountHref(slug, accountId, { from, to, ...lens });
      const at = (day: string) => accountHref(slug, accountId, { to: day, ...lens });
      return {
        id: accountId,
        cells: {
          jurisdiction: { text: code.slice("liabilities:tax:".length), href: days },
          before: { minor: openingMinor, currency, href: at(shiftDay(from, -1)) },
          collected: { minor: collectedMinor, currency, href: days },
          returned: { minor: returnedMinor, currency, href: days },
          paid: {
            minor: paidMinor,
            currency,
            href: Object.keys(lens).length > 0 ? days : paidOver(slug, code, from, to),
          },
          after: { minor: closingMinor, currency, href: at(to) },
        },
      };
    }),
  );
  const note =
    "Where the platform collects for you, it owes the tax and pays it over: it stands in the platform's book.";
  return { ...report, notes: [note] };
}

/** The entries by which a tax was paid over, or input tax taken off: every kind that lowers it but what gives it back. */
const paidOver = (slug: string, code: string, from: string, to: string) =>
  withSearch(`/${slug}/payments/journal`, {
    "f.accounts": code,
    "f.effectiveOn": `${from}..${shiftDay(to, 1)}`,
    "f.kind": Object.keys(transactionKinds)
      .filter((kind) => !["sale", "invoice", "refund", "credit_note", "reversal", "dispute"].includes(kind))
      .join(","),
  });

const most = 1_000;

/** Every refund of the span, and what it took out of sales, tax, fees, wallet or processor. */
export async function refundsReport(tx: TenantTx, { slug, from, to, lens, zone }: Question): Promise<Report> {
  const found = await refundsIn(tx, { from, to, lens, zone, limit: most });
  const columns = [
    { key: "day", label: "Day", kind: "date" } as const,
    ...[text("order", "Order"), text("event", "Event"), text("reason", "Reason")],
    ...[money("sales", "Out of sales"), money("tax", "Tax"), money("fees", "Fees returned")],
    ...[money("paid", "From wallet or processor"), money("owed", "Owed to the platform")],
  ];
  const report = perCurrency(found, columns, (own) =>
    own.map((row): SheetRow => {
      const href = transactionHref(slug, row.id);
      const figure = (minor: bigint) => ({ minor, currency: row.currency, href });
      return {
        id: row.id,
        cells: {
          day: row.day,
          order: row.order ? { text: row.order.number, href: orderHref(slug, row.order.id) } : null,
          event: row.event,
          reason: { text: row.memo || "Refund", href },
          ...{ sales: figure(row.salesMinor), tax: figure(row.taxMinor), fees: figure(-row.feesMinor) },
          ...{ paid: figure(row.paidMinor), owed: figure(row.owedMinor) },
        },
      };
    }),
  );
  return found.length < most
    ? report
    : { ...report, notes: [`The newest ${most} refunds. Choose fewer days to see the others.`] };
}

const ages = [
  { key: "days30", label: "Up to 30 days", from: 0 },
  { key: "days60", label: "31 to 60", from: 31 },
  { key: "days90", label: "61 to 90", from: 61 },
  { key: "older", label: "Older", from: 91 },
] as const;

/** What is held for others at the end of `to`, by how long it has been there; what came first leaves first. */
export async function heldReport(tx: TenantTx, { slug, to }: Question): Promise<Report> {
  const found = await heldFunds(tx, { asOf: to });
  const columns = [
    text("account", "Held in"),
    { key: "since", label: "Oldest from", kind: "date" } as const,
    ...ages.map(({ key, label }) => money(key, label)),
    money("total", "Held"),
  ];
  return perCurrency(found, columns, (own) =>
    [...Map.groupBy(own, ({ accountId }) => accountId)].map(([accountId, rows]): SheetRow => {
      const [first] = rows;
      const currency = first?.currency ?? "";
      const href = first?.orderId
        ? `/${slug}/sponsorship/orders/${first.orderId}`
        : accountHref(slug, accountId, { to });
      const figure = (of: readonly { leftMinor: bigint }[]) => ({
        minor: of.reduce((all, { leftMinor }) => all + leftMinor, 0n),
        currency,
        href,
      });
      const age = (since: string) => Math.round((Date.parse(to) - Date.parse(since)) / 86_400_000);
      const bucket = (since: string) => ages.findLast(({ from }) => age(since) >= from)?.key ?? "days30";
      return {
        id: accountId,
        cells: {
          account: { text: first?.event ? `${first.name}: ${first.event}` : (first?.name ?? ""), href },
          since: first?.since ?? null,
          ...Object.fromEntries(
            ages.map(({ key }) => [key, figure(rows.filter(({ since }) => bucket(since) === key))]),
          ),
          total: figure(rows),
        },
      };
    }),
  );
}
