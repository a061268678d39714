import { LongTextField, TextField } from "#components/data/fields";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { AttachedFile } from "#components/sponsorship/attached-file";
import { FileField } from "#components/sponsorship/file-field";
import { CountedFields, ProofFigure } from "#components/sponsorship/proof-figure";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { approveProof, rejectProof, submitProof } from "#lib/sponsorship/actions";
import type { DeliverableFacts, OrderFacts } from "#lib/sponsorship/queries/order";
import { deliverableStates } from "#lib/sponsorship/words";

type Props = { order: OrderFacts; slug: string; zone: string; may: { deliver: boolean; judge: boolean } };

/** The milestones with their money, and what was promised for each. */
export function Deliverables({ order, slug, zone, may }: Props) {
  const live = order.state === "locked" || order.state === "disputed";
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>Milestones and deliverables</CardTitle>
          <CardDescription>
            A milestone's money can be released when all its deliverables are approved.
            {order.autoApproveDays
              ? ` A proof that nobody answers within ${order.autoApproveDays} days is approved.`
              : " Silence approves nothing."}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-6">
        {order.milestones.map((milestone) => (
          <section key={milestone.id} aria-label={milestone.title} className="grid gap-2">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <h3 className="font-medium text-sm">{milestone.title}</h3>
              <span className="text-muted-foreground text-sm">
                <Money minor={milestone.settledMinor} currency={order.currency} /> of{" "}
                <Money minor={milestone.amountMinor} currency={order.currency} className="text-foreground" /> settled,
                due <Day day={milestone.dueOn} />
              </span>
            </div>
            <ul className="divide-y rounded-lg border">
              {order.deliverables
                .filter(({ milestoneId }) => milestoneId === milestone.id)
                .map((one) => (
                  <li key={one.id} className="grid gap-2 p-3">
                    <Deliverable one={one} slug={slug} zone={zone} may={may} live={live} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </CardContent>
    </Card>
  );
}

type OneProps = { one: DeliverableFacts; slug: string; zone: string; may: Props["may"]; live: boolean };

function Deliverable({ one, slug, zone, may, live }: OneProps) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-medium">{one.title}</p>
          <p className="text-[0.8125rem] text-muted-foreground">
            {one.wanted === null ? "" : `At least ${one.wanted.toLocaleString("en")}. `}
            Due <Day day={one.dueOn} />
            {one.slaDays > 0 ? `, ${one.slaDays} days' grace` : ""}
            {one.description ? `. ${one.description}` : ""}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {one.late ? <Badge variant="danger">Late</Badge> : null}
          <StateBadge state={one.state} {...deliverableStates[one.state]} />
          {live && may.deliver && (one.state === "open" || one.state === "rejected") ? <Show one={one} /> : null}
          {live && may.judge && one.state === "submitted" ? <Judge one={one} /> : null}
        </div>
      </div>
      {one.proofs.map((proof) => (
        <div key={proof.id} className="grid gap-1 rounded-md bg-muted p-3 text-sm">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <strong className="font-medium">Proof {proof.n}</strong>
            <span className="text-muted-foreground">
              <Time at={proof.submittedAt} zone={zone} />
              {proof.late ? ", after the grace" : ""}
            </span>
            {proof.approved === null ? null : (
              <StateBadge
                state={proof.approved ? "approved" : "rejected"}
                label={proof.bySilence ? "Approved by silence" : undefined}
              />
            )}
          </p>
          {proof.words ? <p className="whitespace-pre-wrap break-words">{proof.words}</p> : null}
          <ProofFigure proof={proof} />
          {proof.link ? (
            <a
              href={proof.link}
              rel="noreferrer nofollow"
              target="_blank"
              className="inline-block min-h-6 break-all text-primary-text underline underline-offset-4"
            >
              {proof.link}
            </a>
          ) : null}
          <AttachedFile slug={slug} file={proof.file} />
          {proof.reason && !proof.bySilence ? <p className="text-destructive-text">{proof.reason}</p> : null}
        </div>
      ))}
    </>
  );
}

const Show = ({ one }: { one: DeliverableFacts }) => (
  <FormButton
    label="Show proof"
    name={`Show proof of ${one.title}`}
    variant="default"
    title={`Proof of ${one.title}`}
    text="A file, a link or a number. The sponsor decides."
    verb="Send to the sponsor"
    pendingVerb="Sending…"
    action={submitProof}
    hidden={{ id: one.id }}
    done="The sponsor is asked."
  >
    <TextField name="link" label="Link" type="url" placeholder="https://" maxLength={500} />
    <TextField
      name="figure"
      label="Number"
      inputMode="numeric"
      hint={one.wanted === null ? "Impressions, visitors, copies." : `Promised: ${one.wanted.toLocaleString("en")}.`}
    />
    <CountedFields />
    <FileField owner="deliverable" ownerId={one.id} />
    <LongTextField name="words" label="In words" rows={3} maxLength={1000} />
  </FormButton>
);

const Judge = ({ one }: { one: DeliverableFacts }) => (
  <>
    <FormButton
      label="Reject"
      name={`Reject the proof of ${one.title}`}
      title={`Not what was agreed?`}
      text={one.title}
      verb="Reject"
      pendingVerb="One moment…"
      tone="destructive"
      action={rejectProof}
      hidden={{ id: one.id }}
      done="The organizer is told, and shows another proof."
    >
      <LongTextField name="reason" label="What is missing" required rows={3} maxLength={500} />
    </FormButton>
    <FormButton
      label="Approve"
      name={`Approve the proof of ${one.title}`}
      variant="default"
      title={`Was ${one.title} delivered?`}
      text="Approved stays approved. Its milestone's money can be released when everything for it is."
      verb="Approve"
      pendingVerb="One moment…"
      action={approveProof}
      hidden={{ id: one.id }}
      done="Approved."
    />
  </>
);
