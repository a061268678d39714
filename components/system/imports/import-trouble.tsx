import { StateBadge } from "#components/data/state-badge";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { ImportRecord } from "#lib/system/imports/queries";
import { importFields, type RowError } from "#lib/system/imports/rules";

export type TroubledRow = { n: number; at: number; state: string; data: Record<string, string>; errors: RowError[] };
type Props = { slug: string; record: ImportRecord; rows: readonly TroubledRow[] };

const words = { bad: "Wrong", refused: "Refused", duplicate: "Known already" } as const;
const tones = { bad: "danger", refused: "danger", duplicate: "neutral" } as const;

/** Rows that are wrong or known, each with its place in the file, the column and what it says there. */
export function ImportTrouble({ slug, record, rows }: Props) {
  const labels = new Map(importFields[record.kind].map(({ key, label }) => [key, label]));
  const all = record.bad + record.duplicates;
  return (
    <Card>
      <CardHeader className="flex-row flex-wrap items-center justify-between gap-2">
        <CardTitle>Rows that need a look</CardTitle>
        <Button asChild variant="outline">
          <a href={`/api/${slug}/system/imports/${record.id}?errors=csv`} download>
            Download as CSV
          </a>
        </Button>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-3">
          {rows.map(({ n, at, state, data, errors }) => (
            <li key={n} className="grid gap-1 border-b pb-3 last:border-b-0 last:pb-0">
              <div className="flex flex-wrap items-center gap-2">
                <span className="figures font-medium">Row {at}</span>
                <StateBadge
                  state={state}
                  label={words[state as keyof typeof words]}
                  tone={tones[state as keyof typeof tones]}
                />
              </div>
              {errors.map(({ column, message }) => {
                const said = data[record.mapping[column] ?? ""];
                return (
                  <p key={`${column}${message}`} className="break-words">
                    {column ? <span className="font-medium">{labels.get(column) ?? column}: </span> : null}
                    {message}
                    {said ? <span className="text-muted-foreground"> (it says “{said.slice(0, 80)}”)</span> : null}
                  </p>
                );
              })}
            </li>
          ))}
        </ul>
        {all > rows.length ? (
          <p className="mt-3 text-muted-foreground">
            These are the first {rows.length} of {all.toLocaleString("en")}. The download has all of them.
          </p>
        ) : null}
      </CardContent>
    </Card>
  );
}
