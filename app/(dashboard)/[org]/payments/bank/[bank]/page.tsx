import { notFound } from "next/navigation";
import { BankHeader } from "#components/payments/bank-header";
import { BankWork } from "#components/payments/bank-work";
import { bankAccount, otherSides } from "#lib/payments/bank/queries/accounts";
import { workbenchOf } from "#lib/payments/bank/queries/workbench";
import { workFilterOf } from "#lib/payments/bank/workbench";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Reconcile" };

export default async function WorkbenchPage({ params, searchParams }: PageProps<"/[org]/payments/bank/[bank]">) {
  const actor = await requireActor("payments:read");
  const { slug } = await openOrganization();
  const { bank: id } = await params;
  const filter = workFilterOf(await searchParams);
  const found = await read("payments:read", async (tx) => {
    const account = isId(id) ? await bankAccount(tx, { id }) : undefined;
    if (!account) return null;
    const work = await workbenchOf(tx, { bankAccountId: id, slug, filter });
    return { account, work, accounts: await otherSides(tx, { id }) };
  });
  if (!found) notFound();
  const { account, work, accounts } = found;
  return (
    <>
      <BankHeader slug={slug} account={account} at="work" mayImport={can(actor, "payments:reconcile")} />
      <BankWork
        {...{ slug, filter, work, accounts, account }}
        mayMatch={can(actor, "payments:reconcile")}
        mayWriteOff={can(actor, "payments:write_off")}
      />
    </>
  );
}
