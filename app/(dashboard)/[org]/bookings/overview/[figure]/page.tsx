import { notFound } from "next/navigation";
import { FigureRowsPage } from "#components/bookings/figures/rows-page";
import { rowsAsked } from "#lib/bookings/overview";
import { figureRows } from "#lib/bookings/queries/figures";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Rows of a figure" };

export default async function Page({ params, searchParams }: PageProps<"/[org]/bookings/overview/[figure]">) {
  await requireActor("bookings:read");
  const { org, figure } = await params;
  const { zone } = await openOrganization();
  const asked = rowsAsked({ ...(await searchParams), figure }, zone);
  if (!asked) notFound();
  const rows = await read("bookings:read", (tx) => figureRows(tx, asked.figure, asked));
  return <FigureRowsPage slug={org} figure={asked.figure} from={asked.from} until={asked.until} rows={rows} />;
}
