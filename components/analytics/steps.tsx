import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";

export type Step = { label: string; count: number; href?: string; of?: string | null };

/** Steps of which each is a part of the one before, as bars with their counts; each leads to its rows. */
export function Steps({
  title,
  description,
  steps,
  menu,
}: {
  title: string;
  description: string;
  steps: readonly Step[];
  menu?: ReactNode;
}) {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const id = `steps-${title.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;
  return (
    <Card role="group" aria-labelledby={id}>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id={id}>{title}</CardTitle>
          <CardDescription>{description}</CardDescription>
        </div>
        {menu}
      </CardHeader>
      <CardContent>
        <ol className="grid gap-2">
          {steps.map(({ label, count, href, of }) => (
            <li
              key={label}
              className="grid grid-cols-[9rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1 max-sm:grid-cols-1"
            >
              {href ? (
                <Link
                  href={href as Route}
                  prefetch={false}
                  className="flex min-h-6 items-center rounded-sm underline-offset-4 hover:underline"
                >
                  {label}
                </Link>
              ) : (
                <span>{label}</span>
              )}
              <div className="flex items-center gap-3">
                <span
                  aria-hidden
                  className="h-5 rounded-sm bg-(--chart-1)"
                  style={{ width: `${count === 0 ? 0 : Math.max(0.5, (count / most) * 60)}%` }}
                />
                <span className="figures font-medium">{count.toLocaleString("en")}</span>
                {of ? <span className="text-[0.8125rem] text-muted-foreground">{of}</span> : null}
              </div>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
