import { ProcessorAccount } from "#components/payments/processor-account";
import { ProcessorTabs } from "#components/payments/processor-tabs";
import { webhookAddress } from "#lib/payments/processor/connect";
import { connectedAccounts } from "#lib/payments/processor/queries";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Account at the processor" };

export default async function AccountPage() {
  await requireActor("payments:gateway");
  const { slug, zone, isPlatform } = await openOrganization();
  const accounts = await read("payments:gateway", (tx) => connectedAccounts(tx));
  const id = crypto.randomUUID();
  return (
    <>
      <ProcessorTabs slug={slug} current="account" mayConnect />
      <ProcessorAccount
        accounts={accounts}
        isPlatform={isPlatform}
        zone={zone}
        next={{ id, address: webhookAddress(id) }}
      />
    </>
  );
}
