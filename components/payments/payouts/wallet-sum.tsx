import { Money } from "#components/data/money";
import { LinkButton } from "#components/payments/payouts/link-button";
import { TextLink } from "#components/payments/report";
import { Card, CardContent } from "#components/ui/card";
import { newPayoutHref, openDisputesHref, payoutsHref } from "#lib/payments/payouts/addresses";

export type WalletSumProps = {
  slug: string;
  currency: string;
  postedMinor: bigint;
  shortfallMinor: bigint;
  requestedMinor: bigint;
  reserveMinor: bigint;
  disputedMinor: bigint;
  inTransitMinor: bigint;
  availableMinor: bigint;
  mayRequest: boolean;
};

/** How the available sum comes about, line by line, and the way to have it paid out. */
export function WalletSum(props: WalletSumProps) {
  const { slug, currency, availableMinor, inTransitMinor, mayRequest } = props;
  const lines = [
    { label: "In the wallet", minor: props.postedMinor },
    { label: "Owed to the platform", minor: -props.shortfallMinor },
    { label: "Kept back as reserve, by the platform's terms", minor: -props.reserveMinor },
    { label: "Held back for disputes", minor: -props.disputedMinor, href: openDisputesHref(slug) },
    {
      label: "Waiting for approval",
      minor: -props.requestedMinor,
      href: payoutsHref(slug, "draft"),
    },
  ].filter(({ minor }, index) => index === 0 || minor !== 0n);
  return (
    <Card>
      <CardContent className="grid gap-3 pt-4 sm:flex sm:flex-wrap sm:items-end sm:justify-between">
        <dl aria-label={`What is available in ${currency}`} className="grid min-w-0 max-w-md grow gap-1">
          {lines.map(({ label, minor, href }) => (
            <Line
              key={label}
              label={href ? <TextLink href={href}>{label}</TextLink> : label}
              minor={minor}
              currency={currency}
            />
          ))}
          <Line label="Available" minor={availableMinor} currency={currency} className="border-t pt-1 font-medium" />
          {inTransitMinor > 0n ? (
            <Line
              className="text-muted-foreground"
              label={
                <TextLink href={payoutsHref(slug, "approved,submitted")}>Besides, on its way to the bank</TextLink>
              }
              minor={inTransitMinor}
              currency={currency}
            />
          ) : null}
        </dl>
        {mayRequest ? <LinkButton href={newPayoutHref(slug, currency)}>Request payout</LinkButton> : null}
      </CardContent>
    </Card>
  );
}

type LineProps = { label: React.ReactNode; minor: bigint; currency: string; className?: string };

function Line({ label, minor, currency, className = "" }: LineProps) {
  return (
    <div className={`flex flex-wrap justify-between gap-x-4 ${className}`}>
      <dt>{label}</dt>
      <dd className="figures ml-auto whitespace-nowrap">
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
