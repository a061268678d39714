import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReviewFormPage } from "#components/public/review-page";
import { reviewForm } from "#lib/feedback/visitor";
import { first } from "#lib/identity/paths";

export const metadata: Metadata = {
  title: { absolute: "How was it?" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function WriteReviewPage({ params, searchParams }: PageProps<"/review/[token]">) {
  const { token } = await params;
  const form = await reviewForm(token);
  if (!form) notFound();
  const wrong = first((await searchParams).wrong);
  return <ReviewFormPage secret={token} form={form} wrong={wrong ? wrong.slice(0, 200) : null} />;
}
