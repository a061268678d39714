import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Empty } from "#components/shell/empty";
import { cn } from "#components/ui/cn";

/** Rows of an event's plan: lines on a desk, cards on a phone. */
export function PlanList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y rounded-lg border bg-card">
      {children}
    </ul>
  );
}

type RowProps = {
  title: ReactNode;
  badges?: ReactNode;
  /** Short facts on one line; what is null is left out. */
  meta?: readonly (ReactNode | null | false)[];
  actions?: ReactNode;
  tone?: "warning" | "danger";
  children?: ReactNode;
};

export function PlanRow({ title, badges, meta = [], actions, tone, children }: RowProps) {
  const facts = meta.filter((one) => one !== null && one !== false && one !== "");
  return (
    <li
      className={cn(
        "grid gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]",
        tone === "danger" && "border-l-2 border-l-destructive",
        tone === "warning" && "border-l-2 border-l-warning-text",
      )}
    >
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 break-words font-medium">{title}</span>
          {badges}
        </p>
        {facts.length > 0 ? (
          <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-[0.8125rem] text-muted-foreground">
            {facts.map((fact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: facts of a row never change their order
              <span key={index}>{fact}</span>
            ))}
          </p>
        ) : null}
        {children}
      </div>
      {actions ? (
        <div data-print="hide" className="flex flex-wrap items-start gap-1.5">
          {actions}
        </div>
      ) : null}
    </li>
  );
}

/** The head of a tab: what it is, how it stands, and the one thing to do. */
export function PlanHead({ title, text, actions }: { title: string; text?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h2 className="font-semibold text-base">{title}</h2>
        {text ? <p className="max-w-prose text-muted-foreground">{text}</p> : null}
      </div>
      {actions ? (
        <div data-print="hide" className="flex flex-wrap items-center gap-2">
          {actions}
        </div>
      ) : null}
    </div>
  );
}

type Choice = { key: string; label: string; count: number };

/** A list narrowed by its address: `?show=overdue`. The first choice is everything. */
export function PlanFilter({ path, shown, choices }: { path: string; shown: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label="Show" className="mb-3 flex flex-wrap gap-1.5">
      {choices.map(({ key, label, count }, index) => (
        <Link
          key={key}
          href={(index === 0 ? path : `${path}?show=${key}`) as Route}
          aria-current={shown === key ? "page" : undefined}
          className="inline-flex h-7 items-center gap-1.5 rounded-full border bg-card px-2.5 text-[0.8125rem] aria-[current=page]:border-primary aria-[current=page]:bg-primary-soft aria-[current=page]:text-primary-text max-md:h-9"
        >
          {label} <span className="figures text-muted-foreground">{count}</span>
        </Link>
      ))}
    </nav>
  );
}

export function NothingYet({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-lg border bg-card">
      <Empty title={title} action={action}>
        {children}
      </Empty>
    </div>
  );
}
