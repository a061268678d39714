import { env } from "#lib/env";
import { calendarFile } from "#lib/events/calendar";
import { visitedEvent } from "#lib/visit";

/** "Add to calendar". */
export async function GET(_: Request, { params }: RouteContext<"/e/[org]/[event]/calendar.ics">) {
  const { org, event: slug } = await params;
  const event = await visitedEvent(org, slug);
  if (!event) return new Response("There is no such event.", { status: 404 });
  return new Response(calendarFile(event, `${env().origin}/e/${org}/${slug}`), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${slug}.ics"`,
      "Cache-Control": "public, max-age=300",
    },
  });
}
