import { resultsFile } from "#lib/sponsorship/results-screen";

/** What a sponsor got for its money, as PDF: the same for both parties. */
export async function GET(_request: Request, { params }: RouteContext<"/api/[org]/sponsorship/results/[sponsor]">) {
  return resultsFile((await params).sponsor);
}
