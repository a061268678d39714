import "server-only";
import { formatMoney } from "#lib/money";
import { type Block, paper } from "#lib/payments/paper";
import { documentWords, type InvoiceFacts, quantityWords, rateWords } from "#lib/payments/receivables/words";
import { formatDay } from "#lib/time";

/** An invoice, bill or credit note on paper: both sides, lines, each tax, and what is to be paid until when. */
export function invoicePaper(invoice: InvoiceFacts, link: string | null): Promise<Buffer> {
  const { organization, party, currency, number, issuedOn, dueOn, openMinor } = invoice;
  const money = (minor: bigint) => formatMoney(minor, currency);
  const day = (text: string) => formatDay(new Date(`${text}T12:00:00Z`), "UTC");
  const bill = invoice.kind === "bill";
  const from = [bill ? party.name : organization.name, ...(bill ? partyLines(invoice) : houseLines(invoice))];
  const to = [bill ? organization.name : party.name, ...(bill ? houseLines(invoice) : partyLines(invoice))];
  const facts: [string, string][] = [
    ["Number", number ?? "Draft"],
    ...(issuedOn ? [["Issued", day(issuedOn)] as [string, string]] : []),
    ...(invoice.suppliedOn ? [["Supplied", day(invoice.suppliedOn)] as [string, string]] : []),
    ...(dueOn && invoice.kind !== "credit_note" ? [["Due", day(dueOn)] as [string, string]] : []),
    ...(invoice.reference
      ? [[invoice.kind === "credit_note" ? "Takes back" : "Reference", invoice.reference] as [string, string]]
      : []),
  ];
  const sum = (label: string, minor: bigint, strong = false) => ({
    cells: [label, "", "", money(minor)],
    strong,
    rule: strong,
  });
  const blocks: Block[] = [
    {
      kind: "columns",
      columns: [
        ["From", ...from],
        ["To", ...to],
      ],
    },
    { kind: "facts", facts },
    {
      kind: "table",
      columns: [
        { label: "What for" },
        { label: "Quantity", align: "right" },
        { label: "Price", align: "right" },
        { label: invoice.inclusive ? "With tax" : "Before tax", align: "right" },
      ],
      rows: [
        ...invoice.lines.map((line) => ({
          cells: [
            line.description,
            quantityWords(line.quantityMillis),
            money(line.unitPriceMinor),
            money(invoice.inclusive ? line.totalMinor : line.netMinor),
          ],
        })),
        { ...sum("Before tax", invoice.netMinor), rule: true },
        ...invoice.taxes.map((tax) => sum(`${tax.name} ${rateWords(tax.rateMillionths)}`, tax.taxMinor)),
        sum("Total", invoice.totalMinor, true),
      ],
    },
    ...(invoice.kind === "invoice" && openMinor > 0n && dueOn
      ? [{ kind: "text", text: `Please pay ${money(openMinor)} by ${day(dueOn)}${link ? `: ${link}` : ""}.` } as const]
      : []),
    ...(invoice.note ? [{ kind: "text", text: invoice.note, muted: true } as const] : []),
  ];
  return paper({
    title: `${documentWords[invoice.kind]} ${number ?? ""}`.trim(),
    organization: { name: organization.name },
    currencies: [currency],
    zone: organization.zone,
    // The day it says, so that the same document is the same file whenever it is drawn up.
    madeAt: new Date(`${issuedOn ?? "2000-01-01"}T12:00:00Z`),
    blocks,
  });
}

const partyLines = ({ party }: InvoiceFacts) => [
  ...party.address.split("\n").filter(Boolean),
  party.country,
  ...(party.taxId ? [`Tax number ${party.taxId}`] : []),
];
const houseLines = ({ organization }: InvoiceFacts) => [
  organization.country,
  ...(organization.supportEmail ? [organization.supportEmail] : []),
];
