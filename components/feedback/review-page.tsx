import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { ActButton, AddItem } from "#components/events/plan-item";
import { Reject, ReplyForm } from "#components/feedback/review-acts";
import { Stars } from "#components/feedback/stars";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { addPost, approveReview, publishTestimonial, withdrawTestimonial } from "#lib/feedback/actions";
import type { Review } from "#lib/feedback/queries";
import { draftOf, firstNameOf, reviewSources } from "#lib/feedback/rules";

type May = { moderate: boolean; publish: boolean };
type Props = { slug: string; zone: string; review: Review; may: May; children?: ReactNode };

/** A review: what was said, what was decided, what we answered, and what visitors see of it. */
export function ReviewPage({ slug, zone, review, may, children }: Props) {
  const { id } = review;
  return (
    <>
      <PageHeader
        title={`Review by ${review.reviewer}`}
        badge={<StateBadge state={review.state} />}
        description={`${reviewSources[review.source as keyof typeof reviewSources]}${review.occasion ? `: ${review.occasion}` : ""}`}
        crumbs={[{ label: review.reviewer }]}
        actions={
          may.moderate ? (
            <>
              {review.state !== "rejected" ? <Reject id={id} reviewer={review.reviewer} /> : null}
              {review.state !== "approved" ? (
                <ActButton
                  input={{ id }}
                  act={approveReview}
                  label="Approve"
                  variant="default"
                  size="default"
                  done="Approved."
                />
              ) : null}
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          <article className="grid gap-2 rounded-lg border bg-card p-4">
            <Stars rating={review.rating} className="text-lg" />
            {review.title ? <h2 className="font-semibold text-base">{review.title}</h2> : null}
            <p className="whitespace-pre-line break-words">
              {review.body || <span className="text-muted-foreground">No words, only stars.</span>}
            </p>
            {review.pictures.length > 0 ? (
              <ul className="mt-2 flex flex-wrap gap-2">
                {review.pictures.map((picture, index) => (
                  <li key={picture.id}>
                    {/* biome-ignore lint/performance/noImgElement: drawn anew by this house, a few kilobytes */}
                    <img
                      src={`/api/${slug}/feedback/pictures/${picture.id}`}
                      alt={`Sent by ${review.reviewer}, ${index + 1}`}
                      width={picture.width}
                      height={picture.height}
                      className="h-36 w-auto rounded-md border object-cover"
                    />
                  </li>
                ))}
              </ul>
            ) : null}
            {review.rejectedReason ? <p className="text-destructive-text">Rejected: {review.rejectedReason}</p> : null}
          </article>
          {may.moderate ? <ReplyForm id={id} reply={review.reply} /> : null}
          {!may.moderate && review.reply ? (
            <blockquote className="whitespace-pre-line border-l-2 pl-4">{review.reply}</blockquote>
          ) : null}
          {children}
        </div>
        <div className="grid gap-4">
          <Shown slug={slug} review={review} may={may} />
          <About slug={slug} zone={zone} review={review} />
        </div>
      </div>
    </>
  );
}

function Shown({ slug, review, may }: Omit<Props, "zone" | "children">) {
  const { testimonial } = review;
  const ready = review.state === "approved" && review.mayPublish;
  const draft = draftOf(review);
  return (
    <Card>
      <CardHeader className="items-center">
        <CardTitle>For visitors</CardTitle>
        {testimonial ? <StateBadge state={testimonial.state} /> : null}
      </CardHeader>
      <CardContent className="grid gap-3">
        {testimonial ? (
          <blockquote className="border-l-2 pl-3">
            “{testimonial.quote}”<footer className="text-muted-foreground">{testimonial.author}</footer>
          </blockquote>
        ) : (
          <p className="text-muted-foreground">
            {review.mayPublish
              ? ready
                ? "They allow it to be shown."
                : "They allow it to be shown. Approve it first."
              : "They did not say that it may be shown."}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {may.publish && ready ? (
            <AddItem
              label={testimonial ? "Other words" : "Show as a testimonial"}
              size="sm"
              title="What visitors read"
              text="Their own words, shortened where you like; nothing they did not say."
              verb="Show"
              done="Visitors can read it."
              action={publishTestimonial}
              hidden={{ id: review.id }}
              fields={[
                { name: "quote", label: "Words", kind: "long", rows: 4, required: true },
                { name: "author", label: "Name", kind: "text", required: true },
              ]}
              values={{
                quote: testimonial?.quote ?? (review.body || review.title).slice(0, 600),
                author: testimonial?.author ?? firstNameOf(review.reviewer),
              }}
            />
          ) : null}
          {may.publish && testimonial?.state === "published" ? (
            <ActButton
              input={{ id: testimonial.id }}
              act={withdrawTestimonial}
              label="Take away"
              done="Visitors do not see it any more."
            />
          ) : null}
          {may.moderate && ready ? (
            <AddItem
              label="Draft a post"
              variant="outline"
              size="sm"
              title="A post that begins with this review"
              verb="Save draft"
              done="Saved as a draft."
              action={addPost}
              hidden={{ reviewId: review.id }}
              fields={[
                { name: "title", label: "Title", kind: "text", required: true },
                { name: "body", label: "Text", kind: "long", rows: 8, required: true },
              ]}
              values={{ title: draft.title, body: draft.body }}
            />
          ) : null}
        </div>
        {review.posts.length > 0 ? (
          <ul className="grid gap-1">
            {review.posts.map((post) => (
              <li key={post.id} className="flex flex-wrap items-center gap-2">
                <Link className="hover:underline" href={`/${slug}/feedback/posts/${post.id}` as Route}>
                  {post.title}
                </Link>
                <StateBadge state={post.state} />
              </li>
            ))}
          </ul>
        ) : null}
      </CardContent>
    </Card>
  );
}

function About({ slug, zone, review }: Omit<Props, "may" | "children">) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>About it</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          facts={[
            {
              label: "Customer",
              value: review.customerId ? (
                <Link
                  className="text-primary-text underline underline-offset-4"
                  href={`/${slug}/crm/customers/${review.customerId}` as Route}
                >
                  {review.customer ?? review.reviewer}
                </Link>
              ) : null,
            },
            { label: "Station", value: review.station },
            { label: "Came", value: <Time at={review.createdAt} zone={zone} /> },
            {
              label: "Permission",
              value: review.permissionAt ? (
                <>
                  Yes, <Time at={review.permissionAt} zone={zone} /> ({review.permissionVersion})
                </>
              ) : (
                "Not given"
              ),
            },
            {
              label: "Decided",
              value: review.decidedAt ? (
                <>
                  <Time at={review.decidedAt} zone={zone} /> {review.decidedBy}
                </>
              ) : null,
            },
            ...(review.externalUrl
              ? [
                  {
                    label: "Stands at",
                    value: (
                      <a className="underline underline-offset-4" href={review.externalUrl} rel="noreferrer">
                        {new URL(review.externalUrl).host}
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </CardContent>
    </Card>
  );
}
