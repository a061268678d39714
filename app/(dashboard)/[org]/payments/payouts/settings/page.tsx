import { PayoutSettingsPage } from "#components/payments/payouts/settings-page";
import { payoutSettingsScreen } from "#lib/payments/payouts/screens";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Payout settings" };

export default async function SettingsOfPayoutsPage() {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const screen = await read("payments:read", payoutSettingsScreen);
  const may = { request: can(actor, "payments:payout"), approve: can(actor, "payments:approve") };
  return <PayoutSettingsPage organization={organization} userId={actor.userId} may={may} {...screen} />;
}
