import { PublicFrame } from "#components/public/frame";
import { InquiryForm } from "#components/public/inquiry-form";
import { TestimonialList } from "#components/public/testimonials";
import { consentWords } from "#lib/crm/rules";
import type { InquiryPlace } from "#lib/crm/visitor";
import type { Testimonials } from "#lib/feedback/visitor";

type Props = { place: InquiryPlace; said: Testimonials | null; today: string };

/** The form for visitors, and what others said. */
export function InquiryPage({ place, said, today }: Props) {
  const { organization, station, stations } = place;
  return (
    <PublicFrame seller={organization}>
      <div className="mx-auto grid max-w-2xl gap-6">
        <div>
          <h1 className="font-semibold text-3xl tracking-tight">Ask {station?.name ?? organization.name}</h1>
          <p className="mt-1 text-lg text-muted-foreground">
            Tell us what you have in mind; we answer with a proposal.
          </p>
        </div>
        <InquiryForm
          org={organization.slug}
          station={station?.slug ?? ""}
          stations={stations}
          words={consentWords(organization.name)}
          today={today}
        />
        {said && said.testimonials.length > 0 ? (
          <section aria-label="What customers say">
            <h2 className="mb-3 font-semibold text-lg">What customers say</h2>
            <TestimonialList said={said} />
          </section>
        ) : null}
      </div>
    </PublicFrame>
  );
}
