import { Check } from "lucide-react";
import { cn } from "#components/ui/cn";
import { type BookingState, bookingStates, path } from "#lib/bookings/rules/words";

/** How far a booking came on its way; one that left the way says so by its badge alone. */
export function BookingSteps({ state }: { state: BookingState }) {
  const at = (path as readonly BookingState[]).indexOf(state);
  if (at < 0) return null;
  return (
    <ol aria-label="Steps" className="mb-5 grid grid-cols-4 gap-1 sm:gap-2">
      {path.map((step, place) => (
        <li
          key={step}
          aria-current={place === at ? "step" : undefined}
          className={cn(
            "flex min-w-0 items-center gap-1.5 border-t-2 pt-2 text-sm",
            place <= at ? "border-primary font-medium" : "border-border text-muted-foreground",
          )}
        >
          {place < at ? <Check aria-label="done" className="size-4 shrink-0 text-primary-text max-sm:hidden" /> : null}
          <span className="min-w-0 break-words">{bookingStates[step].label}</span>
        </li>
      ))}
    </ol>
  );
}
