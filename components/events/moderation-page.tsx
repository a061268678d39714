import type { Route } from "next";
import Link from "next/link";
import { Time } from "#components/data/time";
import { ActButton, AddItem } from "#components/events/plan-item";
import { NothingYet, PlanFilter, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { moderateComment, rejectComment } from "#lib/events/actions/posts";
import type { Held } from "#lib/events/queries/posts";

const why = {
  link: "Has a link",
  rejected_before: "Was rejected before",
  reported: "Reported",
} as const;

type Props = { slug: string; held: Held[]; shown: "waiting" | "decided"; counts: { waiting: number; decided: number } };

/** What people wrote that somebody has to look at: shown or not shown, with a reason. */
export function ModerationPage({ slug, held, shown, counts }: Props) {
  return (
    <>
      <PageHeader
        title="Comments"
        description="Held because of a link or an earlier rejection, or reported by readers. Until somebody decides, only whoever wrote it sees it."
      />
      <PlanFilter
        path={`/${slug}/events/moderation`}
        shown={shown}
        choices={[
          { key: "waiting", label: "To decide", count: counts.waiting },
          { key: "decided", label: "Decided", count: counts.decided },
        ]}
      />
      {held.length === 0 ? (
        <NothingYet title={shown === "waiting" ? "Nothing waits" : "Nothing was decided yet"}>
          Comments come here when they are held or reported.
        </NothingYet>
      ) : (
        <PlanList label={shown === "waiting" ? "Comments to decide" : "Decided comments"}>
          {held.map((one) => (
            <PlanRow
              key={one.id}
              title={one.author}
              badges={
                <>
                  {one.held_for ? <Badge variant="warning">{why[one.held_for]}</Badge> : null}
                  {one.decision && shown === "decided" ? (
                    <Badge variant={one.decision === "approved" ? "success" : "neutral"}>
                      {one.decision === "approved" ? "Approved" : "Rejected"}
                    </Badge>
                  ) : null}
                </>
              }
              meta={[
                <Time key="at" at={one.created_at} zone={one.zone} named />,
                <Link key="event" className="hover:underline" href={`/${slug}/events/${one.event_id}/posts` as Route}>
                  {one.event}: {one.post}
                </Link>,
                one.decided_by ? `Decided by ${one.decided_by}` : null,
              ]}
              actions={<Acts one={one} />}
            >
              <p className="max-w-prose whitespace-pre-line break-words">{one.body}</p>
              {one.reports.filter(Boolean).map((reason, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: reports are shown as they came
                <p key={index} className="text-[0.8125rem] text-muted-foreground">
                  A reader says: {reason}
                </p>
              ))}
              {one.reason && shown === "decided" ? (
                <p className="text-[0.8125rem] text-muted-foreground">Reason: {one.reason}</p>
              ) : null}
            </PlanRow>
          ))}
        </PlanList>
      )}
    </>
  );
}

function Acts({ one }: { one: Held }) {
  return (
    <>
      {one.state === "pending" || one.state === "rejected" ? (
        <ActButton
          label="Approve"
          aria-label={`Approve the comment of ${one.author}`}
          input={{ id: one.id, approve: true }}
          act={moderateComment}
          done="It is shown."
        />
      ) : null}
      {one.state === "pending" || one.state === "visible" ? (
        <AddItem
          label="Reject"
          plain
          variant="outline"
          size="sm"
          title={`Reject the comment of ${one.author}?`}
          text="It is not shown, and whoever wrote it is told why."
          verb="Reject"
          done="It is not shown. They were told why."
          action={rejectComment}
          hidden={{ id: one.id }}
          fields={[{ name: "reason", label: "Reason", kind: "long", required: true }]}
        />
      ) : null}
    </>
  );
}
