import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { ActButton } from "#components/payments/receivables/act-button";
import { ActDialog } from "#components/payments/receivables/act-dialog";
import { MatchForm } from "#components/payments/receivables/match-form";
import { TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { rejectPayment, releaseAllocation, reversePayment, verifyPayment } from "#lib/payments/actions/receivables";
import { targetHref, targetOf, transactionHref } from "#lib/payments/addresses";
import type { OpenedPayment } from "#lib/payments/receivables/screens";
import { methodWords, paymentStates } from "#lib/payments/receivables/words";

type Props = OpenedPayment & {
  slug: string;
  zone: string;
  mayVerify: boolean;
};

/** A payment by hand: what was written down, who verified it, what it paid, and what is left of it. */
export function PaymentPage({ opened, used, postings, slug, zone, mayVerify, candidates }: Props) {
  const { payment, party, station, event, recordedBy, decidedBy, reversedBy } = opened;
  const { id, currency, direction, counterAccount } = payment;
  const left = payment.amountMinor - payment.allocatedMinor;
  const title = `${methodWords[payment.method]} ${direction === "in" ? "from" : "to"} ${payment.payer}`;
  const live = used.filter((one) => !one.reversesId && !used.some((other) => other.reversesId === one.id));
  return (
    <>
      <PageHeader
        title={title}
        badge={<StateBadge state={payment.state} {...paymentStates[payment.state]} />}
        crumbs={[{ label: title }]}
        description={
          <>
            <Money minor={payment.amountMinor} currency={currency} /> on <Day day={payment.receivedOn} />
          </>
        }
        actions={mayVerify ? <Acts id={id} state={payment.state} /> : null}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          {payment.state === "verified" && !counterAccount ? (
            <Card>
              <CardHeader>
                <div className="grid gap-0.5">
                  <CardTitle>What it is for</CardTitle>
                  <CardDescription>
                    <Money minor={left} currency={currency} /> not matched yet. What stays is the payer’s credit.
                  </CardDescription>
                </div>
              </CardHeader>
              <CardContent className="grid gap-4">
                {live.map((one) => (
                  <div key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                    <span className="min-w-0">
                      <TextLink href={targetHref(slug, targetOf(one).kind, targetOf(one).id)}>
                        {one.orderId ? `Order ${one.number}` : one.number}
                      </TextLink>{" "}
                      {one.party} · <Money minor={one.amountMinor} currency={currency} />
                    </span>
                    {mayVerify ? (
                      <ActDialog
                        label="Take back"
                        title={`Take it back from ${one.number}?`}
                        text={
                          one.orderState === "paid"
                            ? "The order’s tickets are void at once and its sale is reversed; the payment has the amount again."
                            : "What it paid is open again, and the payment has the amount again."
                        }
                        verb="Take back"
                        done="Taken back."
                        act={releaseAllocation}
                        hidden={{ allocationId: one.id }}
                        reason="Why?"
                      />
                    ) : null}
                  </div>
                ))}
                {left > 0n && mayVerify && candidates.length > 0 ? (
                  <MatchForm {...{ slug, currency, candidates }} key={String(left)} paymentId={id} leftMinor={left} />
                ) : null}
                {left > 0n && candidates.length === 0 ? (
                  <Empty title="Nothing open in this currency">
                    Issue the invoice or make the order that it is for, and match it here.
                  </Empty>
                ) : null}
              </CardContent>
            </Card>
          ) : null}
          {payment.state === "pending" ? (
            <Card>
              <Empty title="Not in the books yet">
                Somebody compares it with the account or the till, and verifies it.
              </Empty>
            </Card>
          ) : null}
          {postings.length > 0 ? (
            <Card>
              <CardHeader>
                <CardTitle>In the books</CardTitle>
              </CardHeader>
              <CardContent>
                <ul className="grid gap-2">
                  {postings.map((one) => (
                    <li key={one.id}>
                      <Day day={one.effectiveOn} /> ·{" "}
                      <TextLink href={transactionHref(slug, one.id)}>{one.memo || one.kind}</TextLink>
                    </li>
                  ))}
                </ul>
              </CardContent>
            </Card>
          ) : null}
        </div>
        <Card>
          <CardHeader>
            <CardTitle>As it was written down</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "Amount", value: <Money minor={payment.amountMinor} currency={currency} /> },
                { label: "Reference", value: payment.reference || null },
                { label: "Party", value: party },
                { label: "Waits in", value: <code className="break-all text-xs">{payment.clearingAccount}</code> },
                ...(counterAccount
                  ? [{ label: "Booked to", value: <code className="break-all text-xs">{counterAccount}</code> }]
                  : []),
                ...(station ? [{ label: "Station", value: station }] : []),
                ...(event ? [{ label: "Event", value: event }] : []),
                { label: "Note", value: payment.note || null },
                {
                  label: "Recorded",
                  value: (
                    <>
                      {recordedBy} · <Time at={payment.createdAt} zone={zone} />
                    </>
                  ),
                },
                ...(payment.decidedAt
                  ? [
                      {
                        label: payment.state === "rejected" ? "Rejected" : "Verified",
                        value: (
                          <>
                            {decidedBy} · <Time at={payment.decidedAt} zone={zone} />
                          </>
                        ),
                      },
                    ]
                  : []),
                ...(payment.reversedAt
                  ? [
                      {
                        label: "Reversed",
                        value: (
                          <>
                            {reversedBy} · <Time at={payment.reversedAt} zone={zone} />
                          </>
                        ),
                      },
                    ]
                  : []),
                ...(payment.reason ? [{ label: "Because", value: payment.reason }] : []),
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

function Acts({ id, state }: { id: string; state: string }) {
  if (state === "pending")
    return (
      <>
        <ActDialog
          label="Reject"
          title="Reject this payment?"
          text="It never reaches the books."
          verb="Reject"
          done="Rejected."
          act={rejectPayment}
          hidden={{ id }}
          reason="Why, for whoever wrote it down?"
        />
        <ActButton act={verifyPayment} id={id} done="Verified. It is in the books.">
          Verify
        </ActButton>
      </>
    );
  if (state !== "verified") return null;
  return (
    <ActDialog
      label="Reverse"
      title="Reverse this payment?"
      text="What it paid is open again, and the books hold the opposite of everything. The payment stays on record."
      verb="Reverse"
      done="Reversed."
      act={reversePayment}
      hidden={{ id }}
      reason="Why is it taken back?"
    />
  );
}
