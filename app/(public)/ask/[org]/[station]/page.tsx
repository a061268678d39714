import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InquiryPage } from "#components/public/inquiry-page";
import { inquiryForm } from "#lib/crm/visitor";
import { shownTestimonials } from "#lib/feedback/visitor";

export async function generateMetadata({ params }: PageProps<"/ask/[org]/[station]">): Promise<Metadata> {
  const { org, station } = await params;
  const place = await inquiryForm(org, station);
  return place?.station ? { title: { absolute: `Ask ${place.station.name}, ${place.organization.name}` } } : {};
}

export default async function AskStationPage({ params }: PageProps<"/ask/[org]/[station]">) {
  const { org, station } = await params;
  const place = await inquiryForm(org, station);
  if (!place) notFound();
  const said = await shownTestimonials(org, station, 3);
  return <InquiryPage place={place} said={said} today={new Date().toISOString().slice(0, 10)} />;
}
