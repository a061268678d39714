import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { Amount, TableCard, TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { transactionHref } from "#lib/payments/addresses";
import type { ProcessorPayoutFacts } from "#lib/payments/processor/queries";
import { gatewayName, processorPayoutStates, processorTransactionKinds } from "#lib/payments/processor/rules";

type Props = { payout: ProcessorPayoutFacts; slug: string; zone: string };

/** What the processor sent to the bank, line by line, and what is left to explain. */
export function ProcessorPayout({ payout, slug, zone }: Props) {
  const title = payout.statementReference || payout.providerId;
  const tone = {
    pending: "warning",
    in_transit: "info",
    paid: "success",
    failed: "danger",
    cancelled: "neutral",
  } as const;
  return (
    <>
      <PageHeader
        title={title}
        badge={
          <StateBadge state={payout.state} label={processorPayoutStates[payout.state]} tone={tone[payout.state]} />
        }
        crumbs={[{ label: "To the bank", href: `/${slug}/payments/processor/payouts` }, { label: title }]}
        description="From the processor's account to the bank. The reference is what the bank's statement says."
      />
      <Explained payout={payout} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Parts payout={payout} slug={slug} zone={zone} />
        <Card>
          <CardHeader>
            <CardTitle>The payout</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "Amount", value: <Money minor={payout.amountMinor} currency={payout.currency} /> },
                { label: "Arrives", value: <Day day={payout.arrivalOn} /> },
                { label: "From", value: gatewayName(payout.gateway) },
                { label: "Id there", value: <code className="break-all font-mono text-xs">{payout.providerId}</code> },
                {
                  label: "Posted",
                  value: payout.postings.length
                    ? payout.postings.map((one) => (
                        <span key={one.id} className="block">
                          <TextLink href={transactionHref(slug, one.id)}>{one.memo}</TextLink>
                        </span>
                      ))
                    : "When it is at the bank",
                },
                ...(payout.failure ? [{ label: "Why it came back", value: payout.failure }] : []),
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

/** Names each reason why the lines and the amount may differ. */
function Explained({ payout }: { payout: ProcessorPayoutFacts }) {
  const { amountMinor, partsMinor, currency, count, transactionCount, unbooked } = payout;
  const difference = amountMinor - partsMinor;
  const missing = (transactionCount ?? count) - count;
  const reasons = [
    missing !== 0 ? `The processor says that it is made of ${transactionCount} transactions; ${count} are here.` : null,
    unbooked > 0
      ? `${unbooked === 1 ? "One transaction is" : `${unbooked} transactions are`} not in the books yet: look for dead letters among the events.`
      : null,
  ].filter((reason) => reason !== null);
  if (difference === 0n && reasons.length === 0)
    return (
      <Alert variant="success" className="mb-4">
        <AlertTitle>Explained to the last unit</AlertTitle>
        <p>
          {count === 1
            ? "Its one transaction is what arrives, and is in the books."
            : `Its ${count.toLocaleString("en")} transactions add up to what arrives, and each is in the books.`}
        </p>
      </Alert>
    );
  return (
    <Alert variant="warning" className="mb-4">
      <AlertTitle>
        {difference === 0n ? (
          "It adds up, but not all of it is posted"
        ) : (
          <>
            <Money minor={difference} currency={currency} signed /> not explained
          </>
        )}
      </AlertTitle>
      {reasons.length > 0 ? (
        reasons.map((reason) => <p key={reason}>{reason}</p>)
      ) : (
        <p>The amount is not the sum of its transactions. Ask the processor.</p>
      )}
    </Alert>
  );
}

function Parts({ payout, slug, zone }: Props) {
  const { parts, currency, count, partsMinor } = payout;
  return (
    <TableCard>
      <Table label="What it is made of">
        <TableHeader>
          <TableRow>
            <TableHead>What</TableHead>
            <TableHead className="max-sm:hidden">When</TableHead>
            <TableHead className="text-right">Gross</TableHead>
            <TableHead className="text-right">Fee</TableHead>
            <TableHead className="text-right">Net</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {parts.map((part) => (
            <TableRow key={part.id}>
              <TableCell>
                {part.transactionId ? (
                  <TextLink href={transactionHref(slug, part.transactionId)}>
                    {processorTransactionKinds[part.kind]}
                  </TextLink>
                ) : (
                  <>
                    {processorTransactionKinds[part.kind]}{" "}
                    <span className="block text-muted-foreground text-xs">not in the books</span>
                  </>
                )}
              </TableCell>
              <TableCell className="max-sm:hidden">
                <Time at={part.occurredAt} zone={zone} />
              </TableCell>
              <Amount>
                <Money minor={part.grossMinor} currency={currency} />
              </Amount>
              <Amount>
                <Money minor={part.feeMinor} currency={currency} />
              </Amount>
              <Amount>
                <Money minor={part.netMinor} currency={currency} />
              </Amount>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>{count > parts.length ? `Together, with ${count - parts.length} more` : "Together"}</TableCell>
            <TableCell className="max-sm:hidden" />
            <TableCell colSpan={2} />
            <Amount>
              <Money minor={partsMinor} currency={currency} />
            </Amount>
          </TableRow>
        </TableFooter>
      </Table>
    </TableCard>
  );
}
