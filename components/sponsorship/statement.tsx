import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { Card, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { transactionHref } from "#lib/payments/addresses";
import type { OrderFacts } from "#lib/sponsorship/queries/order";
import { inSentence, type MovementKind, movementWords } from "#lib/sponsorship/words";

type Props = { order: OrderFacts; slug: string; zone: string; mayOpenBooks: boolean; asOf: Date };

/** Every movement of the held funds, the same for both parties; each opens its posting where the reader's book has one. */
export function Statement({ order, slug, zone, mayOpenBooks, asOf }: Props) {
  const { currency, movements } = order;
  const title = `Statement of the ${inSentence(order.heldName)}`;
  return (
    <Card id="statement">
      <CardHeader>
        <div>
          <CardTitle>{title}</CardTitle>
          <CardDescription>
            Both parties read the same. {currency}, as of <Time at={asOf} zone={zone} named />.
          </CardDescription>
        </div>
      </CardHeader>
      {movements.length === 0 ? (
        <p className="p-4 text-muted-foreground">Nothing has been paid yet.</p>
      ) : (
        <Table label={title} className="mt-3">
          <TableHeader>
            <TableRow>
              <TableHead>When</TableHead>
              <TableHead>What</TableHead>
              <TableHead className="text-right">Amount</TableHead>
              <TableHead className="text-right">Fee</TableHead>
              <TableHead className="text-right">Tax</TableHead>
              <TableHead className="text-right">Change</TableHead>
              <TableHead className="text-right">Held after</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {movements.map((one) => {
              const words = movementWords[one.kind as MovementKind] ?? one.kind;
              return (
                <TableRow key={one.id}>
                  <TableCell>
                    <Time at={one.at} zone={zone} />
                  </TableCell>
                  <TableCell className="min-w-48">
                    {mayOpenBooks && one.transactionId ? (
                      <TextLink href={transactionHref(slug, one.transactionId)}>{words}</TextLink>
                    ) : (
                      words
                    )}
                    {one.milestone || one.reason ? (
                      <span className="block text-[0.8125rem] text-muted-foreground">
                        {[one.milestone, one.reason].filter(Boolean).join(": ")}
                      </span>
                    ) : null}
                  </TableCell>
                  <Amount minor={one.amountMinor} currency={currency} />
                  <Amount minor={one.feeMinor} currency={currency} />
                  <Amount minor={one.taxMinor} currency={currency} />
                  <Amount minor={one.deltaMinor} currency={currency} signed />
                  <TableCell className="text-right">
                    <Money minor={one.heldMinor} currency={currency} />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function Amount({ minor, currency, signed }: { minor: bigint; currency: string; signed?: boolean }) {
  return (
    <TableCell className="text-right">
      {minor === 0n ? (
        <span className="text-muted-foreground">–</span>
      ) : (
        <Money minor={minor} currency={currency} signed={signed} />
      )}
    </TableCell>
  );
}
