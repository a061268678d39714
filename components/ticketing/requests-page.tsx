import { Undo2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { ActButton, AddItem } from "#components/events/plan-item";
import { PlanList, PlanRow } from "#components/events/plan-list";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { approveRefundRequest, rejectRefundRequest } from "#lib/ticketing/actions/serving";
import type { RefundRequest } from "#lib/ticketing/queries/serving";

const words = { asked: "Waits", approved: "Approved", rejected: "Rejected", withdrawn: "Withdrawn" };
const tones = { asked: "warning", approved: "success", rejected: "neutral", withdrawn: "neutral" } as const;

/** What buyers asked back, and the two answers. */
export function RequestsPage({ slug, requests, zone }: { slug: string; requests: RefundRequest[]; zone: string }) {
  return (
    <>
      <PageHeader
        title="Refund requests"
        description="Buyers ask on their order's page. Nothing moves until somebody here says yes."
      />
      {requests.length === 0 ? (
        <Empty icon={<Undo2 />} title="Nobody asks for their money">
          When a buyer asks, the request waits here with its reason.
        </Empty>
      ) : (
        <PlanList label="Refund requests">
          {requests.map((one) => (
            <PlanRow
              key={one.id}
              title={
                <Link
                  className="underline-offset-4 hover:underline"
                  href={`/${slug}/ticketing/orders/${one.orderId}` as Route}
                >
                  {one.number}, {one.buyer}
                </Link>
              }
              badges={<StateBadge state={one.state} label={words[one.state]} tone={tones[one.state]} />}
              meta={[
                one.event,
                <Money key="left" minor={one.leftMinor} currency={one.currency} />,
                <Time key="at" at={one.createdAt} zone={zone} named />,
                one.decidedBy ? `Decided by ${one.decidedBy}` : null,
              ]}
              actions={
                one.state === "asked" ? (
                  <>
                    <ActButton
                      input={{ id: one.id, approved: true }}
                      act={approveRefundRequest}
                      label="Refund"
                      aria-label={`Refund order ${one.number}`}
                      done="Approved: the refund is on its way, or waits for a second person."
                      ask={{
                        title: `Refund order ${one.number}?`,
                        text: "All that is left of it goes back, and its tickets admit nobody any more. It cannot be undone.",
                      }}
                    />
                    <AddItem
                      label="Say no"
                      title={`Say no to order ${one.number}`}
                      text="The buyer gets your words by e-mail. The tickets stay good."
                      verb="Say no"
                      done="The buyer was told."
                      variant="ghost"
                      size="sm"
                      action={rejectRefundRequest}
                      hidden={{ id: one.id, approved: "false" }}
                      fields={[{ name: "answer", label: "Why not", kind: "long", rows: 3, required: true }]}
                    />
                  </>
                ) : null
              }
            >
              <p className="break-words">“{one.reason}”</p>
              {one.answer ? <p className="break-words text-muted-foreground">Answer: {one.answer}</p> : null}
            </PlanRow>
          ))}
        </PlanList>
      )}
    </>
  );
}
