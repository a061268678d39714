import type { Fact } from "#components/data/facts";
import { TextLink } from "#components/payments/report";
import { formatMoney } from "#lib/money";
import { withSearch } from "#lib/payments/addresses";
import { payoutHref } from "#lib/payments/payouts/addresses";
import type { SourceDocuments } from "#lib/payments/queries/source";
import { documentWords, methodWords } from "#lib/payments/receivables/words";

type Sources = {
  payoutId: string | null;
  disputeId: string | null;
  processorPayoutId: string | null;
};
type Found = {
  split?: { id: string; name: string };
  lots: readonly { id: string; holder: string }[];
  deal?: { id: string; number: string; title: string };
};

/** The records that a transaction was posted for, each leading to its page. */
export function sourceLinks(
  slug: string,
  { payoutId, disputeId, processorPayoutId }: Sources,
  { split, lots, deal }: Found,
): Fact[] {
  const at = (label: string, href: string, words: string): Fact => ({
    label,
    value: <TextLink href={href}>{words}</TextLink>,
  });
  return [
    ...(payoutId ? [at("Payout", payoutHref(slug, payoutId), "The payout it belongs to")] : []),
    ...(disputeId ? [at("Dispute", `/${slug}/payments/disputes/${disputeId}`, "What the buyer's bank took back")] : []),
    ...(processorPayoutId
      ? [at("Processor", `/${slug}/payments/processor/payouts/${processorPayoutId}`, "Its payout to the bank")]
      : []),
    ...(split ? [at("Split", `/${slug}/payments/planning/splits/${split.id}`, split.name)] : []),
    ...(deal ? [at("Sponsorship", `/${slug}/sponsorship/orders/${deal.id}`, `${deal.number}: ${deal.title}`)] : []),
    ...lots.map(({ id, holder }) => at("Credits", `/${slug}/payments/planning/credits/${id}`, `Credits of ${holder}`)),
  ];
}

/** The invoice, the payment by hand and the card payment that it was posted for. */
export function documentLinks(slug: string, { invoice, payment, card, booking }: SourceDocuments): Fact[] {
  const at = (label: string, href: string, words: string, room = "payments"): Fact => ({
    label,
    value: <TextLink href={`/${slug}/${room}/${href}`}>{words}</TextLink>,
  });
  return [
    ...(invoice ? [at(documentWords[invoice.kind], `invoices/${invoice.id}`, invoice.number ?? "Draft")] : []),
    ...(payment
      ? [
          at(
            "Payment",
            `manual/${payment.id}`,
            `${methodWords[payment.method]} ${payment.direction === "in" ? "from" : "to"} ${payment.payer}${payment.reference ? `, “${payment.reference}”` : ""}`,
          ),
        ]
      : []),
    ...(card
      ? [
          at(
            "Card payment",
            card.invoiceId ? `invoices/${card.invoiceId}` : (booking?.id ?? ""),
            `${formatMoney(card.amountMinor, card.currency)}${card.reference ? `, ${card.reference}` : ""}`,
            card.invoiceId ? "payments" : "bookings",
          ),
        ]
      : []),
    ...(booking ? [at("Booking", booking.id, `${booking.number}, ${booking.contact}`, "bookings")] : []),
  ];
}

export type BankLine = { id: string; bank: string; name: string; words: string };

/** The lines of the bank that it explains. */
export const bankLinks = (slug: string, lines: readonly BankLine[]): Fact[] =>
  lines.map(({ bank, name, words }) => ({
    label: `At ${name}`,
    value: (
      <TextLink href={withSearch(`/${slug}/payments/bank/${bank}`, { show: "all", q: words.slice(0, 60) })}>
        {words}
      </TextLink>
    ),
  }));
