import { Overview } from "#components/analytics/overview";
import { overview } from "#lib/analytics/overview";
import { isSpan } from "#lib/analytics/rules";
import { toTheDoor } from "#lib/ticketing/to-the-door";

export const metadata = { title: "Overview" };

export default async function OverviewPage({ params, searchParams }: PageProps<"/[org]">) {
  await toTheDoor((await params).org);
  const { span } = await searchParams;
  return <Overview {...(await overview(isSpan(span) ? span : "30d"))} />;
}
