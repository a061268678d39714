import { Time } from "#components/data/time";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { HistoryLine } from "#lib/system/rules";

/** What happened to this record: who, when, and each field before and after. */
export function HistoryPanel({ lines, zone }: { lines: readonly HistoryLine[]; zone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>History</CardTitle>
      </CardHeader>
      <CardContent>
        {lines.length === 0 ? (
          <p className="text-muted-foreground">Nothing has been changed since it was brought in.</p>
        ) : null}
        <ol className="grid gap-3">
          {lines.map((line) => (
            <li key={line.id} className="grid gap-0.5 sm:grid-cols-[11rem_1fr]">
              <Time at={line.at} zone={zone} className="text-muted-foreground" />
              <div>
                <p>
                  <span className="font-medium">{line.who}</span> {line.what}
                </p>
                {line.changes.map((change) => (
                  <p key={change.field} className="text-[0.8125rem] text-muted-foreground">
                    {change.field}: {change.before} → {change.after}
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
