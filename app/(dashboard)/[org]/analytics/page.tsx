import { DashboardPage } from "#components/analytics/dashboard-page";
import { dashboard } from "#lib/analytics/board";

export const metadata = { title: "Analytics" };

export default async function AnalyticsPage({ searchParams }: PageProps<"/[org]/analytics">) {
  return <DashboardPage {...(await dashboard(await searchParams))} />;
}
