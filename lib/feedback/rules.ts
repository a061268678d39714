import { z } from "zod";
import { slugOf } from "#lib/events/rules";
import { name, oneOf, optional, ticked, whole, words } from "#lib/events/rules/inputs";

/** Inputs and words of reviews. Pure: the browser imports it too. */
export const reviewSources = {
  request: "Asked by us",
  website: "Website",
  google_business: "Google Business",
  facebook: "Facebook",
  instagram: "Instagram",
  yelp: "Yelp",
  import: "Import",
  other: "Other",
} as const;
const { request: _, ...elsewhere } = reviewSources;
export const writtenSources = elsewhere;

export const requestStates = {
  waiting: "On its way",
  sent: "Sent",
  answered: "Answered",
  skipped: "Not sent",
  expired: "Expired",
} as const;

export const permissionVersion = "2026-11";
export const permissionWords = (organization: string) =>
  `${organization} may show these words, my first name and my pictures on its pages. I can take that back at any time.`;

/** Pictures of a review: how many, how large as sent, and how large as kept. */
export const pictureRules = { most: 3, bytes: 8 * 1024 * 1024, side: 1280 } as const;

const rating = whole(1, 5, "Choose one to five stars.");
export const ReviewWords = z.strictObject({
  secret: z.string().min(20).max(100),
  rating,
  title: words(120).default(""),
  body: words(4000).default(""),
  reviewer: name(120, "What is your name?"),
  mayPublish: ticked.default(false),
});

export const NewReview = z.strictObject({
  source: oneOf(elsewhere, "Where was it written?"),
  rating,
  title: words(120).default(""),
  body: words(4000).default(""),
  reviewer: name(120, "Who wrote it?"),
  customerId: optional(z.uuid()),
  stationId: optional(z.uuid()),
  mayPublish: ticked.default(false),
  externalUrl: z
    .union([z.literal(""), z.url({ protocol: /^https$/, error: "An address that begins with https://." })])
    .default(""),
});
export const AskForReview = z.strictObject({
  customerId: z.uuid(),
  stationId: optional(z.uuid()),
  occasion: words(200).default(""),
});
export const ReviewId = z.strictObject({ id: z.uuid() });
export const Rejection = z.strictObject({ id: z.uuid(), reason: name(400, "Say why it is rejected.") });
export const Reply = z.strictObject({ id: z.uuid(), reply: words(2000).default("") });
export const Testimonial = z.strictObject({
  id: z.uuid(),
  quote: name(600, "Which words are shown?"),
  author: name(120, "Who said it?"),
});

const post = {
  title: name(160, "What is it called?"),
  body: name(20_000, "Write something."),
  slug: words(120)
    .default("")
    .refine((text) => text === "" || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text), "Small letters, digits and hyphens."),
};
const addressed = <T extends { title: string; slug: string }>(value: T) => ({
  ...value,
  slug: value.slug || slugOf(value.title) || "post",
});
export const NewPost = z.strictObject({ ...post, reviewId: z.uuid() }).transform(addressed);
export const PostChange = z.strictObject({ ...post, id: z.uuid() }).transform(addressed);
export const decisions = {
  approved: "Approved",
  changes_wanted: "Changes wanted",
  published: "Published",
  archived: "Archived",
  reopened: "Opened again",
} as const;
export type Decision = keyof typeof decisions;
export const PostDecision = z.strictObject({
  id: z.uuid(),
  decision: oneOf(decisions),
  note: words(1000).default(""),
});

export const SendRequest = z.object({ requestId: z.uuid() });

/** What a post begins with: the customer's words, and where to go on. */
export const draftOf = (review: { title: string; body: string; reviewer: string; rating: number }) => ({
  title: review.title || `What ${firstNameOf(review.reviewer)} says about us`,
  body: `“${review.body.trim() || `${review.rating} of 5 stars`}”\n\n${firstNameOf(review.reviewer)} gave us ${review.rating} of 5 stars. `,
});

/** Visitors see a first name: `Ana Reyes` is `Ana R.` */
export function firstNameOf(full: string): string {
  const [first = full, ...rest] = full.trim().split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${[...last][0]?.toUpperCase()}.` : first;
}
