import type { Fact } from "#components/data/facts";
import { TextLink } from "#components/payments/report";
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
