import { PayoutAccountForm } from "#components/payments/payouts/account-form";
import { PageHeader } from "#components/shell/page-header";
import { payoutSettingsHref } from "#lib/payments/payouts/addresses";
import { accountFormScreen } from "#lib/payments/payouts/screens";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Add payout account" };

export default async function NewPayoutAccountPage() {
  const { countries, currencies, country } = await read("payments:payout", accountFormScreen);
  const { slug, currency } = await openOrganization();
  return (
    <>
      <PageHeader
        title="Add payout account"
        crumbs={[{ label: "Settings", href: payoutSettingsHref(slug) }, { label: "Add account" }]}
        description="Somebody else approves it, a test transfer with a code proves it, and it rests before the first payout. The number is encrypted and never shown again."
      />
      <PayoutAccountForm
        slug={slug}
        country={country}
        currency={currency}
        countries={countries}
        currencies={currencies}
      />
    </>
  );
}
