import { Overview } from "#components/analytics/overview";
import { overview } from "#lib/analytics/overview";
import { isSpan } from "#lib/analytics/rules";

export const metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: PageProps<"/[org]">) {
  const { span } = await searchParams;
  return <Overview {...(await overview(isSpan(span) ? span : "30d"))} />;
}
