import { FlaskConical } from "lucide-react";
import { Facts } from "#components/data/facts";
import { DisputeDecision } from "#components/gateway/dispute-decision";
import type { DisputeAtGateway } from "#lib/gateway/rules";
import { formatMoney } from "#lib/money";
import { disputeReason } from "#lib/payments/processor/rules";
import { formatMoment } from "#lib/time";

const states = {
  needs_response: "The merchant has not answered",
  under_review: "The merchant contests it",
  won: "Decided for the merchant",
  lost: "Decided for the buyer",
} as const;

/** The bank's desk of the test gateway: here a dispute is decided. */
export function DisputeAtGatewayPage({ dispute }: { dispute: DisputeAtGateway }) {
  const amount = formatMoney(dispute.amountMinor, dispute.currency);
  const decided = dispute.state === "won" || dispute.state === "lost";
  return (
    <div className="flex min-h-dvh flex-col bg-secondary text-base leading-6">
      <p className="flex items-center justify-center gap-2 bg-warning px-4 py-2 text-center font-medium text-sm text-warning-foreground">
        <FlaskConical aria-hidden className="size-4 shrink-0" />
        Test gateway: you are the bank here.
      </p>
      <main id="main" className="mx-auto grid w-full max-w-md grow content-start gap-5 px-4 py-8">
        <header>
          <p className="text-muted-foreground">{dispute.description}</p>
          <h1 className="figures font-semibold text-3xl tracking-tight">{amount} disputed</h1>
        </header>
        <div className="rounded-xl border bg-card p-4 sm:p-5">
          <Facts
            facts={[
              { label: "The buyer says", value: disputeReason(dispute.reason) },
              { label: "State", value: states[dispute.state] },
              { label: "Answer by", value: `${formatMoment(dispute.respondUntil, "UTC")} UTC` },
              { label: "Fee", value: formatMoney(dispute.feeMinor, dispute.currency) },
              {
                label: "The merchant says",
                value: dispute.evidence ? <span className="whitespace-pre-wrap">{dispute.evidence}</span> : null,
              },
            ]}
          />
        </div>
        {decided ? (
          <p className="text-muted-foreground">The shop was told. There is nothing more to do here.</p>
        ) : (
          <DisputeDecision disputeId={dispute.id} />
        )}
      </main>
      <footer className="px-4 py-6 text-center text-muted-foreground text-sm">Greenroom test gateway</footer>
    </div>
  );
}
