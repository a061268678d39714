import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { latestImports } from "#lib/system/imports/queries";
import { importKinds } from "#lib/system/imports/rules";

type Props = { slug: string; zone: string; imports: Awaited<ReturnType<typeof latestImports>> };

const tones = {
  committed: "success",
  failed: "danger",
  discarded: "neutral",
  checked: "warning",
  read: "warning",
} as const;

/** What was imported, and what still waits for a decision. */
export function ImportList({ slug, zone, imports }: Props) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Imports</CardTitle>
      </CardHeader>
      <CardContent>
        {imports.length === 0 ? (
          <Empty title="Nothing was imported yet">
            Send a file: it is read and checked first, and nothing is written before you say so.
          </Empty>
        ) : (
          <ul className="grid gap-3">
            {imports.map(({ id, name, kind, state, rows, good, createdAt, by }) => (
              <li key={id} className="grid gap-1 border-b pb-3 last:border-b-0 last:pb-0">
                <div className="flex flex-wrap items-center gap-2">
                  <Link
                    href={`/${slug}/system/imports/${id}` as Route}
                    className="break-all font-medium underline underline-offset-4"
                  >
                    {name}
                  </Link>
                  <StateBadge state={state} tone={tones[state as keyof typeof tones] ?? "info"} />
                </div>
                <p className="text-[0.8125rem] text-muted-foreground">
                  {importKinds[kind]} · {rows.toLocaleString("en")} rows
                  {state === "committed" ? `, ${good.toLocaleString("en")} imported` : ""} · {by ?? "Somebody"} ·{" "}
                  <Time at={createdAt} zone={zone} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
