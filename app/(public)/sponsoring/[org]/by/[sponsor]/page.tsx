import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicSponsorPage } from "#components/public/sponsor-page";
import { visitedSponsor } from "#lib/sponsorship/visitor";

type Props = PageProps<"/sponsoring/[org]/by/[sponsor]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, sponsor } = await params;
  const one = await visitedSponsor(org, sponsor);
  if (!one) return {};
  const description = one.about.slice(0, 160) || `${one.name} sponsors events.`;
  return { title: { absolute: `${one.name}, sponsor` }, description };
}

export default async function OneSponsorPage({ params }: Props) {
  const { org, sponsor } = await params;
  const one = await visitedSponsor(org, sponsor);
  if (!one) notFound();
  return <PublicSponsorPage sponsor={one} />;
}
