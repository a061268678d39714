import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

export type FigureProps = {
  label: string;
  value: ReactNode;
  /** Against the period before: the change as it reads ("12.4 %"), its direction, and whether that is good news. */
  change?: { text: string; direction: "up" | "down" | "level"; good?: boolean; since: string };
  /** Where the figure's rows are. */
  href?: string;
  /** How old the figure is: "a minute ago", "as of 14:05 CET". */
  fresh?: ReactNode;
};

const arrows = { up: ArrowUpRight, down: ArrowDownRight, level: ArrowRight };

/** One figure that matters, what became of it, and the way to the rows behind it. */
export function Figure({ label, value, change, href, fresh }: FigureProps) {
  const Arrow = change ? arrows[change.direction] : null;
  return (
    <div
      data-slot="figure"
      className="relative grid content-start gap-1 rounded-lg border bg-card p-4 shadow-xs has-[a:hover]:border-input"
    >
      <p className="text-[0.8125rem] text-muted-foreground">
        {href ? (
          <Link href={href as Route} className="after:absolute after:inset-0 after:rounded-lg">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <p className="figures font-semibold text-2xl tracking-tight">{value}</p>
      {change && Arrow ? (
        <p className="flex flex-wrap items-center gap-x-1.5 text-[0.8125rem] text-muted-foreground">
          <span
            className={cn(
              "figures inline-flex items-center gap-0.5 font-medium",
              change.good === true && "text-success-text",
              change.good === false && "text-destructive-text",
            )}
          >
            <Arrow aria-hidden className="size-3.5" />
            <span className="sr-only">{{ up: "up ", down: "down ", level: "" }[change.direction]}</span>
            {change.text}
          </span>
          {change.since}
        </p>
      ) : null}
      {fresh ? <div className="text-muted-foreground text-xs">{fresh}</div> : null}
    </div>
  );
}

/** Figures side by side: two on a phone, four on a desk. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 xl:grid-cols-4">{children}</div>;
}
