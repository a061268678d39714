import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { withSearch } from "#lib/payments/addresses";
import type { ThreeWayDay } from "#lib/payments/bank/queries/three-way";

/** What the ledger, the processor and the bank each say of a day, and what every difference is made of. */
export function BankThreeWay({ slug, days }: { slug: string; days: readonly ThreeWayDay[] }) {
  if (days.length === 0)
    return (
      <Card>
        <Empty title="Nothing moved in these days">
          Card payments, payouts and their bank lines appear here, one row a day.
        </Empty>
      </Card>
    );
  return (
    <TableCard>
      <Table label="Ledger, processor and bank by day">
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">Day</StickyHead>
            <TableHead className="text-right">Ledger took</TableHead>
            <TableHead className="text-right">Processor took</TableHead>
            <TableHead className="text-right">Paid out</TableHead>
            <TableHead className="text-right">Bank got</TableHead>
            <TableHead>What the differences are</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {days.map((day) => (
            <TableRow key={`${day.on} ${day.currency}`}>
              <StickyHead scope="row">
                <TextLink
                  href={withSearch(`/${slug}/payments/journal`, { "f.effectiveOn": `${day.on}..${next(day.on)}` })}
                >
                  <Day day={day.on} />
                </TextLink>
                <span className="block text-muted-foreground text-xs">{day.currency}</span>
              </StickyHead>
              {[day.ledgerMinor, day.processorMinor, day.paidOutMinor, day.bankMinor].map((minor, index) => (
                <Amount key={["ledger", "processor", "paid", "bank"][index]}>
                  {minor === 0n ? (
                    <span className="text-muted-foreground">–</span>
                  ) : (
                    <Money minor={minor} currency={day.currency} />
                  )}
                </Amount>
              ))}
              <TableCell className="min-w-64">
                <Parts day={day} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}

function Parts({ day }: { day: ThreeWayDay }) {
  const parts: [string, bigint][] = [
    ["the processor has it, the books do not yet", day.unbookedMinor],
    ["booked on another day", day.otherDayMinor],
    ["in the books, not known to the processor", day.unknownMinor],
    ["the amounts differ", day.amountMinor],
    ["on its way to the bank", day.onTheWayMinor],
    ["reached the bank on another day", day.arrivedOtherDayMinor],
  ];
  const shown = parts.filter(([, minor]) => minor !== 0n);
  if (shown.length === 0) return <span className="text-success-text">All three agree.</span>;
  return (
    <ul className="grid gap-0.5">
      {shown.map(([words, minor]) => (
        <li key={words}>
          <Money minor={minor} currency={day.currency} signed /> <span className="text-muted-foreground">{words}</span>
        </li>
      ))}
    </ul>
  );
}

const next = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
