import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { jsonOf } from "#db/answer";
import { asPublic, type PublicTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { permissionVersion, pictureRules, ReviewWords } from "#lib/feedback/rules";
import { reviewPictureOf } from "#lib/users/picture";

/** What visitors see of reviews, and the form behind a customer's own link. */
const Seller = z.object({
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  accent: z.string(),
  logo: z.string().nullable(),
  supportEmail: z.string().nullable(),
});
const Form = z
  .object({
    state: z.enum(["waiting", "sent", "answered", "skipped", "expired"]),
    occasion: z.string(),
    name: z.string(),
    station: z.string().nullable(),
    rating: z.number().nullable(),
    organization: Seller,
  })
  .nullable();
export type ReviewForm = NonNullable<z.output<typeof Form>>;

const Shown = z
  .object({
    organization: Seller,
    count: z.number(),
    average: z.string().nullable(),
    testimonials: z.array(
      z.object({
        id: z.uuid(),
        quote: z.string(),
        author: z.string(),
        rating: z.number(),
        on: z.string(),
        station: z.string().nullable(),
        reply: z.string(),
        pictures: z.array(z.object({ id: z.uuid(), width: z.number(), height: z.number() })),
      }),
    ),
    posts: z.array(z.object({ slug: z.string(), title: z.string(), on: z.string() })),
  })
  .nullable();
export type Testimonials = NonNullable<z.output<typeof Shown>>;

const Post = z
  .object({
    title: z.string(),
    body: z.string(),
    on: z.string(),
    rating: z.number().nullable(),
    organization: Seller,
  })
  .nullable();

export const reviewForm = cache(async (secret: string) =>
  isSecret(secret) ? Form.parse(await asPublic((tx) => value(tx, sql`feedback.review_form(${secret})`))) : null,
);

/** What is said about an organization or one of its stations, for the pages that visitors see; null where there is none. */
export const shownTestimonials = cache(async (org: string, station: string | null = null, most = 12) =>
  isSlug(org) && (station === null || isSlug(station))
    ? Shown.parse(
        await asPublic((tx) => value(tx, sql`feedback.public_testimonials(${org}, ${station}, ${most}::int)`)),
      )
    : null,
);

export const shownPost = cache(async (org: string, post: string) =>
  isSlug(org) && isSlug(post)
    ? Post.parse(await asPublic((tx) => value(tx, sql`feedback.public_post(${org}, ${post})`)))
    : null,
);

/** A picture of a published testimonial, or 404. */
export async function pictureAnswer(id: string): Promise<Response> {
  if (!z.uuid().safeParse(id).success) return new Response(null, { status: 404 });
  const content = await asPublic((tx) => value(tx, sql`feedback.public_picture(${id}::uuid)`));
  return pictureResponse(id, content);
}

export function pictureResponse(id: string, content: unknown): Response {
  if (!(content instanceof Uint8Array)) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(content), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Disposition": `attachment; filename="${id}.webp"`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "private, max-age=3600",
    },
  });
}

/** The customer's own words; pictures are drawn anew before anything is kept. */
export async function writeReview(secret: string, form: FormData): Promise<string> {
  const files = form.getAll("pictures").filter((file): file is File => file instanceof File && file.size > 0);
  form.delete("pictures");
  const { secret: _, ...words } = ReviewWords.parse({ ...Object.fromEntries(form), secret });
  if (files.length > pictureRules.most)
    throw new Refusal("invalid", "One field needs another look.", { pictures: ["Three pictures at most."] });
  const pictures: { width: number; height: number; content: string }[] = [];
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const made = await reviewPictureOf(bytes, "pictures", pictureRules.side, pictureRules.bytes);
    pictures.push({ ...made, content: made.content.toString("base64") });
  }
  const p = { ...words, permissionVersion };
  return z
    .uuid()
    .parse(await asPublic((tx) => value(tx, sql`feedback.write_review(${secret}, ${jsonOf(p)}, ${jsonOf(pictures)})`)));
}

const isSlug = (text: string) => text.length <= 120 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
export const isSecret = (text: string) => /^[A-Za-z0-9_-]{32,100}$/.test(text);

async function value(tx: PublicTx, call: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await tx.execute<{ value: unknown }>(sql`select ${call} as value`);
  return rows[0]?.value;
}
