import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPerson, asPublic } from "#db/tenant";
import { type Permission, permissionWords } from "#lib/permissions";

const permission = z.string().refine((value): value is Permission => value in permissionWords);

const MeRow = z.object({
  person: z
    .object({
      userId: z.string(),
      name: z.string(),
      email: z.string(),
      avatarUrl: z.string().nullable(),
      locale: z.string(),
      zone: z.string().nullable(),
      state: z.enum(["pending_approval", "active", "suspended", "deactivated"]),
      stateReason: z.string().nullable(),
      /** The organization whose queue they wait in, when they asked for one. */
      waitsFor: z.string().nullable(),
    })
    .nullable(),
  organizations: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      logo: z.string().nullable(),
      roles: z.array(z.string()),
    }),
  ),
  organization: z
    .object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      zone: z.string(),
      currency: z.string(),
      accent: z.string(),
      logo: z.string().nullable(),
      isPlatform: z.boolean(),
    })
    .nullable(),
  permissions: z.array(z.unknown()).transform((list) => list.flatMap((one) => permission.safeParse(one).data ?? [])),
  roles: z.array(z.string()),
  platformAdmin: z.boolean(),
  /** What a platform administrator looks through at the moment, in this session. */
  impersonation: z
    .object({
      id: z.string(),
      organizationId: z.string(),
      slug: z.string(),
      organization: z.string(),
      reason: z.string(),
      writable: z.boolean(),
      expiresAt: z.coerce.date(),
      person: z.object({ userId: z.string(), name: z.string(), email: z.string() }).nullable(),
    })
    .nullable(),
});

/** A person, where they belong, and what they may do in the organization of that slug. `person` is null without a profile. */
export type Me = z.output<typeof MeRow>;

/** `slug` is the address of the open organization, or `platformSlug` for the platform's own. */
export async function me(userId: string, slug: string | null, sessionId?: string): Promise<Me | null> {
  const { rows } = await asPerson(
    userId,
    (tx) => tx.execute<{ me: unknown }>(sql`select identity.me(${slug}) as me`),
    "read only",
    { sessionId },
  );
  return rows[0]?.me ? MeRow.parse(rows[0].me) : null;
}

/** No slug can look like this: it asks for the platform's organization, whatever its address. */
export const platformSlug = "@platform";

/** Where an organization that had this address is today; null when nobody had it. */
export async function slugNow(former: string): Promise<string | null> {
  const { rows } = await asPublic((tx) =>
    tx.execute<{ slug: string | null }>(sql`select organizations.slug_now(${former}) as slug`),
  );
  return rows[0]?.slug ?? null;
}

export type MailboxLine = { id: string; recipient: string; subject: string; attachments: number; at: Date };

/** Letters in the developers' mailbox, newest first, to one address or to all; `before` is the last id of the page above. */
export async function mailboxLines(recipient?: string, before?: string): Promise<MailboxLine[]> {
  const { rows } = await asPublic((tx) =>
    tx.execute<Omit<MailboxLine, "at"> & { created_at: string | Date }>(
      sql`select * from system.mailbox_list(${recipient ?? null}, ${z.uuid().safeParse(before).data ?? null}::uuid)`,
    ),
  );
  return rows.map(({ created_at, ...line }) => ({ ...line, at: new Date(created_at) }));
}

const LetterRow = z.object({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  html: z.string(),
  body: z.string(),
  created_at: z.coerce.date(),
  attachments: z.array(
    z.object({
      filename: z.string().default("attachment"),
      contentType: z.string().default("application/octet-stream"),
      cid: z.string().nullish(),
      /** Base64. */
      content: z.string(),
    }),
  ),
});
export type MailboxLetter = z.output<typeof LetterRow>;

export async function mailboxLetter(id: string): Promise<MailboxLetter | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await asPublic((tx) =>
    tx.execute<{ letter: unknown }>(sql`select system.mailbox_letter(${id}::uuid) as letter`),
  );
  return rows[0]?.letter ? LetterRow.parse(rows[0].letter) : null;
}
