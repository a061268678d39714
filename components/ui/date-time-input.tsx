"use client";

import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { Input } from "#components/ui/input";

/** A wall-clock time, `YYYY-MM-DDTHH:mm`, with the IANA zone that it is meant in named beside it. */
export function DateTimeInput({ zone, className, ...props }: Omit<ComponentProps<"input">, "type"> & { zone: string }) {
  return (
    <span data-slot="date-time-input" className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Input type="datetime-local" className={cn("figures w-auto min-w-52", className)} {...props} />
      <span className="text-[0.8125rem] text-muted-foreground">{zone.replaceAll("_", " ")}</span>
    </span>
  );
}

/** A calendar day, `YYYY-MM-DD`, with no clock and no zone. */
export function DateInput({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return <Input type="date" className={cn("figures w-auto min-w-40", className)} {...props} />;
}
