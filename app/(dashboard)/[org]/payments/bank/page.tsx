import Link from "next/link";
import { BankAccounts } from "#components/payments/bank-accounts";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { bankAccountList } from "#lib/payments/bank/queries/accounts";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Bank" };

export default async function BankPage() {
  const actor = await requireActor("payments:read");
  const { slug } = await openOrganization();
  const accounts = await read("payments:read", bankAccountList);
  const may = can(actor, "payments:reconcile");
  return (
    <>
      <PageHeader
        title="Bank"
        description="Accounts at banks, their statements, and how much of each line is explained by the books."
        actions={
          <>
            <Button variant="outline" asChild>
              <Link href={`/${slug}/payments/bank/three-way`}>Ledger, processor, bank</Link>
            </Button>
            {may ? (
              <Button asChild>
                <Link href={`/${slug}/payments/bank/new`}>Open a bank account</Link>
              </Button>
            ) : null}
          </>
        }
      />
      <BankAccounts slug={slug} accounts={accounts} mayOpen={may} />
    </>
  );
}
