import { Download } from "lucide-react";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { type ExportForm, exportForms } from "#lib/events/rules/exports";

/** The event and its programme for other programs. Imported again, each makes the same event or sessions. */
export function ExportLinks({ slug, eventId }: { slug: string; eventId: string }) {
  return (
    <Card data-print="hide">
      <CardHeader className="grid gap-0.5">
        <CardTitle>Export</CardTitle>
        <CardDescription>The event and its programme as files; imported again they make the same.</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
          {(Object.keys(exportForms) as ExportForm[]).map((form) => (
            <li key={form}>
              <a
                href={`/api/${slug}/events/${eventId}/export?as=${form}`}
                download
                className="inline-flex min-h-8 items-center gap-2 text-primary-text underline underline-offset-4 hover:no-underline"
              >
                <Download aria-hidden className="size-4 shrink-0" /> {exportForms[form].words}
              </a>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
