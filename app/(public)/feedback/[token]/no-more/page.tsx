import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "#components/public/frame";
import { visitedFeedback } from "#lib/visit";

export const metadata: Metadata = { title: { absolute: "You are asked no more" }, robots: { index: false } };

export default async function NoMoreFeedbackPage({ params }: PageProps<"/feedback/[token]/no-more">) {
  const page = await visitedFeedback((await params).token, 1);
  if (!page) notFound();
  return (
    <PublicFrame seller={page.organization} quiet>
      <div className="mx-auto grid max-w-xl gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">You are asked no more</h1>
        <p>{page.organization.name} does not write to you after its events any more. Your tickets still reach you.</p>
      </div>
    </PublicFrame>
  );
}
