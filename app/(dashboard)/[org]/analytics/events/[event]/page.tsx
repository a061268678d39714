import { DashboardPage } from "#components/analytics/dashboard-page";
import { dashboard } from "#lib/analytics/board";

export const metadata = { title: "Analytics of an event" };

export default async function EventAnalyticsPage({
  params,
  searchParams,
}: PageProps<"/[org]/analytics/events/[event]">) {
  return <DashboardPage {...(await dashboard(await searchParams, (await params).event))} />;
}
