import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { accountList } from "#lib/payments/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Accounts" };

export default async function AccountsPage({ searchParams }: PageProps<"/[org]/payments/accounts">) {
  const screen = await listScreen(accountList, await searchParams);
  return (
    <>
      <PageHeader
        title="Accounts"
        description="Where money is, what is owed, earned and spent. A balance reads positive when it is as it should be."
      />
      <DataTable
        {...screen}
        label="Accounts"
        empty={<Empty title="No accounts yet">The book opens its accounts with the organization.</Empty>}
      />
    </>
  );
}
