import { z } from "zod";
import { name, oneOf, ticked, words } from "#lib/events/rules/inputs";
import { type Sign, signs } from "#lib/events/rules/signs";

/** What is said about an event: posts of those who make it, and what people write below them. Plain text, all of it. */
export const PostInput = z.strictObject({
  body: name(5000, "Write something."),
  commentsOpen: ticked.default(false),
});
export const PictureInput = z.strictObject({
  postId: z.uuid(),
  alt: words(300).default(""),
  bytes: z.instanceof(Uint8Array),
});
export const Decision = z.strictObject({
  id: z.uuid(),
  approve: z.boolean(),
  reason: words(500).default(""),
});
export const Rejection = z.strictObject({ id: z.uuid(), reason: name(500, "Say why. Whoever wrote it is told.") });

/** Where somebody writes: the address of the post, as the forms of its page send it. */
const place = { org: z.string().max(80), event: z.string().max(80), post: z.uuid() };
export const Commented = z.object({
  ...place,
  parent: z.union([z.literal(""), z.uuid()]).default(""),
  body: z.string().max(10_000, "At most 2000 characters."),
});
export const Reacted = z.object({
  ...place,
  comment: z.union([z.literal(""), z.uuid()]).default(""),
  kind: z.union([z.literal(""), oneOf(signs as Record<Sign, string>)]).default(""),
});
export const Reported = z.object({ ...place, comment: z.uuid(), reason: words(500).default("") });
export const TakenBack = z.object({ comment: z.uuid(), again: ticked.default(false) });
