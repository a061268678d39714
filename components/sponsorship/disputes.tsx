import { LongTextField, MoneyField } from "#components/data/fields";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { AttachedFile } from "#components/sponsorship/attached-file";
import { FileField } from "#components/sponsorship/file-field";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { majorUnits } from "#lib/money";
import { addEvidence, askSplit, withdrawDispute } from "#lib/sponsorship/actions";
import type { DisputeFacts, OrderFacts } from "#lib/sponsorship/queries/order";
import { disputeStates, sideWords } from "#lib/sponsorship/words";

type Props = { order: OrderFacts; slug: string; zone: string; maySplit: boolean };

/** What the parties disagree about, what each says and shows, and how it ended. */
export function Disputes({ order, slug, zone, maySplit }: Props) {
  if (order.disputes.length === 0) return null;
  return (
    <Card id="disputes">
      <CardHeader>
        <CardTitle>Disputes</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-6">
        {order.disputes.map((one) => (
          <section key={one.id} aria-label={`Dispute: ${one.reason}`} className="grid gap-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p>
                <Money minor={one.amountMinor} currency={order.currency} className="font-medium" /> by the{" "}
                {sideWords[one.side].toLowerCase()}, <Time at={one.openedAt} zone={zone} />
              </p>
              <StateBadge state={one.state} {...disputeStates[one.state]} />
            </div>
            <p className="break-words">{[one.milestone, one.reason].filter(Boolean).join(": ")}</p>
            {one.evidence.length > 0 ? (
              <ul className="divide-y rounded-lg border">
                {one.evidence.map((said) => (
                  <li key={said.id} className="grid gap-1 p-3 text-sm">
                    <p className="text-muted-foreground">
                      {said.author}, {sideWords[said.side].toLowerCase()}, <Time at={said.at} zone={zone} />
                    </p>
                    <p className="whitespace-pre-wrap break-words">{said.body}</p>
                    <AttachedFile slug={slug} file={said.file} />
                  </li>
                ))}
              </ul>
            ) : null}
            {one.state === "settled" ? (
              <p className="text-muted-foreground">
                <Money minor={one.releasedMinor} currency={order.currency} /> to the organizer,{" "}
                <Money minor={one.refundedMinor} currency={order.currency} /> to the sponsor. {one.resolution}
              </p>
            ) : one.state === "withdrawn" ? (
              <p className="text-muted-foreground">{one.resolution}</p>
            ) : (
              <Acts one={one} order={order} maySplit={maySplit} />
            )}
          </section>
        ))}
      </CardContent>
    </Card>
  );
}

function Acts({ one, order, maySplit }: { one: DisputeFacts; order: OrderFacts; maySplit: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      <FormButton
        label="Add evidence"
        title="What speaks for you?"
        text="Both parties read it."
        verb="Add"
        pendingVerb="Adding…"
        action={addEvidence}
        hidden={{ id: one.id }}
        done="It stands beside the dispute."
      >
        <LongTextField name="body" label="In words" required rows={4} maxLength={4000} />
        <FileField owner="dispute" ownerId={one.id} />
      </FormButton>
      {one.side === order.side ? (
        <FormButton
          label="Withdraw"
          title="Take the dispute back?"
          text="The money is held as before."
          verb="Withdraw"
          pendingVerb="One moment…"
          action={withdrawDispute}
          hidden={{ id: one.id }}
          done="The dispute is over."
        >
          <LongTextField name="reason" label="Reason" required rows={2} maxLength={500} />
        </FormButton>
      ) : null}
      {maySplit && order.side === "organizer" ? (
        <FormButton
          label="Settle"
          variant="default"
          title="Split what is disputed"
          text="What is in neither part stays held. A second person approves it."
          verb="Ask for approval"
          pendingVerb="Asking…"
          action={askSplit}
          hidden={{ orderId: order.id, disputeId: one.id, currency: order.currency }}
          keyed
          done="Asked."
        >
          <MoneyField name="release" label="To the organizer" currency={order.currency} defaultValue="0" />
          <MoneyField
            name="refund"
            label="Back to the sponsor"
            currency={order.currency}
            defaultValue={majorUnits(one.amountMinor, order.currency)}
          />
          <LongTextField name="reason" label="Why so" required rows={3} maxLength={500} />
        </FormButton>
      ) : null}
    </div>
  );
}
