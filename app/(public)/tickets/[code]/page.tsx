import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WalletTicket } from "#components/public/wallet-ticket";
import { withPictures } from "#lib/ticketing/qr";
import { visitedTicket } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "Your ticket" },
  robots: { index: false },
  referrer: "no-referrer",
};

export default async function TicketPage({ params }: PageProps<"/tickets/[code]">) {
  const ticket = await visitedTicket((await params).code);
  if (!ticket) notFound();
  const [pictured] = await withPictures([ticket]);
  return <WalletTicket ticket={ticket} qr={pictured?.qr ?? null} />;
}
