import "server-only";
import { sql } from "drizzle-orm";
import { headers } from "next/headers";
import { asPublic } from "#db/tenant";
import { visitorAddress } from "#lib/action";
import { Beacon, cameFrom, isRobot } from "#lib/analytics/rules/beacon";
import { env } from "#lib/env";
import { problem } from "#lib/errors";
import { limitVisitor } from "#lib/ticketing/limits";

type Answer = { stored: string[]; refused: { id: string; why: string }[] };
const nothing: Answer = { stored: [], refused: [] };
const answer = (body: Answer | { message: string }, status = 200) =>
  Response.json(body, { status, headers: { "Cache-Control": "private, no-store" } });
const longest = 16_384;

/**
 * What the script of a public page reports. Answers the ids that are in the database by now and no others: what is not
 * named here may be sent again. A browser that says Do Not Track or Global Privacy Control, or that calls itself a
 * robot, is told that nothing was stored, and nothing was.
 */
export async function visitAnswer(request: Request): Promise<Response> {
  const sent = await headers();
  const body = await request.text();
  if (body.length > longest) return answer({ message: "That is too much at once." }, 413);
  const read = Beacon.safeParse(parsed(body));
  if (!read.success) return answer({ message: "That is not a visit." }, 400);
  const quiet = sent.get("dnt") === "1" || sent.get("sec-gpc") === "1";
  if ((quiet && read.data.consent === "granted") || isRobot(sent.get("user-agent") ?? "")) return answer(nothing);
  const { referrer, query, ...batch } = read.data;
  try {
    await limitVisitor("visit", await visitorAddress());
    const came = cameFrom(referrer, query, new URL(env().origin).hostname);
    const { rows } = await asPublic((tx) =>
      tx.execute<{ answer: Answer }>(
        sql`select analytics.record_visits(${JSON.stringify({ ...batch, ...came })}::jsonb) as answer`,
      ),
    );
    return answer(rows[0]?.answer ?? nothing);
  } catch (error) {
    const { code, message } = problem(error);
    return answer({ message }, code === "missing" ? 404 : code === "failed" ? 500 : 429);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
