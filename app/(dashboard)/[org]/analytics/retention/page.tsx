import { RetentionPage } from "#components/analytics/retention-page";
import { retentionScreen } from "#lib/analytics/retention";

export const metadata = { title: "Kept data" };

export default async function KeptDataPage({ searchParams }: PageProps<"/[org]/analytics/retention">) {
  return <RetentionPage {...(await retentionScreen(await searchParams))} />;
}
