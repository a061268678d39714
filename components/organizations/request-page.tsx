import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { actWords, approvalStates } from "#lib/organizations/rules/approvals";
import { type Permission, permissionWords } from "#lib/permissions";
import { RequestDecision, WithdrawButton } from "./request-decision.tsx";

type Props = {
  zone: string;
  mine: boolean;
  request: {
    id: string;
    act: string;
    state: keyof typeof approvalStates;
    asker: string;
    reason: string;
    amountMinor: bigint | null;
    currency: string | null;
    about: string | null;
    approver: Permission;
    decider: string | null;
    decidedAt: Date | null;
    decisionNote: string | null;
    createdAt: Date;
    expiresAt: Date;
    mayDecide: boolean;
  };
  /** What will be done, in one sentence. */
  deed: string;
};

/** What somebody asked for, in words, and the two ways to decide it. */
export function RequestPage({ zone, mine, request, deed }: Props) {
  const title = actWords(request.act);
  return (
    <>
      <PageHeader
        title={title}
        badge={<StateBadge state={request.state} {...approvalStates[request.state]} />}
        crumbs={[{ label: title }]}
        actions={
          request.mayDecide ? (
            <RequestDecision id={request.id} deed={deed} />
          ) : mine && request.state === "requested" ? (
            <WithdrawButton id={request.id} deed={deed} />
          ) : null
        }
      />
      <Card className="max-w-2xl">
        <CardHeader>
          <CardTitle>{deed}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          <Facts
            facts={[
              { label: "Asked by", value: mine ? `${request.asker} (you)` : request.asker },
              { label: "Asked", value: <Time at={request.createdAt} zone={zone} named /> },
              { label: "Reason", value: request.reason || null },
              ...(request.about ? [{ label: "About", value: request.about }] : []),
              ...(request.amountMinor !== null && request.currency
                ? [{ label: "Amount", value: <Money minor={request.amountMinor} currency={request.currency} /> }]
                : []),
              { label: "Needs", value: `Somebody else who may “${permissionWords[request.approver]}”` },
              ...(request.decider
                ? [{ label: request.state === "rejected" ? "Rejected by" : "Approved by", value: request.decider }]
                : []),
              ...(request.decidedAt
                ? [{ label: "Decided", value: <Time at={request.decidedAt} zone={zone} named /> }]
                : [{ label: "Good until", value: <Time at={request.expiresAt} zone={zone} named /> }]),
              ...(request.decisionNote ? [{ label: "Note", value: request.decisionNote }] : []),
            ]}
          />
          {mine && request.state === "requested" ? (
            <p className="text-muted-foreground">
              You asked for this, so somebody else decides. Until then you can take it back.
            </p>
          ) : null}
        </CardContent>
      </Card>
    </>
  );
}
