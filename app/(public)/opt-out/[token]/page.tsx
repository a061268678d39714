import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "#components/public/frame";
import { OptOutForm } from "#components/public/opt-out-form";
import { optOutPage } from "#lib/crm/visitor";

export const metadata: Metadata = { title: { absolute: "Letters" }, robots: { index: false }, referrer: "same-origin" };

export default async function OptOutPage({ params }: PageProps<"/opt-out/[token]">) {
  const { token } = await params;
  const page = await optOutPage(token);
  if (!page) notFound();
  const out = page.choice === "withdrawn";
  return (
    <PublicFrame seller={page.organization} quiet>
      <div className="mx-auto grid max-w-xl gap-4 rounded-xl border bg-card p-6">
        <h1 className="font-semibold text-2xl">
          {out ? "You get no more letters" : `Letters from ${page.organization.name}`}
        </h1>
        <p className="text-muted-foreground">
          {out
            ? `${page.organization.name} writes to ${page.email || "you"} about your own bookings alone.`
            : `Offers and questions that go to ${page.email || "you"}. Letters about your own bookings come either way.`}
        </p>
        <OptOutForm token={token} choice={page.choice} />
      </div>
    </PublicFrame>
  );
}
