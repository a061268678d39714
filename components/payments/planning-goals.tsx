import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Progress } from "#components/ui/progress";
import type { Goal } from "#lib/payments/planning/queries";
import { everyWords, goalMeasures, paceOf, percentOf } from "#lib/payments/planning/rules";
import { ArchiveGoalButton, GoalButton, type GoalChoices } from "./planning-goal-form.tsx";

type Props = { slug: string; goals: readonly Goal[]; choices?: GoalChoices };

/** Each goal with how far it is, against what should be done by today. */
export function Goals({ slug, goals, choices }: Props) {
  if (goals.length === 0)
    return (
      <Card>
        <Empty title="No goals yet" action={choices ? <GoalButton choices={choices} /> : null}>
          Say what should be earned, or at most spent, every month or year.
        </Empty>
      </Card>
    );
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {goals.map((goal) => (
        <li key={goal.id}>
          <Card>
            <CardHeader>
              <CardTitle className="flex flex-wrap items-center gap-2">
                <Link
                  href={`/${slug}/payments/planning/goals/${goal.id}` as Route}
                  className="underline-offset-4 hover:underline"
                >
                  {goal.name}
                </Link>
                <PaceBadge goal={goal} />
              </CardTitle>
              {choices ? (
                <div className="flex gap-2">
                  <GoalButton goal={goal} choices={choices} />
                  <ArchiveGoalButton goal={goal} />
                </div>
              ) : null}
            </CardHeader>
            <CardContent>
              <GoalState goal={goal} />
            </CardContent>
          </Card>
        </li>
      ))}
    </ul>
  );
}

export function PaceBadge({ goal: { progress } }: { goal: Goal }) {
  if (!progress) return <StateBadge state="waiting" label="Not yet" tone="neutral" />;
  const { ahead } = paceOf(progress);
  const label = progress.spending ? (ahead ? "Within" : "Too much") : ahead ? "On track" : "Behind";
  return <StateBadge state={label} label={label} tone={ahead ? "success" : "warning"} />;
}

/** The bar, what it says in words, and what is counted. */
export function GoalState({ goal }: { goal: Goal }) {
  const { currency, targetMinor, progress } = goal;
  return (
    <div className="grid gap-2">
      {progress ? (
        <>
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>
              <Money minor={progress.doneMinor} currency={currency} className="font-semibold text-lg" />{" "}
              <span className="text-muted-foreground">
                of <Money minor={targetMinor} currency={currency} />
              </span>
            </span>
            <span className="figures text-muted-foreground">{percentOf(progress.doneMinor, targetMinor)} %</span>
          </p>
          <Progress
            label={`Progress of ${goal.name}`}
            value={percentOf(progress.doneMinor, targetMinor)}
            className="h-2.5"
          />
          <PaceWords goal={goal} />
        </>
      ) : (
        <p className="text-muted-foreground">
          <Money minor={targetMinor} currency={currency} />, from <Day day={goal.startsOn} /> on.
        </p>
      )}
      <p className="text-[0.8125rem] text-muted-foreground">
        {[everyWords[goal.every], subjectOf(goal), goal.event, goal.station].filter(Boolean).join(" · ")}
      </p>
    </div>
  );
}

function PaceWords({ goal: { progress, currency } }: { goal: Goal }) {
  if (!progress) return null;
  const { ahead, byMinor } = paceOf(progress);
  return (
    <p>
      <Money minor={byMinor} currency={currency} />{" "}
      {progress.spending ? (ahead ? "below" : "above") : ahead ? "ahead of" : "behind"} what should be{" "}
      {progress.spending ? "spent" : "done"} by today, <Money minor={progress.expectedMinor} currency={currency} />. It
      ends on <Day day={progress.endsOn} />.
    </p>
  );
}

export const subjectOf = (goal: Goal) => goal.category ?? goal.account ?? goalMeasures[goal.measure];
