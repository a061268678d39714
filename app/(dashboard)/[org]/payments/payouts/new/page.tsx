import { NewPayout } from "#components/payments/payouts/new-payout";
import { payoutRequestScreen } from "#lib/payments/payouts/screens";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Request payout" };

export default async function NewPayoutPage({ searchParams }: PageProps<"/[org]/payments/payouts/new">) {
  const { currency } = await searchParams;
  const organization = await openOrganization();
  const screen = await read("payments:payout", (tx) => payoutRequestScreen(tx, currency, organization.currency));
  return <NewPayout organization={organization} {...screen} />;
}
