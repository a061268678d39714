import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReviewsPage } from "#components/public/reviews-page";
import { shownTestimonials } from "#lib/feedback/visitor";

export async function generateMetadata({ params }: PageProps<"/reviews/[org]">): Promise<Metadata> {
  const said = await shownTestimonials((await params).org, null, 50);
  return said ? { title: { absolute: `What customers say about ${said.organization.name}` } } : {};
}

export default async function SaidPage({ params }: PageProps<"/reviews/[org]">) {
  const said = await shownTestimonials((await params).org, null, 50);
  if (!said) notFound();
  return <ReviewsPage said={said} />;
}
