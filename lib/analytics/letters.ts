import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { asPublic } from "#db/tenant";
import { limitVisitor } from "#lib/ticketing/limits";

const Page = z
  .object({
    organization: z.object({
      slug: z.string(),
      name: z.string(),
      accent: z.string(),
      logo: z.string().nullable(),
      supportEmail: z.string().nullable(),
    }),
    name: z.string(),
    cadence: z.enum(["daily", "weekly", "monthly"]),
    stopped: z.boolean(),
  })
  .nullable();

/** What the link at the foot of a letter shows; null when it is not known. */
export const lettersPage = cache(async (token: string) =>
  z.uuid().safeParse(token).success
    ? Page.parse(
        await asPublic(async (tx) => {
          const { rows } = await tx.execute<{ page: unknown }>(
            sql`select analytics.letters_page(${token}::uuid) as page`,
          );
          return rows[0]?.page ?? null;
        }),
      )
    : null,
);

/** No more letters of that report; without signing in, by the link alone. */
export async function stopLetters(address: string, input: unknown): Promise<{ stopped: true }> {
  const { token } = z.object({ token: z.uuid() }).parse(input);
  await limitVisitor("choose", address);
  await asPublic((tx) => tx.execute(sql`select analytics.stop_letters(${token}::uuid)`));
  return { stopped: true };
}
