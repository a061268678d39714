import Link from "next/link";
import { Day } from "#components/data/time";
import { PublicFrame, textLink } from "#components/public/frame";
import { TestimonialList } from "#components/public/testimonials";
import { Empty } from "#components/shell/empty";
import type { Testimonials } from "#lib/feedback/visitor";

/** What is said about an organization, by those who allowed it to be shown. */
export function ReviewsPage({ said }: { said: Testimonials }) {
  const { organization, average, count } = said;
  return (
    <PublicFrame seller={organization}>
      <div className="mx-auto grid max-w-2xl gap-6">
        <div>
          <h1 className="font-semibold text-3xl tracking-tight">What customers say about {organization.name}</h1>
          {average ? (
            <p className="mt-1 text-lg text-muted-foreground">
              {average} of 5 stars, from {count === 1 ? "one review" : `${count} reviews`}
            </p>
          ) : null}
        </div>
        {said.testimonials.length === 0 ? (
          <div className="rounded-xl border bg-card">
            <Empty title="Nobody has said anything here yet">Reviews are shown when their authors allow it.</Empty>
          </div>
        ) : (
          <TestimonialList said={said} />
        )}
        {said.posts.length > 0 ? (
          <section aria-label="Stories">
            <h2 className="mb-2 font-semibold text-lg">Stories</h2>
            <ul className="grid gap-2">
              {said.posts.map((post) => (
                <li key={post.slug}>
                  <Link className={textLink} href={`/reviews/${organization.slug}/${post.slug}`} prefetch={false}>
                    {post.title}
                  </Link>{" "}
                  <Day day={post.on} className="text-muted-foreground text-sm" />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <p>
          <Link className={textLink} href={`/ask/${organization.slug}`} prefetch={false}>
            Ask {organization.name}
          </Link>
        </p>
      </div>
    </PublicFrame>
  );
}
