import { AudiencePage } from "#components/analytics/audience-page";
import { audienceScreen } from "#lib/analytics/audience";

export const metadata = { title: "Audience" };

export default async function AudienceAnalyticsPage({ searchParams }: PageProps<"/[org]/analytics/audience">) {
  return <AudiencePage {...(await audienceScreen(await searchParams))} />;
}
