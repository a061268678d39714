import Link from "next/link";
import { Day } from "#components/data/time";
import { Stars } from "#components/feedback/stars";
import { textLink } from "#components/public/frame";
import type { Testimonials } from "#lib/feedback/visitor";

/** Words that customers allowed to be shown, with their stars and pictures. */
export function TestimonialList({ said }: { said: Testimonials }) {
  return (
    <ul className="grid gap-3">
      {said.testimonials.map((one) => (
        <li key={one.id} className="grid gap-2 rounded-xl border bg-card p-4 sm:p-5">
          <Stars rating={one.rating} />
          <blockquote className="whitespace-pre-line break-words">“{one.quote}”</blockquote>
          {one.pictures.length > 0 ? (
            <ul className="flex flex-wrap gap-2">
              {one.pictures.map((picture, index) => (
                <li key={picture.id}>
                  {/* biome-ignore lint/performance/noImgElement: drawn anew by this house, a few kilobytes */}
                  <img
                    src={`/api/public/pictures/${picture.id}`}
                    alt={`Sent by ${one.author}, ${index + 1}`}
                    width={picture.width}
                    height={picture.height}
                    loading="lazy"
                    className="h-32 w-auto rounded-md object-cover"
                  />
                </li>
              ))}
            </ul>
          ) : null}
          <p className="text-muted-foreground text-sm">
            {one.author}
            {one.station ? `, ${one.station}` : ""} · <Day day={one.on} />
          </p>
          {one.reply ? <p className="border-l-2 pl-3 text-sm">{one.reply}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** On another page: the average, the newest words, and where there is more. Nothing when nobody said anything. */
export function TestimonialStrip({ said }: { said: Testimonials | null }) {
  if (!said || said.testimonials.length === 0) return null;
  const [first] = said.testimonials;
  return (
    <section aria-label="What customers say" className="mt-8 grid gap-3">
      <h2 className="font-semibold text-lg">
        What customers say{" "}
        {said.average ? (
          <span className="font-normal text-base text-muted-foreground">
            {said.average} of 5, {said.count === 1 ? "1 review" : `${said.count} reviews`}
          </span>
        ) : null}
      </h2>
      {first ? <TestimonialList said={{ ...said, testimonials: [first] }} /> : null}
      <p>
        <Link className={textLink} href={`/reviews/${said.organization.slug}`} prefetch={false}>
          Read what others say
        </Link>
      </p>
    </section>
  );
}
