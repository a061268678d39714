"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { control } from "#components/ui/surface";

/** The browser's own select: works before scripts do, and is the phone's own picker. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span data-slot="native-select" className="relative block w-full">
      <select className={cn(control, "h-8 appearance-none pr-8 pl-2.5 max-md:h-10", className)} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
