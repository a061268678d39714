import "server-only";
import { readAsTenant } from "#db/tenant";
import { env } from "#lib/env";
import * as files from "#lib/events/program-files";
import { eventById } from "#lib/events/queries";
import { sessionsOf } from "#lib/events/queries/program";
import { type ExportForm, exportForms } from "#lib/events/rules/exports";
import { apiActor } from "#lib/session";

const written: Record<ExportForm, (told: files.Told) => string> = {
  calendar: files.calendarOf,
  linked: files.linkedOf,
  schedule: files.scheduleOf,
  sessions_csv: files.sessionsCsv,
  sessions_json: files.sessionsJson,
  event_csv: files.eventCsv,
  event_json: files.eventJson,
};

/** `GET /api/<org>/events/<event>/export?as=…`: the event or its programme as a file, for whoever may export. */
export async function exportAnswer(request: Request, org: string, id: string): Promise<Response> {
  const actor = await apiActor("analytics:export");
  if (actor instanceof Response) return actor;
  const form = new URL(request.url).searchParams.get("as") ?? "";
  const told = await readAsTenant(actor, async (tx) => {
    const event = await eventById(tx, id);
    return event && { ...event, sessions: await sessionsOf(tx, event.id) };
  });
  if (!told || !isForm(form))
    return Response.json({ message: "There is nothing here." }, { status: 404, headers: unkept });
  const { type, ending } = exportForms[form];
  const text = written[form]({ ...told, address: `${env().origin}/e/${org}/${told.slug}` });
  return new Response(text, {
    headers: {
      ...unkept,
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${told.slug}${ending}"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

const unkept = { "Cache-Control": "private, no-store" };
const isForm = (form: string): form is ExportForm => form in exportForms;
