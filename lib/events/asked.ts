import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { asPublic } from "#db/tenant";
import type { Said } from "#lib/events/rules/feedback";

/** What somebody with a link says of an event, in place of what they said before. P0G01 names the question. */
export async function giveAnswers({ token, place, said, anonymous }: z.output<typeof Said>): Promise<void> {
  await asPublic((tx) =>
    tx.execute(
      sql`select events.give_feedback(${token}, ${place}::int, ${JSON.stringify(said)}::jsonb, ${anonymous}::boolean)`,
    ),
  );
}

/** Their address is asked no more by this organization; a link that nobody was sent changes nothing. */
export async function refuseQuestions(token: string): Promise<void> {
  await asPublic((tx) => tx.execute(sql`select events.refuse_feedback(${token})`));
}
