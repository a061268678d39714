import { FinanceRowsPage } from "#components/analytics/finance-rows-page";
import { financeRowsScreen } from "#lib/analytics/finance-rows";
import { requireActor } from "#lib/session";

export const metadata = { title: "Entries behind a figure" };

export default async function FinanceRows({ searchParams }: PageProps<"/[org]/analytics/finance/rows">) {
  await requireActor("payments:read");
  return <FinanceRowsPage {...(await financeRowsScreen(await searchParams))} />;
}
