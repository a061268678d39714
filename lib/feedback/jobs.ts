import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { digestOf, reviewLink, reviewSecret } from "#lib/feedback/link";
import type { SendRequest } from "#lib/feedback/rules";
import { enqueue } from "#lib/system/outbox";
import type { JobInTransaction } from "#lib/system/worker/job";

const Letter = z
  .object({
    to: z.string(),
    name: z.string(),
    occasion: z.string(),
    optOut: z.uuid(),
    organization: z.object({
      name: z.string(),
      accent: z.string(),
      supportEmail: z.string().nullable(),
      logo: z.string().nullable(),
    }),
  })
  .nullable();

/** Topic `feedback.send_request`: write to the customer, unless meanwhile there is a reason not to. */
export async function sendRequest({ tx, payload }: JobInTransaction<z.output<typeof SendRequest>>): Promise<void> {
  const { requestId } = payload;
  const hash = digestOf(reviewSecret(requestId));
  const letter = Letter.parse(await answer(tx, sql`feedback.letter_of(${requestId}::uuid, ${hash})`));
  if (!letter) return;
  await enqueue(tx, {
    topic: "messaging.send_email",
    key: `review:${requestId}`,
    payload: {
      template: "review_request",
      to: letter.to,
      data: {
        organization: letter.organization,
        name: letter.name,
        occasion: letter.occasion || null,
        link: reviewLink(requestId),
        optOut: `/opt-out/${letter.optOut}`,
      },
    },
  });
}
