import { Fragment } from "react";
import { Money } from "#components/data/money";
import { TextLink } from "#components/payments/report";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { payoutLinesHref } from "#lib/payments/payouts/addresses";
import type { Composition } from "#lib/payments/payouts/composition";

type Props = { slug: string; number: number; currency: string; composition: Composition };

/** Where the money of a payout came from and what stayed behind, down to zero. */
export function CompositionCard({ slug, number, currency, composition }: Props) {
  const { openingMinor, groups, amountMinor, remainders, restMinor } = composition;
  return (
    <Card>
      <CardHeader>
        <CardTitle>What it is made of</CardTitle>
      </CardHeader>
      <CardContent>
        <dl aria-label="What it is made of" className="grid gap-1">
          <Line label="Carried forward from the payout before" minor={openingMinor} currency={currency} />
          {groups.map((group) => (
            <Fragment key={group.key}>
              <Line
                label={
                  <>
                    {group.label}{" "}
                    <TextLink href={payoutLinesHref(slug, number, group.key)}>
                      {group.count === 1 ? "1 entry" : `${group.count.toLocaleString("en")} entries`}
                    </TextLink>
                  </>
                }
                minor={group.totalMinor}
                currency={currency}
                strong
                rule
              />
              {group.parts.length > 1
                ? group.parts.map((part) => (
                    <Line key={part.label} label={part.label} minor={part.amountMinor} currency={currency} inner />
                  ))
                : null}
            </Fragment>
          ))}
          <Line label="This payout" minor={amountMinor} currency={currency} strong rule />
          {remainders.map((part) => (
            <Line key={part.label} label={part.label} minor={part.amountMinor} currency={currency} />
          ))}

          <Line label="Nothing is left over" minor={restMinor} currency={currency} strong rule />
        </dl>
      </CardContent>
    </Card>
  );
}

type LineProps = {
  label: React.ReactNode;
  minor: bigint;
  currency: string;
  strong?: boolean;
  inner?: boolean;
  rule?: boolean;
};

function Line({ label, minor, currency, strong, inner, rule }: LineProps) {
  return (
    <div
      className={`flex flex-wrap justify-between gap-x-4 ${rule ? "border-t pt-1" : ""} ${strong ? "font-medium" : ""} ${inner ? "pl-4 text-muted-foreground" : ""}`}
    >
      <dt>{label}</dt>
      <dd className="figures ml-auto whitespace-nowrap">
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
