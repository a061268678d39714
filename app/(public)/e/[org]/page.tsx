import type { Metadata } from "next";
import { PublicFrame } from "#components/public/frame";
import { Programme } from "#components/public/programme";
import { TestimonialStrip } from "#components/public/testimonials";
import { shownTestimonials } from "#lib/feedback/visitor";
import { movedOrNotFound, visitedProgramme } from "#lib/visit";

type Props = PageProps<"/e/[org]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const programme = await visitedProgramme((await params).org);
  if (!programme) return {};
  const { name, tagline, slug } = programme.organization;
  const description = tagline || `Events by ${name}: dates, places and tickets.`;
  return {
    title: { absolute: `Events by ${name}` },
    description,
    alternates: { canonical: `/e/${slug}` },
    openGraph: { type: "website", title: name, description, url: `/e/${slug}`, siteName: name },
  };
}

export default async function ProgrammePage({ params }: Props) {
  const { org } = await params;
  const programme = (await visitedProgramme(org)) ?? (await movedOrNotFound(org));
  return (
    <PublicFrame seller={programme.organization} counts={{ page: "programme" }}>
      <Programme {...programme} />
      <TestimonialStrip said={await shownTestimonials(programme.organization.slug, null, 1)} />
    </PublicFrame>
  );
}
