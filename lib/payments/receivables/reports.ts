import "server-only";
import type { TenantTx } from "#db/tenant";
import { formatMoney } from "#lib/money";
import { ageing, openItemsAt } from "#lib/payments/receivables/ageing";
import { buckets } from "#lib/payments/receivables/words";
import type { Question } from "#lib/payments/reports/balances";
import { currenciesOf, type Report, type SheetColumn, type SheetRow, sumRow } from "#lib/payments/reports/sheet";

/** What customers owed at the end of a day, document by document, by how late it was; and that the ledger says the same. */
export const receivablesReport = (tx: TenantTx, question: Question) => ageingReport(tx, "invoice", question);
/** What we owed to vendors. */
export const payablesReport = (tx: TenantTx, question: Question) => ageingReport(tx, "bill", question);

async function ageingReport(tx: TenantTx, kind: "invoice" | "bill", { slug, to }: Question): Promise<Report> {
  const items = await openItemsAt(tx, kind, to);
  const parties = await ageing(tx, kind, to);
  const currencies = currenciesOf(parties);
  const columns: SheetColumn[] = [
    { key: "party", label: kind === "bill" ? "Vendor" : "Customer", kind: "text" },
    { key: "number", label: kind === "bill" ? "Bill" : "Invoice", kind: "code" },
    { key: "due", label: "Due", kind: "date" },
    ...Object.entries(buckets).map(([key, label]): SheetColumn => ({ key, label, kind: "money" })),
    { key: "open", label: "Open", kind: "money" },
  ];
  const rowOf = (item: (typeof items)[number]): SheetRow => {
    const href = `/${slug}/payments/invoices/${item.invoiceId}`;
    const figure = { minor: item.openMinor, currency: item.currency, href };
    return {
      id: item.invoiceId,
      cells: {
        party: { text: item.party, href: `/${slug}/payments/parties/${item.partyId}` },
        number: { text: item.number, href },
        due: item.dueOn,
        [item.bucket]: figure,
        open: figure,
      },
    };
  };
  return {
    currencies,
    sheets: currencies.map((currency) => {
      const rows = items.filter((item) => item.currency === currency).map(rowOf);
      return {
        name: currency,
        columns,
        rows: rows.length > 0 ? [...rows, sumRow("Total", rows, columns, currency)] : [],
        empty: "Nothing was open at the end of that day.",
      };
    }),
    notes: currencies.map((currency) =>
      proofOf(
        parties.filter((one) => one.currency === currency),
        currency,
      ),
    ),
  };
}

function proofOf(parties: Awaited<ReturnType<typeof ageing>>, currency: string): string {
  const sum = (of: (one: (typeof parties)[number]) => bigint) => parties.reduce((all, one) => all + of(one), 0n);
  const wrong = parties.filter(({ differs }) => differs !== 0n);
  const said = `The ledger's accounts of these parties stood at ${formatMoney(
    sum(({ ledger }) => ledger),
    currency,
  )}`;
  if (wrong.length === 0) return `${said}, the same as the documents.`;
  const which = wrong.map(({ party, differs }) => `${party} by ${formatMoney(differs, currency)}`).join(", ");
  return `${said}. They differ from the documents because of entries by hand: ${which}.`;
}
