import { FigureRows } from "#components/sponsorship/figure-rows";
import { rowsBehindFigure } from "#lib/sponsorship/boards";

export const metadata = { title: "Rows behind a figure" };

export default async function SponsorshipRowsPage({ searchParams }: PageProps<"/[org]/sponsorship/rows">) {
  return <FigureRows {...(await rowsBehindFigure(await searchParams))} />;
}
