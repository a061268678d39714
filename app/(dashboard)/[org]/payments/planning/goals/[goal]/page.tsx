import { notFound } from "next/navigation";
import { GoalPage } from "#components/payments/planning-goal-page";
import { goalProgress, goals } from "#lib/payments/planning/queries";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { dayIn } from "#lib/time";

export const metadata = { title: "Goal" };

export default async function OneGoalPage({ params }: PageProps<"/[org]/payments/planning/goals/[goal]">) {
  const actor = await requireActor("payments:read");
  const { goal: id } = await params;
  if (!isId(id)) notFound();
  const organization = await openOrganization();
  const madeAt = new Date();
  const today = dayIn(madeAt, organization.zone);
  const { goal, history } = await read("payments:read", async (tx) => ({
    goal: (await goals(tx, { day: today })).find((one) => one.id === id),
    history: await goalProgress(tx, { day: today, goal: id, periods: 12 }),
  }));
  if (!goal) notFound();
  const mayExport = actor.permissions.has("analytics:export");
  return <GoalPage {...{ organization, goal, history, today, madeAt, mayExport }} />;
}
