import { PlatformWallet } from "#components/payments/platform-wallet";
import { WalletPage } from "#components/payments/wallet-page";
import { housePurses } from "#lib/payments/platform";
import { purses } from "#lib/payments/queries/purses";
import { trialBalance } from "#lib/payments/queries/reports";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Wallet" };

export default async function OneWalletPage() {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const frame = { organization, madeAt: new Date() };
  if (organization.isPlatform) {
    const { rows } = await read("payments:read", (tx) => trialBalance(tx));
    return <PlatformWallet {...frame} purses={housePurses(rows)} />;
  }
  return (
    <WalletPage {...frame} mayRequest={can(actor, "payments:payout")} purses={await read("payments:read", purses)} />
  );
}
