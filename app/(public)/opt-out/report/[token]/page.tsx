import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "#components/public/frame";
import { StopLettersForm } from "#components/public/stop-letters-form";
import { lettersPage } from "#lib/analytics/letters";

export const metadata: Metadata = { title: { absolute: "Letters" }, robots: { index: false }, referrer: "same-origin" };

export default async function ReportLettersPage({ params }: PageProps<"/opt-out/report/[token]">) {
  const { token } = await params;
  const page = await lettersPage(token);
  if (!page) notFound();
  return (
    <PublicFrame seller={page.organization} quiet>
      <div className="mx-auto grid max-w-xl gap-4 rounded-xl border bg-card p-6">
        <h1 className="font-semibold text-2xl">
          {page.stopped ? "You get no more letters of it" : `Letters of “${page.name}”`}
        </h1>
        <p className="text-muted-foreground">
          {page.stopped
            ? `Whoever saved “${page.name}” at ${page.organization.name} can arrange them again.`
            : `${page.organization.name} sends you this report ${{ daily: "every day", weekly: "every week", monthly: "every month" }[page.cadence]}.`}
        </p>
        {page.stopped ? null : <StopLettersForm token={token} />}
      </div>
    </PublicFrame>
  );
}
