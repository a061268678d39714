import { isId } from "#lib/system/ids";
import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { accounts } from "#db/schema/payments";
import type { TenantTx } from "#db/tenant";
import { majorUnits } from "#lib/money";
import { chart } from "#lib/payments/chart";
import { billedContract } from "#lib/payments/receivables/billed";
import { openDocuments, suggestionsFor } from "#lib/payments/receivables/matching";
import {
  allocationsOf,
  creditNotesOf,
  invoiceOf,
  invoiceRow,
  partyChoices,
  paymentOf,
  postingsOf,
  remindersOf,
  settlementsOf,
} from "#lib/payments/receivables/queries";
import { partyKinds, quantityWords } from "#lib/payments/receivables/words";

/** Everything that a document's page shows; null when it is not there. */
export async function openedInvoice(tx: TenantTx, id: string) {
  const invoice = isId(id) ? await invoiceOf(tx, id) : null;
  const row = invoice && (await invoiceRow(tx, id));
  if (!invoice || !row) return null;
  return {
    invoice,
    row: row.invoice,
    settlements: await settlementsOf(tx, id),
    creditNotes: await creditNotesOf(tx, id),
    reminders: await remindersOf(tx, id),
    postings: await postingsOf(tx, { invoiceId: id }),
    contract: row.invoice.contractId ? await billedContract(tx, row.invoice.contractId) : undefined,
  };
}
export type OpenedInvoice = NonNullable<Awaited<ReturnType<typeof openedInvoice>>>;

export async function openedPayment(tx: TenantTx, id: string) {
  const opened = isId(id) ? await paymentOf(tx, id) : null;
  if (!opened) return null;
  const { state, direction, currency } = opened.payment;
  const likely = state === "verified" ? await suggestionsFor(tx, id) : [];
  const others = state === "verified" ? await openDocuments(tx, direction === "in" ? "invoice" : "bill", currency) : [];
  return {
    opened,
    used: await allocationsOf(tx, id),
    postings: await postingsOf(tx, { manualPaymentId: id }),
    candidates: [...likely, ...others.filter((one) => !likely.some(({ id: known }) => known === one.id))],
  };
}
export type OpenedPayment = NonNullable<Awaited<ReturnType<typeof openedPayment>>>;

/** The last two hundred events, for forms. */
const eventChoices = (tx: TenantTx) =>
  tx.select({ id: events.id, name: events.name }).from(events).orderBy(desc(events.startsAt)).limit(200);

/** What the editor of a document offers. */
export async function draftChoices(tx: TenantTx, kind: "invoice" | "bill") {
  const parties = (await partyChoices(tx)).filter((one) => (one.kind === "vendor") === (kind === "bill"));
  const begins = kind === "bill" ? "expenses:" : "income:";
  return {
    parties: parties.map(({ id, name, kind: what }) => ({
      value: id,
      label: `${name} · ${partyKinds[what].toLowerCase()}`,
    })),
    accounts: await accountsBeginning(tx, begins),
    events: (await eventChoices(tx)).map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** Accounts of the chart and those that the book has opened besides; patterns are left out. */
async function accountsBeginning(tx: TenantTx, begins: string) {
  const opened = await tx
    .selectDistinct({ code: accounts.code, name: accounts.name })
    .from(accounts)
    .orderBy(asc(accounts.code));
  const listed = chart.filter(({ code, books }) => !code.includes("*") && (!books || books.includes("organization")));
  const found = new Map([...listed, ...opened].map(({ code, name }) => [code, name]));
  const first = ["income:other", "income:sponsorship", "expenses:other"];
  return [...found]
    .filter(([code]) => code.startsWith(begins))
    .sort(([a], [b]) => Number(first.includes(b)) - Number(first.includes(a)))
    .map(([code, name]) => ({ value: code, label: name }));
}

/** What the form of a payment by hand offers to whoever may see it. */
export async function paymentChoices(tx: TenantTx, { books }: { books: boolean }) {
  const counter = books
    ? [
        ...(await accountsBeginning(tx, "liabilities:tax:")),
        ...(await accountsBeginning(tx, "expenses:")),
        ...(await accountsBeginning(tx, "income:")),
      ]
    : [];
  return {
    parties: books ? await partyChoices(tx) : [],
    stations: await tx.select({ id: stations.id, name: stations.name }).from(stations).orderBy(asc(stations.name)),
    events: await eventChoices(tx),
    counterAccounts: counter.map(({ value, label }) => ({ code: value, name: label })),
  };
}

/** Where the organization is: what its documents are taxed in unless somebody says otherwise. */
export async function countryOf(tx: TenantTx, organizationId: string): Promise<string> {
  const [found] = await tx
    .select({ country: organizations.country })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found?.country ?? "";
}

/** An empty draft, or the bill of a contract: who, for which event, what and how much was agreed. */
export async function blankDraft(
  tx: TenantTx,
  {
    kind,
    currency,
    organizationId,
    partyId,
    contractId,
  }: { kind: string; currency: string; organizationId: string; partyId: string; contractId: string },
) {
  const account = kind === "bill" ? "expenses:other" : "income:other";
  const agreed = kind === "bill" && isId(contractId) ? await billedContract(tx, contractId) : undefined;
  return {
    partyId: agreed?.partyId ?? partyId,
    currency: agreed?.currency ?? currency,
    country: await countryOf(tx, organizationId),
    ...{ region: "", inclusive: false, suppliedOn: "", dueOn: "", reference: "", note: "" },
    ...{
      eventId: agreed?.eventId ?? "",
      contractId: agreed?.id ?? "",
      agreed: agreed && `${agreed.name}: ${agreed.subject}`,
    },
    lines: [
      {
        description: agreed?.subject ?? "",
        quantity: "1",
        price: agreed ? majorUnits(agreed.costMinor, agreed.currency) : "",
        account,
        taxed: true,
      },
    ],
  };
}

/** A draft as its form shows it again. */
export const draftValues = ({ invoice, row, contract }: OpenedInvoice) => ({
  id: invoice.id,
  partyId: row.partyId,
  currency: row.currency,
  country: row.country,
  region: row.region,
  inclusive: row.inclusive,
  suppliedOn: row.suppliedOn ?? "",
  dueOn: row.dueOn ?? "",
  reference: row.reference,
  note: row.note,
  eventId: row.eventId ?? "",
  contractId: row.contractId ?? "",
  agreed: contract && `${contract.name}: ${contract.subject}`,
  lines: invoice.lines.map(({ description, quantityMillis, unitPriceMinor, account, taxed }) => ({
    description,
    quantity: quantityWords(quantityMillis),
    price: majorUnits(unitPriceMinor, row.currency),
    account,
    taxed,
  })),
});
