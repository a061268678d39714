import { AlertRules } from "#components/payments/alerts-rules";
import { PageHeader } from "#components/shell/page-header";
import { alertRulesScreen } from "#lib/payments/alerts/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Alert rules" };

export default async function AlertRulesPage() {
  const actor = await requireActor("payments:read");
  const screen = await read("payments:read", alertRulesScreen);
  return (
    <>
      <PageHeader
        title="Alert rules"
        crumbs={[{ label: "Rules" }]}
        description="When somebody has to be told: on the page of alerts, and once by e-mail to who approves payouts."
      />
      <AlertRules {...screen} mayPlan={can(actor, "payments:plan")} />
    </>
  );
}
