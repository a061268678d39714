import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { Amount, StickyHead, TableCard } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { buttonVariants } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { DeskBatch } from "#lib/payments/payouts/desk";
import { batchStates, payoutStates } from "#lib/payments/payouts/rules";
import { BatchButtons, SettleButton } from "./desk-actions.tsx";

type Batch = NonNullable<DeskBatch>;
type Props = { batch: Batch; zone: string; today: string };

/** One file for the bank: what is in it, where it is, and what the bank did with each transfer. */
export function BatchPage({ batch, zone, today }: Props) {
  const file = (format: string) => `/admin/payouts/${batch.id}/file?format=${format}`;
  return (
    <>
      <PageHeader
        title={`Batch ${batch.number}`}
        badge={<StateBadge state={batch.state} {...batchStates[batch.state]} />}
        description="Give the file to the bank, then mark it as submitted."
        actions={
          batch.state === "cancelled" ? null : (
            <>
              <a href={file("csv")} className={buttonVariants({ variant: "outline" })}>
                CSV
              </a>
              <a href={file("xml")} className={buttonVariants({ variant: "outline" })}>
                Bank file (pain.001)
              </a>
              {batch.state === "collected" ? <BatchButtons id={batch.id} count={batch.transferCount} /> : null}
            </>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card>
          <CardContent className="pt-4">
            <Facts
              facts={[
                { label: "Sum", value: <Money minor={batch.totalMinor} currency={batch.currency} /> },
                { label: "Transfers", value: batch.transferCount.toLocaleString("en") },
                { label: "From", value: batch.debtor },
                { label: "To be sent on", value: <Day day={batch.executeOn} /> },
                { label: "Made", value: <Time at={batch.createdAt} zone={zone} named /> },
                ...(batch.submittedAt
                  ? [{ label: "Submitted", value: <Time at={batch.submittedAt} zone={zone} named /> }]
                  : []),
              ]}
            />
          </CardContent>
        </Card>
        {batch.transfers.length > 0 ? <Transfers batch={batch} today={today} /> : null}
      </div>
    </>
  );
}

function Transfers({ batch, today }: { batch: Batch; today: string }) {
  return (
    <TableCard>
      <Table label="Transfers">
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">For</StickyHead>
            <TableHead>To</TableHead>
            <TableHead className="text-right">Amount</TableHead>
            <TableHead>State</TableHead>
            <TableHead>
              <span className="sr-only">Settle</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {batch.transfers.map((transfer) => {
            const name = transfer.payoutId
              ? `Payout ${transfer.number} of ${transfer.organization}`
              : `Test transfer for ${transfer.organization}`;
            const choices = transfer.state ? (possible[transfer.state] ?? []) : [];
            return (
              <TableRow key={transfer.key}>
                <StickyHead scope="row" className="h-auto py-2">
                  {name}
                </StickyHead>
                <TableCell>{transfer.to}</TableCell>
                <Amount>
                  <Money minor={transfer.amountMinor} currency={batch.currency} />
                </Amount>
                <TableCell>
                  {transfer.state ? (
                    <StateBadge state={transfer.state} {...payoutStates[transfer.state]} />
                  ) : (
                    <StateBadge state={batch.state} {...batchStates[batch.state]} />
                  )}
                  {transfer.note && choices !== possible.submitted ? (
                    <span className="block text-[0.8125rem] text-muted-foreground">{transfer.note}</span>
                  ) : null}
                </TableCell>
                <TableCell>
                  {transfer.payoutId && choices.length > 0 ? (
                    <SettleButton
                      organizationId={transfer.organizationId}
                      payoutId={transfer.payoutId}
                      name={name}
                      today={today}
                      choices={choices}
                    />
                  ) : null}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </TableCard>
  );
}

const possible: Record<string, readonly { value: string; label: string }[]> = {
  submitted: [
    { value: "paid", label: "paid it" },
    { value: "failed", label: "did not pay it" },
  ],
  paid: [{ value: "returned", label: "got it back from the receiver" }],
};
