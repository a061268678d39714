import { ChevronRight } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

export function Breadcrumb(props: ComponentProps<"nav">) {
  return <nav data-slot="breadcrumb" aria-label="Breadcrumb" {...props} />;
}

export function BreadcrumbList({ className, ...props }: ComponentProps<"ol">) {
  return (
    <ol
      data-slot="breadcrumb-list"
      className={cn("flex min-w-0 items-center gap-1 text-muted-foreground text-sm", className)}
      {...props}
    />
  );
}

export function BreadcrumbItem({ className, ...props }: ComponentProps<"li">) {
  return <li data-slot="breadcrumb-item" className={cn("flex min-w-0 items-center gap-1", className)} {...props} />;
}

/** The look of a crumb that leads somewhere. */
export const crumb = "truncate rounded-sm px-1 py-0.5 hover:text-foreground";

export function BreadcrumbPage({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="breadcrumb-page"
      aria-current="page"
      className={cn("truncate px-1 font-medium text-foreground", className)}
      {...props}
    />
  );
}

export function BreadcrumbSeparator() {
  return <ChevronRight aria-hidden className="size-3.5 shrink-0" />;
}
