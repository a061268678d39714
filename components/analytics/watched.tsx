import type { Route } from "next";
import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { type Board, rowKinds, type WatchedPart, watchedParts } from "#lib/analytics/rules/board";
import { shareOf } from "#lib/analytics/rules/series";

type Props = { watched: NonNullable<Board["watched"]>; rows: (kind: string) => string };

/** How far people watched the video of an event's page, each step as a share of those who played it. */
export function Watched({ watched, rows }: Props) {
  return (
    <Card role="group" aria-labelledby="watched-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="watched-title">How far people watch the video</CardTitle>
          <CardDescription>
            Page views in which it was played, and how much of it ran; what was skipped was not watched
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-2">
          {(Object.keys(watchedParts) as WatchedPart[]).map((part) => (
            <li
              key={part}
              className="grid grid-cols-[11rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1 max-sm:grid-cols-1"
            >
              <Link
                href={rows(part) as Route}
                prefetch={false}
                className="flex min-h-6 items-center rounded-sm underline-offset-4 hover:underline"
              >
                {rowKinds[part]}
              </Link>
              <div className="flex items-center gap-3">
                <span
                  aria-hidden
                  className="h-5 rounded-sm bg-(--chart-1)"
                  style={{
                    width: `${watched[part] === 0 ? 0 : Math.min(60, Math.max(0.5, (watched[part] / watched.plays) * 60))}%`,
                  }}
                />
                <span className="figures font-medium">{watched[part].toLocaleString("en")}</span>
                {part === "plays" ? null : (
                  <span className="text-[0.8125rem] text-muted-foreground">
                    {shareOf(watched[part], watched.plays)} of plays
                  </span>
                )}
              </div>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
