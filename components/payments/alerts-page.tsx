import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { AcknowledgeButton } from "#components/payments/alerts-acknowledge";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent } from "#components/ui/card";
import { accountHref } from "#lib/payments/addresses";
import { alertStates, alertWords } from "#lib/payments/alerts/rules";

type Alert = {
  id: string;
  kind: string;
  subject: string;
  subjectId: string;
  message: string;
  openedAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
};
type Props = { slug: string; zone: string; alert: Alert; acknowledgedBy: string | null; mayPlan: boolean };

/** One alert, what it is about, and who looks after it. */
export function AlertPage({ slug, zone, alert, acknowledgedBy, mayPlan }: Props) {
  const state = alert.resolvedAt ? "resolved" : alert.acknowledgedAt ? "acknowledged" : "open";
  const record = recordOf(slug, alert);
  return (
    <>
      <PageHeader
        title={alertWords(alert.kind)}
        badge={<StateBadge state={state} {...alertStates[state]} />}
        crumbs={[{ label: alertWords(alert.kind) }]}
        description={<p>{alert.message}</p>}
        actions={state === "open" && mayPlan ? <AcknowledgeButton id={alert.id} /> : null}
      />
      <Card className="max-w-2xl">
        <CardContent className="pt-4">
          <Facts
            facts={[
              { label: "About", value: record ? <TextLink href={record.href}>{record.words}</TextLink> : "The books" },
              { label: "Came up", value: <Time at={alert.openedAt} zone={zone} named /> },
              {
                label: "Looked after by",
                value: alert.acknowledgedAt ? (
                  <>
                    {acknowledgedBy ?? "Somebody who left"}, since <Time at={alert.acknowledgedAt} zone={zone} />
                  </>
                ) : (
                  "Nobody yet"
                ),
              },
              {
                label: "Over",
                value: alert.resolvedAt ? (
                  <Time at={alert.resolvedAt} zone={zone} named />
                ) : (
                  "Not yet; it closes by itself"
                ),
              },
            ]}
          />
        </CardContent>
      </Card>
    </>
  );
}

/** Where the record is that an alert is about. */
function recordOf(slug: string, { subject, subjectId }: Alert): { href: string; words: string } | null {
  switch (subject) {
    case "payments.accounts":
      return { href: accountHref(slug, subjectId), words: "The account" };
    case "organizations.approval_requests":
      return { href: `/${slug}/organizations/requests/${subjectId}`, words: "The request" };
    case "payments.payouts":
      return { href: `/${slug}/payments/payouts/${subjectId}`, words: "The payout" };
    case "payments.disputes":
      return { href: `/${slug}/payments/disputes/${subjectId}`, words: "The dispute" };
    case "payments.bank_accounts":
      return { href: `/${slug}/payments/bank/${subjectId}`, words: "The bank account" };
    case "payments.books":
      return { href: `/${slug}/payments/trial-balance`, words: "The trial balance" };
    default:
      return null;
  }
}
