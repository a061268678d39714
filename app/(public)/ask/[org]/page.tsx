import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InquiryPage } from "#components/public/inquiry-page";
import { inquiryForm } from "#lib/crm/visitor";
import { shownTestimonials } from "#lib/feedback/visitor";

export async function generateMetadata({ params }: PageProps<"/ask/[org]">): Promise<Metadata> {
  const place = await inquiryForm((await params).org, null);
  return place ? { title: { absolute: `Ask ${place.organization.name}` } } : {};
}

export default async function AskPage({ params }: PageProps<"/ask/[org]">) {
  const { org } = await params;
  const place = await inquiryForm(org, null);
  if (!place) notFound();
  const said = await shownTestimonials(org, null, 3);
  return <InquiryPage place={place} said={said} today={new Date().toISOString().slice(0, 10)} />;
}
