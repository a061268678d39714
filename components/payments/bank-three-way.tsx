import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { withSearch } from "#lib/payments/addresses";
import type { ThreeWayDay } from "#lib/payments/bank/queries/three-way";

type Props = { slug: string; days: readonly ThreeWayDay[] };

/** What the ledger, the processor and the bank each say of a day, and what every difference is made of. */
export function BankThreeWay({ slug, days }: Props) {
  if (days.length === 0)
    return (
      <Card>
        <Empty title="Nothing moved in these days">
          Card payments, payouts and their bank lines appear here, one row a day.
        </Empty>
      </Card>
    );
  return (
    <>
      <Wide slug={slug} days={days} />
      <ul className="grid gap-3 sm:hidden" aria-label="Ledger, processor and bank by day">
        {days.map((day) => (
          <li key={`${day.on} ${day.currency}`}>
            <Card className="grid gap-2 p-4">
              <p className="flex justify-between gap-3 font-medium">
                <DayLink slug={slug} on={day.on} />
                <span className="text-muted-foreground">{day.currency}</span>
              </p>
              <dl className="grid gap-1">
                {figuresOf(day).map(([words, minor]) => (
                  <div key={words} className="flex justify-between gap-3">
                    <dt className="text-muted-foreground">{words}</dt>
                    <dd className="figures">
                      <Figure minor={minor} currency={day.currency} />
                    </dd>
                  </div>
                ))}
              </dl>
              <Parts day={day} />
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}

function Wide({ slug, days }: Props) {
  return (
    <TableCard className="max-sm:hidden">
      <Table label="Ledger, processor and bank by day">
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">Day</StickyHead>
            {figures.map(([words]) => (
              <TableHead key={words} className="text-right">
                {words}
              </TableHead>
            ))}
            <TableHead>What the differences are</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {days.map((day) => (
            <TableRow key={`${day.on} ${day.currency}`}>
              <StickyHead scope="row">
                <DayLink slug={slug} on={day.on} />
                <span className="block text-muted-foreground text-xs">{day.currency}</span>
              </StickyHead>
              {figuresOf(day).map(([words, minor]) => (
                <Amount key={words}>
                  <Figure minor={minor} currency={day.currency} />
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

const figures = [
  ["Ledger took", "ledgerMinor"],
  ["Processor took", "processorMinor"],
  ["Paid out", "paidOutMinor"],
  ["Bank got", "bankMinor"],
] as const;
const figuresOf = (day: ThreeWayDay) => figures.map(([words, key]) => [words, day[key]] as const);

function Figure({ minor, currency }: { minor: bigint; currency: string }) {
  return minor === 0n ? <span className="text-muted-foreground">–</span> : <Money minor={minor} currency={currency} />;
}

function DayLink({ slug, on }: { slug: string; on: string }) {
  return (
    <TextLink href={withSearch(`/${slug}/payments/journal`, { "f.effectiveOn": `${on}..${next(on)}` })}>
      <Day day={on} />
    </TextLink>
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
