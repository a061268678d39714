import { notFound } from "next/navigation";
import { BankHeader } from "#components/payments/bank-header";
import { BankStatement } from "#components/payments/bank-statement";
import { bankAccount } from "#lib/payments/bank/queries/accounts";
import { statement as statementById, statementLines } from "#lib/payments/bank/queries/files";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Bank statement" };

type Props = PageProps<"/[org]/payments/bank/[bank]/statements/[statement]">;

export default async function StatementPage({ params, searchParams }: Props) {
  const actor = await requireActor("payments:read");
  const { slug } = await openOrganization();
  const { bank, statement: id } = await params;
  const asked = Number((await searchParams).page);
  const page = Number.isInteger(asked) && asked > 1 && asked < 100_000 ? asked : 1;
  const found = await read("payments:read", async (tx) => {
    if (!isId(bank) || !isId(id)) return null;
    const [account, statement] = [await bankAccount(tx, { id: bank }), await statementById(tx, { id })];
    if (!account || statement?.bankAccountId !== bank) return null;
    return { account, statement, lines: await statementLines(tx, { id, page }) };
  });
  if (!found) notFound();
  const mayTake = can(actor, "payments:reconcile");
  return (
    <>
      <BankHeader slug={slug} account={found.account} at="statement" mayImport={mayTake} />
      <BankStatement slug={slug} page={page} mayTake={mayTake} statement={found.statement} lines={found.lines} />
    </>
  );
}
