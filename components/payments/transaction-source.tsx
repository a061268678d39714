import type { Fact } from "#components/data/facts";
import { TextLink } from "#components/payments/report";
import { withSearch } from "#lib/payments/addresses";
import { payoutHref } from "#lib/payments/payouts/addresses";

type Sources = { payoutId: string | null; disputeId: string | null; processorPayoutId: string | null };

/** The records that a transaction was posted for, each leading to its page. */
export function sourceLinks(slug: string, { payoutId, disputeId, processorPayoutId }: Sources): Fact[] {
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
