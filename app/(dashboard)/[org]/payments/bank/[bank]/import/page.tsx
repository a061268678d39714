import { notFound } from "next/navigation";
import { BankFiles } from "#components/payments/bank-files";
import { BankHeader } from "#components/payments/bank-header";
import { BankUpload } from "#components/payments/bank-upload";
import { bankAccount } from "#lib/payments/bank/queries/accounts";
import { bankFilesOf, bankMappings, statementsOf } from "#lib/payments/bank/queries/files";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Statements of the bank" };

export default async function ImportPage({ params }: PageProps<"/[org]/payments/bank/[bank]/import">) {
  await requireActor("payments:reconcile");
  const { slug, zone } = await openOrganization();
  const { bank: id } = await params;
  const found = await read("payments:read", async (tx) => {
    const account = isId(id) ? await bankAccount(tx, { id }) : undefined;
    if (!account) return null;
    const about = { bankAccountId: id };
    return {
      account,
      files: await bankFilesOf(tx, about),
      statements: await statementsOf(tx, about),
      mappings: await bankMappings(tx),
    };
  });
  if (!found) notFound();
  const { account, files, statements, mappings } = found;
  return (
    <>
      <BankHeader slug={slug} account={account} at="import" mayImport />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <BankUpload
          slug={slug}
          account={{ id, currency: account.currency, mappingId: account.mappingId }}
          mappings={mappings.map(({ id, name }) => ({ id, name }))}
        />
        <BankFiles slug={slug} zone={zone} bankAccountId={id} files={files} statements={statements} />
      </div>
    </>
  );
}
