import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

export type Fact = { label: string; value: ReactNode };

/** What is known about a record: a term and its value on each line; side by side where there is room. */
export function Facts({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={cn("grid gap-y-2.5 sm:grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] sm:gap-x-4", className)}>
      {facts.map((fact) => (
        <div key={fact.label} className="grid gap-x-4 gap-y-0.5 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="text-muted-foreground">{fact.label}</dt>
          <dd className="min-w-0 break-words">{fact.value ?? <span className="text-muted-foreground">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
