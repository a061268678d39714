import { MinePage } from "#components/sponsorship/mine-page";
import { sponsorBoard } from "#lib/sponsorship/boards";

export const metadata = { title: "Our sponsorships" };

export default async function OurSponsorshipsPage({ searchParams }: PageProps<"/[org]/sponsorship/mine">) {
  return <MinePage {...(await sponsorBoard(await searchParams))} />;
}
