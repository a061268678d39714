import { FinancePage } from "#components/analytics/finance-page";
import { financeBoard } from "#lib/analytics/finance";
import { requireActor } from "#lib/session";

export const metadata = { title: "Money over time" };

export default async function FinanceAnalyticsPage({ searchParams }: PageProps<"/[org]/analytics/finance">) {
  await requireActor("analytics:read");
  return <FinancePage {...(await financeBoard(await searchParams))} />;
}
