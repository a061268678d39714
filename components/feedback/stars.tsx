import { cn } from "#components/ui/cn";

/** One to five stars; in words for those who hear the page. */
export function Stars({ rating, className }: { rating: number; className?: string }) {
  return (
    <span
      role="img"
      aria-label={`${rating} of 5 stars`}
      className={cn("whitespace-nowrap text-warning-text", className)}
    >
      {"★".repeat(rating)}
      <span className="text-muted-foreground/60">{"☆".repeat(5 - rating)}</span>
    </span>
  );
}
