import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

/** `value` from 0 to 100; null when nobody can say how far it is. */
export function Progress({
  className,
  value = null,
  label,
  ...props
}: Omit<ComponentProps<"div">, "children"> & { label: string; value?: number | null }) {
  return (
    <div
      data-slot="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value ?? undefined}
      className={cn("relative h-1.5 w-full overflow-hidden rounded-full bg-secondary", className)}
      {...props}
    >
      <div
        className={cn("h-full rounded-full bg-primary", value === null ? "w-1/3 animate-slide" : "w-full")}
        style={value === null ? undefined : { transform: `translateX(-${100 - value}%)` }}
      />
    </div>
  );
}
