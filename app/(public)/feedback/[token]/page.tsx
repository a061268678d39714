import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FeedbackFormPage } from "#components/public/feedback-page";
import { visitedFeedback } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "How was it?" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function VisitorFeedbackPage({ params, searchParams }: PageProps<"/feedback/[token]">) {
  const { token } = await params;
  const { ticket } = await searchParams;
  const page = await visitedFeedback(token, Number(ticket) || 1);
  if (!page) notFound();
  return <FeedbackFormPage token={token} page={page} />;
}
