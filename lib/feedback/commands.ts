import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { customerReviews, customerTestimonials, reviewBlogPosts } from "#db/schema/feedback";
import { command } from "#lib/command";
import * as rules from "#lib/feedback/rules";

const moderate = "feedback:moderate";
const publish = "feedback:publish";
const Made = z.uuid();
const Asked = z.object({
  requestId: z.uuid(),
  state: z.enum(["waiting", "skipped"]),
  skippedReason: z.string().nullable(),
});
type Asked = z.output<typeof Asked>;

/** Ask a customer for a review; says so when there is a reason not to. */
export const askForReview = command({
  name: "feedback.ask_for_review",
  needs: moderate,
  input: rules.AskForReview,
  trace: (_: Asked, { customerId }) => ({ subject: "crm.customers", subjectId: customerId }),
  async run({ tx, input }): Promise<Asked> {
    const found = await answer(tx, sql`feedback.ask_for_review(${jsonOf(input)})`);
    return Asked.parse(found);
  },
});

/** A review that came another way. */
export const addReview = command({
  name: "feedback.add_review",
  needs: moderate,
  input: rules.NewReview,
  async run({ tx, input, watch }) {
    const id = Made.parse(await answer(tx, sql`feedback.add_review(${jsonOf(input)})`));
    watch.made(customerReviews, id);
    return { id };
  },
});

export const approveReview = command({
  name: "feedback.approve_review",
  needs: moderate,
  input: rules.ReviewId,
  async run({ tx, input: { id }, watch }) {
    await watch(customerReviews, id);
    await tx.execute(sql`select feedback.decide(${id}::uuid, 'approved', null)`);
    return { id };
  },
});

export const rejectReview = command({
  name: "feedback.reject_review",
  needs: moderate,
  input: rules.Rejection,
  async run({ tx, input: { id, reason }, watch }) {
    await watch(customerReviews, id);
    await tx.execute(sql`select feedback.decide(${id}::uuid, 'rejected', ${reason})`);
    return { id };
  },
});

/** Answer a review; no words take the answer back. */
export const replyToReview = command({
  name: "feedback.reply_to_review",
  needs: moderate,
  input: rules.Reply,
  async run({ tx, input: { id, reply }, watch }) {
    await watch(customerReviews, id);
    await tx.execute(sql`select feedback.answer(${id}::uuid, ${reply})`);
    return { id };
  },
});

/** Show words of an approved review to visitors, or other words of it. */
export const publishTestimonial = command({
  name: "feedback.publish_testimonial",
  needs: publish,
  input: rules.Testimonial,
  async run({ tx, input: { id: reviewId, quote, author }, watch }) {
    const p = { reviewId, quote, author };
    const id = Made.parse(await answer(tx, sql`feedback.publish_testimonial(${jsonOf(p)})`));
    watch.made(customerTestimonials, id);
    return { id };
  },
});

export const withdrawTestimonial = command({
  name: "feedback.withdraw_testimonial",
  needs: publish,
  input: rules.ReviewId,
  async run({ tx, input: { id }, watch }) {
    await watch(customerTestimonials, id);
    await tx.execute(sql`select feedback.withdraw_testimonial(${id}::uuid)`);
    return { id };
  },
});

export const addPost = command({
  name: "feedback.add_post",
  needs: moderate,
  input: rules.NewPost,
  async run({ tx, input, watch }) {
    const id = Made.parse(await answer(tx, sql`feedback.save_post(${jsonOf(input)})`));
    watch.made(reviewBlogPosts, id);
    return { id };
  },
});

export const changePost = command({
  name: "feedback.change_post",
  needs: moderate,
  input: rules.PostChange,
  async run({ tx, input, watch }) {
    await watch(reviewBlogPosts, input.id);
    await answer(tx, sql`feedback.save_post(${jsonOf(input)})`);
    return { id: input.id };
  },
});

/** Approve the present words, want others, publish, archive or open again: every decision is in the log. */
export const decidePost = command({
  name: "feedback.decide_post",
  needs: publish,
  input: rules.PostDecision,
  async run({ tx, input: { id, decision, note }, watch }) {
    await watch(reviewBlogPosts, id);
    await tx.execute(sql`select feedback.decide_post(${id}::uuid, ${decision}, ${note})`);
    return { id };
  },
});
