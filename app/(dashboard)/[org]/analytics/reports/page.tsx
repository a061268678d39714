import { ReportsPage } from "#components/analytics/reports-page";
import { reportsScreen } from "#lib/analytics/reports";

export const metadata = { title: "Saved reports" };

export default async function SavedReportsPage() {
  return <ReportsPage {...(await reportsScreen())} />;
}
