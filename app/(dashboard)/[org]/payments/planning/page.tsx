import { GoalButton } from "#components/payments/planning-goal-form";
import { Goals } from "#components/payments/planning-goals";
import { PlanningTabs } from "#components/payments/planning-tabs";
import { ReportFacts } from "#components/payments/report";
import { goalsScreen } from "#lib/payments/planning/form";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Goals" };

export default async function GoalsPage() {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const madeAt = new Date();
  const day = dayIn(madeAt, organization.zone);
  const about = { day, currency: organization.currency, mayPlan: can(actor, "payments:plan") };
  const { goals, choices } = await read("payments:read", (tx) => goalsScreen(tx, about));
  const currencies = [...new Set(goals.map(({ currency }) => currency))];
  return (
    <>
      <PlanningTabs
        slug={organization.slug}
        current="goals"
        description={<ReportFacts organization={organization} currencies={currencies} asOf={day} madeAt={madeAt} />}
        actions={choices && goals.length > 0 ? <GoalButton choices={choices} /> : null}
      />
      <Goals slug={organization.slug} goals={goals} choices={choices} />
    </>
  );
}
