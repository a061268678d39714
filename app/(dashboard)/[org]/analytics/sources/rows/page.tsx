import { SourceRowsPage } from "#components/analytics/source-rows-page";
import { sourceRowsScreen } from "#lib/analytics/sources";
import { requireActor } from "#lib/session";

export const metadata = { title: "Sales behind a source" };

export default async function SourceRows({ searchParams }: PageProps<"/[org]/analytics/sources/rows">) {
  await requireActor("analytics:read");
  return <SourceRowsPage {...(await sourceRowsScreen(await searchParams))} />;
}
