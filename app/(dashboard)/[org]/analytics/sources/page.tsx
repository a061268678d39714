import { SourceBoardPage } from "#components/analytics/source-board-page";
import { sourceDashboard } from "#lib/analytics/sources";
import { requireActor } from "#lib/session";

export const metadata = { title: "Where buyers come from" };

export default async function SourcesPage({ searchParams }: PageProps<"/[org]/analytics/sources">) {
  await requireActor("analytics:read");
  return <SourceBoardPage {...(await sourceDashboard(await searchParams))} />;
}
