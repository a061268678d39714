import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { asPublic } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { limitVisitor } from "#lib/ticketing/limits";

type Entry = {
  id: string;
  name: string;
  startsAt: string;
  endsAt: string;
  changedAt: string | null;
  place: string;
  summary: string;
  path?: string | null;
  state: "confirmed" | "tentative" | "cancelled";
};
type Feed = { name: string; organization: string; entries: Entry[] };

/** What `GET /feeds/<secret>.ics` answers: a calendar in UTC (RFC 5545), or 304 when the reader has it already. */
export async function feedAnswer(request: Request, file: string, origin: string): Promise<Response> {
  const secret = /^([A-Za-z0-9_-]{43})\.ics$/.exec(file)?.[1];
  try {
    await limitVisitor("feed", request.headers.get("x-visitor-address") ?? "unknown");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new Response(error.message, { status: 429, headers: { "Retry-After": "60", "Cache-Control": "no-store" } });
  }
  const feed = secret ? await feedOf(secret) : null;
  if (!feed)
    return new Response("There is no such calendar.", { status: 404, headers: { "Cache-Control": "no-store" } });
  const text = feedText(feed, origin);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 32)}"`;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex" };
  const known = request.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.some((one) => one.replace(/^W\//, "") === etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "text/calendar; charset=utf-8" } });
}

/** Feeds of events and of bookings share one kind of address; a secret is of one of them. */
const feedOf = (secret: string) =>
  asPublic(async (tx) => {
    const { rows } = await tx.execute<{ feed: Feed | null }>(
      sql`select coalesce(events.feed(${secret}), bookings.feed(${secret})) as feed`,
    );
    return rows[0]?.feed ?? null;
  });

/** The same rows make the same text, so that its digest tells whether anything changed. */
export function feedText({ name, organization, entries }: Feed, origin: string): string {
  const calendar = ical({
    name: `${organization}: ${name}`,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Greenroom", product: "Feeds", language: "EN" },
    ttl: 3600,
  });
  const status = {
    confirmed: ICalEventStatus.CONFIRMED,
    tentative: ICalEventStatus.TENTATIVE,
    cancelled: ICalEventStatus.CANCELLED,
  };
  for (const entry of entries) {
    const url = entry.path ? new URL(entry.path, origin).href : undefined;
    calendar.createEvent({
      id: `${entry.id}@${new URL(origin).hostname}`,
      start: new Date(entry.startsAt),
      end: new Date(entry.endsAt),
      stamp: new Date(entry.changedAt ?? entry.startsAt),
      summary: entry.name,
      description: [entry.summary, url].filter(Boolean).join("\n\n") || undefined,
      location: entry.place || undefined,
      url,
      status: status[entry.state],
    });
  }
  return calendar.toString();
}
