import { LimitsPage } from "#components/payments/limits-page";
import { limitsScreen } from "#lib/payments/limits/queries";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Limits" };

export default async function ActLimitsPage({ params }: PageProps<"/[org]/settings/limits">) {
  const screen = await read("organizations:rules", limitsScreen);
  const { currency } = await openOrganization();
  return <LimitsPage slug={(await params).org} currency={currency} {...screen} />;
}
