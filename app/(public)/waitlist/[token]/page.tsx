import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WaitlistPage } from "#components/public/waitlist-page";
import { visitedPlace } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "Waitlist" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function VisitorWaitlistPage({ params }: PageProps<"/waitlist/[token]">) {
  const { token } = await params;
  const place = await visitedPlace(token);
  if (!place) notFound();
  return <WaitlistPage token={token} place={place} />;
}
