import "server-only";
import { apiActor, openOrganization } from "#lib/session";
import { exportList } from "#lib/system/commands";
import { exportSheet, exportStream } from "#lib/system/list-export";
import { lists } from "#lib/system/list-registry";

/** The CSV of a list, or with `as=xlsx` its spreadsheet; else 401, 403 or 404. Leaves a line in the audit log before the first byte. */
export async function exportAnswer(name: string, search: URLSearchParams): Promise<Response> {
  const list = lists.find((one) => one.name === name);
  if (!list) return Response.json({ message: "There is no such list." }, { status: 404 });
  const actor = await apiActor(list.needs);
  if (actor instanceof Response) return actor;
  if (!actor.permissions.has("analytics:export"))
    return Response.json({ message: "You may not export." }, { status: 403 });
  await exportList(actor, { list: name, search: search.toString() });
  const { slug, zone, currency } = await openOrganization();
  const day = new Date().toISOString().slice(0, 10);
  const scope = { slug, zone, currency };
  const file = (type: string, ending: string) => ({
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${slug}-${name.replace(".", "-")}-${day}.${ending}"`,
    "Cache-Control": "private, no-store",
  });
  if (search.get("as") === "xlsx") {
    const sheet = await exportSheet(actor, list, search, scope);
    if (!sheet) return Response.json({ message: "A spreadsheet holds 50,000 rows here. Export CSV." }, { status: 422 });
    return new Response(new Uint8Array(sheet), { headers: file(spreadsheet, "xlsx") });
  }
  return new Response(exportStream(actor, list, search, scope), { headers: file("text/csv; charset=utf-8", "csv") });
}

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
