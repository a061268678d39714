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
            <div key={group.key} className="grid gap-1 border-t pt-1">
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
              />
              {group.parts.length > 1
                ? group.parts.map((part) => (
                    <Line key={part.label} label={part.label} minor={part.amountMinor} currency={currency} inner />
                  ))
                : null}
            </div>
          ))}
          <div className="grid gap-1 border-t pt-1">
            <Line label="This payout" minor={amountMinor} currency={currency} strong />
            {remainders.map((part) => (
              <Line key={part.label} label={part.label} minor={part.amountMinor} currency={currency} />
            ))}
          </div>
          <div className="border-t-2 pt-1">
            <Line label="Nothing is left over" minor={restMinor} currency={currency} strong />
          </div>
        </dl>
      </CardContent>
    </Card>
  );
}

type LineProps = { label: React.ReactNode; minor: bigint; currency: string; strong?: boolean; inner?: boolean };

function Line({ label, minor, currency, strong, inner }: LineProps) {
  return (
    <div
      className={`flex flex-wrap justify-between gap-x-4 ${strong ? "font-medium" : ""} ${inner ? "pl-4 text-muted-foreground" : ""}`}
    >
      <dt>{label}</dt>
      <dd className="figures ml-auto whitespace-nowrap">
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
