import { Badge } from "#components/ui/badge";
import type { Tone } from "#lib/system/list";

/** What the common states mean to a reader; a list's own `options` may say otherwise. */
const tones: Record<string, Tone> = {
  active: "success",
  published: "success",
  paid: "success",
  posted: "success",
  completed: "success",
  settled: "success",
  checked_in: "success",
  approved: "success",
  released: "success",
  live: "info",
  held: "info",
  open: "info",
  processing: "info",
  pending: "warning",
  pending_approval: "warning",
  waiting: "warning",
  postponed: "warning",
  suspended: "warning",
  partially_refunded: "warning",
  cancelled: "danger",
  declined: "danger",
  failed: "danger",
  rejected: "danger",
  disputed: "danger",
  deactivated: "danger",
};

const dots: Record<Tone, string> = {
  neutral: "bg-muted-foreground",
  info: "bg-info",
  success: "bg-success",
  warning: "bg-warning-text",
  danger: "bg-destructive",
};

/** A state in words; the colour only repeats what the word says. */
export function StateBadge({ state, label, tone }: { state: string; label?: string; tone?: Tone }) {
  const chosen = tone ?? tones[state] ?? "neutral";
  return (
    <Badge variant={chosen}>
      <span aria-hidden className={`size-1.5 rounded-full ${dots[chosen]}`} />
      {label ?? wordsOf(state)}
    </Badge>
  );
}

/** `pending_approval` reads "Pending approval". */
export function wordsOf(state: string): string {
  const words = state.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
