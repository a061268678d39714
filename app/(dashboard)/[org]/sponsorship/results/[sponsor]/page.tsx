import { ResultsPage } from "#components/sponsorship/results-page";
import { resultsScreen } from "#lib/sponsorship/results-screen";

export const metadata = { title: "Results of a sponsor" };

export default async function SponsorResultsPage({ params }: PageProps<"/[org]/sponsorship/results/[sponsor]">) {
  return <ResultsPage {...(await resultsScreen((await params).sponsor))} />;
}
