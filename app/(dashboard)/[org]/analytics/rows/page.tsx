import { RowsPage } from "#components/analytics/rows-page";
import { rowsScreen } from "#lib/analytics/board";

export const metadata = { title: "Rows behind a figure" };

export default async function AnalyticsRowsPage({ searchParams }: PageProps<"/[org]/analytics/rows">) {
  return <RowsPage {...(await rowsScreen(await searchParams))} />;
}
