import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden
      className={cn("animate-pulse-soft rounded-md bg-secondary", className)}
      {...props}
    />
  );
}
