import { ChartPanel } from "#components/data/chart-panel";
import { ReportFacts } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import type { Goal, GoalProgress } from "#lib/payments/planning/queries";
import { formatMoment, zoneName } from "#lib/time";
import { GoalState, PaceBadge, subjectOf } from "./planning-goals.tsx";

type Props = {
  organization: { slug: string; name: string; zone: string };
  goal: Goal;
  history: readonly GoalProgress[];
  today: string;
  madeAt: Date;
  mayExport: boolean;
};

/** One goal: how far it is now, and how far it was in the months or years before. */
export function GoalPage({ organization, goal, history, today, madeAt, mayExport }: Props) {
  const reached = history.filter((one) =>
    one.spending ? one.doneMinor <= goal.targetMinor : one.doneMinor >= goal.targetMinor,
  ).length;
  return (
    <>
      <PageHeader
        title={goal.name}
        badge={<PaceBadge goal={goal} />}
        crumbs={[{ label: goal.name }]}
        description={
          <ReportFacts organization={organization} currencies={[goal.currency]} asOf={today} madeAt={madeAt} />
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Card>
          <CardContent className="pt-4">
            <GoalState goal={goal} />
          </CardContent>
        </Card>
        <ChartPanel
          title={`${subjectOf(goal)} against the target`}
          axis={goal.every === "month" ? "Month" : "Year"}
          summary={`Reached in ${reached} of ${history.length}. The target is ${formatMoney(goal.targetMinor, goal.currency)} ${goal.every === "month" ? "a month" : "a year"}.`}
          shape="bar"
          files={
            mayExport
              ? {
                  ...{ name: `${organization.slug}-goal`, period: goal.name, zone: organization.zone },
                  asOf: `${formatMoment(madeAt, organization.zone)} ${zoneName(madeAt, organization.zone)}`,
                }
              : undefined
          }
          currency={goal.currency}
          series={[
            { key: "done", label: "Done", color: 1 },
            { key: "target", label: "Target", color: 2 },
          ]}
          points={[...history].reverse().map((one) => ({
            label: goal.every === "month" ? one.startsOn.slice(0, 7) : one.startsOn.slice(0, 4),
            done: String(one.doneMinor),
            target: String(goal.targetMinor),
          }))}
        />
      </div>
    </>
  );
}
