import { LongTextField } from "#components/data/fields";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageHeader } from "#components/shell/page-header";
import { AttachedFile } from "#components/sponsorship/attached-file";
import { FileField } from "#components/sponsorship/file-field";
import { PageForm } from "#components/sponsorship/page-form";
import { TermsFields } from "#components/sponsorship/terms-fields";
import { Versions } from "#components/sponsorship/versions";
import { Viewed } from "#components/sponsorship/viewed";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { acceptProposal, counterProposal, rejectProposal, sendProposal, writeMessage } from "#lib/sponsorship/actions";
import type { ThreadFacts } from "#lib/sponsorship/queries/talks";
import { proposalStates, sideWords } from "#lib/sponsorship/words";

type Props = { thread: ThreadFacts; slug: string; zone: string; may: { write: boolean; take: boolean } };

/** Talks of two parties: the versions side by side, what is on the table, and what this side may answer. */
export function ProposalPage({ thread, slug, zone, may }: Props) {
  const { id, side, state } = thread;
  const open = ["sent", "viewed", "counter"].includes(state);
  const [last] = thread.versions;
  const takes = may.take && (side === "sponsor" || may.write);
  return (
    <>
      {side === "sponsor" && state === "sent" ? <Viewed id={id} /> : null}
      <PageHeader
        title={`${thread.number}: ${thread.title}`}
        badge={<StateBadge state={state} {...proposalStates[state]} />}
        crumbs={[{ label: thread.number }]}
        description={
          <p>
            {thread.organizerName} and {thread.sponsorName}, for {thread.eventName}. You are the{" "}
            {sideWords[side].toLowerCase()}.
          </p>
        }
        actions={
          <>
            {thread.orderId ? (
              <LinkButton href={`/${slug}/sponsorship/orders/${thread.orderId}`}>Open the order</LinkButton>
            ) : null}
            {(open || state === "draft") && takes ? (
              <FormButton
                label={side === "organizer" ? "Withdraw" : "Reject"}
                title="End these talks?"
                text="They go on in a new proposal only."
                verb={side === "organizer" ? "Withdraw" : "Reject"}
                pendingVerb="One moment…"
                tone="destructive"
                action={rejectProposal}
                hidden={{ id }}
                done="The talks are over."
              >
                <LongTextField name="reason" label="Reason" required rows={2} maxLength={500} />
              </FormButton>
            ) : null}
            {state === "draft" && may.write ? (
              <FormButton
                label="Send"
                variant="default"
                title={`Send it to ${thread.sponsorName}?`}
                text="What was sent is not changed any more; both sides answer with new versions."
                verb="Send"
                pendingVerb="Sending…"
                action={sendProposal}
                hidden={{ id }}
                done="It is sent."
              />
            ) : null}
            {open && takes && thread.turn === side && last ? (
              <FormButton
                label="Accept"
                variant="default"
                title={`Accept version ${thread.version}?`}
                text={`${formatMoney(last.priceMinor, last.currency)} for ${thread.title}. It becomes an order at once.`}
                verb="Accept"
                pendingVerb="One moment…"
                action={acceptProposal}
                hidden={{ id, version: String(thread.version) }}
                done="Agreed. The order is there."
              />
            ) : null}
          </>
        }
      />
      {open ? (
        <Alert className="mb-4">
          <AlertTitle>
            {thread.turn === side ? "It is your turn" : `${sideWords[thread.turn]}'s turn`}, until{" "}
            <Time at={thread.expiresAt} zone={zone} named />
          </AlertTitle>
        </Alert>
      ) : null}
      {thread.reason ? (
        <Alert className="mb-4">
          <AlertTitle>{thread.reason}</AlertTitle>
        </Alert>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Versions thread={thread} zone={zone} />
        {open && takes && last ? (
          <Card>
            <CardHeader>
              <div>
                <CardTitle>Counter-offer</CardTitle>
                <CardDescription>Begins from version {last.n}. The other side accepts it, or answers.</CardDescription>
              </div>
            </CardHeader>
            <CardContent>
              <details>
                <summary className="min-h-6 cursor-pointer font-medium text-primary-text text-sm">
                  Answer with other terms
                </summary>
                <div className="mt-4">
                  <PageForm
                    action={counterProposal}
                    hidden={{ id, version: String(thread.version) }}
                    verb="Send counter-offer"
                    done="It is sent."
                  >
                    <TermsFields
                      currency={last.currency}
                      price={last.priceMinor}
                      terms={last.terms}
                      mayTax={side === "organizer"}
                    />
                  </PageForm>
                </div>
              </details>
            </CardContent>
          </Card>
        ) : null}
        <Messages thread={thread} slug={slug} zone={zone} mayWrite={takes && state !== "draft"} />
      </div>
    </>
  );
}

function Messages({ thread, slug, zone, mayWrite }: Pick<Props, "thread" | "slug" | "zone"> & { mayWrite: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Messages</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        {thread.messages.length === 0 ? <p className="text-muted-foreground">Nobody has written yet.</p> : null}
        <ul className="grid gap-3">
          {thread.messages.map((one) => (
            <li key={one.id} className="grid gap-1 rounded-lg border p-3 text-sm">
              <p className="text-muted-foreground">
                {one.author}, {sideWords[one.side].toLowerCase()}, <Time at={one.at} zone={zone} />
              </p>
              <p className="whitespace-pre-wrap break-words">{one.body}</p>
              <AttachedFile slug={slug} file={one.file} />
            </li>
          ))}
        </ul>
        {mayWrite ? (
          <PageForm action={writeMessage} hidden={{ id: thread.id }} verb="Write" done="Sent.">
            <LongTextField name="body" label="Message" required rows={3} maxLength={4000} />
            <FileField owner="thread" ownerId={thread.id} />
          </PageForm>
        ) : null}
      </CardContent>
    </Card>
  );
}
