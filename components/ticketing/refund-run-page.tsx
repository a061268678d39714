import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { ActButton, AddItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { RepaintWhile } from "#components/ticketing/repaint-while";
import { Button } from "#components/ui/button";
import { Progress } from "#components/ui/progress";
import { retryRefundRun, startRefundRun } from "#lib/ticketing/actions/serving";
import type { RefundRun } from "#lib/ticketing/queries/serving";

type Props = { slug: string; event: { id: string; name: string; state: string; zone: string }; run: RefundRun | null };

/** Everybody's money back for an event that does not happen: how far it is, and what needs a hand. */
export function RefundRunPage({ slug, event, run }: Props) {
  if (run) return <Run slug={slug} event={event} run={run} />;
  return event.state === "cancelled" ? (
    <NothingYet
      title="Nobody was refunded yet"
      action={
        <AddItem
          label="Refund everybody"
          title={`Refund everybody of ${event.name}`}
          text="Every paid order gets all that is left of it back. It goes on by itself, also when this page is closed, and cannot be undone."
          verb="Refund everybody"
          done="The refunds have begun."
          action={startRefundRun}
          hidden={{ eventId: event.id }}
          fields={[
            {
              name: "reason",
              label: "Reason",
              kind: "long",
              rows: 2,
              required: true,
              hint: "For the buyers and the books.",
            },
          ]}
        />
      }
    >
      The event is cancelled, and its buyers have paid. One run refunds all of them and says how each order went.
    </NothingYet>
  ) : (
    <NothingYet title="The event goes on">
      Single orders are refunded on their own page. Once the event is cancelled, everybody can be refunded here at once.
    </NothingYet>
  );
}

function Run({ slug, event, run }: Props & { run: RefundRun }) {
  const { counts } = run;
  const settled = counts.refunded + counts.failed;
  const percent = counts.all === 0 ? 100 : Math.floor((100 * settled) / counts.all);
  const orders = `/${slug}/ticketing/orders?f.event=${encodeURIComponent(event.name)}`;
  const each = `/${slug}/ticketing/refunds?f.event=${encodeURIComponent(event.name)}`;
  const outcomes: [string, number][] = [
    ["Refunded", counts.refunded],
    ["On the way", counts.underway],
    ["Wait for a second person", counts.second],
    ["Not yet tried", counts.waiting],
    ["Failed", counts.failed],
  ];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <RepaintWhile busy={run.state === "running" || counts.underway > 0} />
      <section>
        <PlanHead
          title="Refund of everybody"
          text={
            <>
              Begun {run.by ? `by ${run.by} ` : ""}on <Time at={run.createdAt} zone={event.zone} named />: “{run.reason}
              ”
            </>
          }
          actions={
            <>
              <Button asChild variant="outline" size="sm">
                <Link href={each as Route}>Each order</Link>
              </Button>
              {counts.failed > 0 && run.state === "finished" ? (
                <ActButton
                  input={{ id: run.id }}
                  act={retryRefundRun}
                  label="Try the failed ones again"
                  done="They are tried again."
                />
              ) : null}
            </>
          }
        />
        <div className="grid gap-3 rounded-lg border bg-card p-4">
          <p className="flex flex-wrap items-center gap-2">
            <StateBadge
              state={run.state}
              label={run.state === "running" ? "Running" : "Finished"}
              tone={run.state === "running" ? "info" : "success"}
            />
            <span>
              {settled} of {counts.all} orders have an outcome,{" "}
              <Link className="underline underline-offset-4" href={orders as Route}>
                <Money minor={run.refundedMinor} currency={run.currency} />
              </Link>{" "}
              went back.
            </span>
          </p>
          <Progress value={percent} label={`${percent} % of the orders have an outcome`} />
          <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
            {outcomes.map(([label, count]) => (
              <div key={label}>
                <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
                <dd className="figures font-semibold text-lg">{count}</dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
      {run.failed.length > 0 ? (
        <section>
          <PlanHead title="Needs a hand" text="These orders still have their buyers' money. Each says why." />
          <PlanList label="Failed refunds">
            {run.failed.map((one) => (
              <PlanRow
                key={one.orderId}
                tone="danger"
                title={
                  <Link
                    className="underline-offset-4 hover:underline"
                    href={`/${slug}/ticketing/orders/${one.orderId}` as Route}
                  >
                    {one.number}, {one.buyer}
                  </Link>
                }
                meta={[<Money key="left" minor={one.leftMinor} currency={run.currency} />, one.problem]}
              />
            ))}
          </PlanList>
        </section>
      ) : null}
    </div>
  );
}
