import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day } from "#components/data/time";
import { Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatMoney } from "#lib/money";
import type { BatchHead, WaitingTransfers } from "#lib/payments/payouts/desk";
import { batchStates } from "#lib/payments/payouts/rules";
import { MakeBatchButton } from "./desk-actions.tsx";

type Props = { waiting: readonly WaitingTransfers[]; batches: readonly BatchHead[]; today: string };

/** What waits to be sent, per currency, and the files that were made. */
export function DeskPayouts({ waiting, batches, today }: Props) {
  return (
    <div className="mb-8 grid grid-cols-[minmax(0,1fr)] gap-6">
      <section aria-label="Ready to be sent" className="grid gap-3">
        <h2 className="font-semibold text-base">Ready to be sent</h2>
        {waiting.length === 0 ? (
          <Card>
            <Empty title="Nothing waits">Approved payouts and test transfers to new accounts appear here.</Empty>
          </Card>
        ) : null}
        <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {waiting.map((one) => (
            <Card key={one.currency}>
              <CardContent className="grid gap-2 pt-4">
                <p className="figures font-semibold text-xl">
                  <Money minor={one.amountMinor} currency={one.currency} />
                </p>
                <p className="text-muted-foreground">{wordsOf(one)}</p>
                {one.ready ? (
                  <div>
                    <MakeBatchButton currency={one.currency} today={today} words={wordsOf(one)} />
                  </div>
                ) : (
                  <p className="text-[0.8125rem] text-muted-foreground">
                    The platform has no bank account in {one.currency} yet. Add it under the platform’s own payout
                    settings.
                  </p>
                )}
              </CardContent>
            </Card>
          ))}
        </div>
      </section>
      {batches.length > 0 ? <Batches batches={batches} /> : null}
    </div>
  );
}

function wordsOf({ payouts, tests, amountMinor, currency }: WaitingTransfers): string {
  const parts = [
    payouts > 0
      ? `${payouts === 1 ? "1 payout" : `${payouts} payouts`} of ${formatMoney(amountMinor, currency)}`
      : null,
    tests > 0 ? (tests === 1 ? "1 test transfer" : `${tests} test transfers`) : null,
  ];
  return parts.filter(Boolean).join(" and ");
}

function Batches({ batches }: { batches: readonly BatchHead[] }) {
  return (
    <section aria-label="Batches" className="grid gap-3">
      <h2 className="font-semibold text-base">Batches</h2>
      <TableCard>
        <Table label="Batches">
          <TableHeader>
            <TableRow>
              <StickyHead className="font-medium">Batch</StickyHead>
              <TableHead>State</TableHead>
              <TableHead>To be sent on</TableHead>
              <TableHead className="text-right">Transfers</TableHead>
              <TableHead className="text-right">Sum</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {batches.map((batch) => (
              <TableRow key={batch.id}>
                <StickyHead scope="row">
                  <TextLink href={`/admin/payouts/${batch.id}`}>{`Batch ${batch.number}`}</TextLink>
                </StickyHead>
                <TableCell>
                  <StateBadge state={batch.state} {...batchStates[batch.state]} />
                </TableCell>
                <TableCell>
                  <Day day={batch.executeOn} />
                </TableCell>
                <Amount>{batch.transferCount.toLocaleString("en")}</Amount>
                <Amount>
                  <Money minor={batch.totalMinor} currency={batch.currency} />
                </Amount>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableCard>
    </section>
  );
}
