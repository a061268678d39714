import { Overview } from "#components/analytics/overview";
import { overview } from "#lib/analytics/overview";
import { toTheDoor } from "#lib/ticketing/to-the-door";

export const metadata = { title: "Overview" };

export default async function OverviewPage({ params, searchParams }: PageProps<"/[org]">) {
  await toTheDoor((await params).org);
  return <Overview {...(await overview(await searchParams))} />;
}
