import { BoardPage } from "#components/sponsorship/board-page";
import { organizerBoard } from "#lib/sponsorship/boards";

export const metadata = { title: "Sponsorship overview" };

export default async function SponsorshipOverviewPage({ searchParams }: PageProps<"/[org]/sponsorship/overview">) {
  return <BoardPage {...(await organizerBoard(await searchParams))} />;
}
