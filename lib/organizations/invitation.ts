import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { asPerson, asPublic } from "#db/tenant";

const Shown = z.object({
  organization: z.string(),
  slug: z.string(),
  accent: z.string(),
  zone: z.string(),
  email: z.string(),
  /** A built-in role, or the name of the organization's own; `roleName()` says it in words. */
  role: z.string(),
  place: z.string().nullable(),
  invitedBy: z.string(),
  state: z.enum(["invited", "accepted", "revoked", "expired"]),
  expiresAt: z.coerce.date(),
});
export type ShownInvitation = z.output<typeof Shown>;

/** What the page behind the link says; null when nobody knows the token. Open to visitors: the token is the key. */
export async function invitationBy(token: string): Promise<ShownInvitation | null> {
  if (!/^[0-9A-Z]{16,64}$/.test(token)) return null;
  const { rows } = await asPublic((tx) =>
    tx.execute<{ shown: unknown }>(sql`select organizations.invitation_by(${token}) as shown`),
  );
  return rows[0]?.shown ? Shown.parse(rows[0].shown) : null;
}

const Accepted = z.object({
  slug: z.string(),
  name: z.string(),
  /** Whoever invited may not approve, so they wait in the queue. */
  waiting: z.boolean(),
  /** The role waits for a second person. */
  requestId: z.string().optional(),
});
export type AcceptedInvitation = z.output<typeof Accepted>;

/** The signed person accepts, whatever state their account is in. The audit line is written by the function itself. */
export const acceptInvitation = (userId: string, token: string): Promise<AcceptedInvitation> =>
  asPerson(
    userId,
    async (tx) => Accepted.parse(await answer(tx, sql`organizations.accept_invitation(${token})`)),
    "read write",
  );
