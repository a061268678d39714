import { notFound } from "next/navigation";
import { BankHeader } from "#components/payments/bank-header";
import { BankRules } from "#components/payments/bank-rules";
import { bankAccount } from "#lib/payments/bank/queries/accounts";
import { rememberedRules } from "#lib/payments/bank/queries/rules";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Rules for lines of the bank" };

export default async function BankRulesPage({ params }: PageProps<"/[org]/payments/bank/[bank]/rules">) {
  await requireActor("payments:reconcile");
  const { slug, zone } = await openOrganization();
  const { bank: id } = await params;
  const found = await read("payments:read", async (tx) => {
    const account = isId(id) ? await bankAccount(tx, { id }) : undefined;
    return account && { account, rules: await rememberedRules(tx, { bankAccountId: id }) };
  });
  if (!found) notFound();
  return (
    <>
      <BankHeader slug={slug} account={found.account} at="rules" mayImport />
      <BankRules slug={slug} zone={zone} bankAccountId={id} rules={found.rules} />
    </>
  );
}
