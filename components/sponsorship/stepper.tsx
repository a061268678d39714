import { cn } from "#components/ui/cn";
import { orderStates } from "#lib/sponsorship/words";

const way = ["pending", "funded", "locked", "released"] as const;
const aside = { disputed: 2, refunded: 3, cancelled: 0 } as const;

/** Where an order stands on its way; what it left the way for is said in its place. */
export function Stepper({ state }: { state: keyof typeof orderStates }) {
  const off = state in aside ? aside[state as keyof typeof aside] : null;
  const at = off ?? way.indexOf(state as (typeof way)[number]);
  return (
    <ol aria-label="State of the order" className="mb-5 grid grid-cols-2 gap-2 sm:grid-cols-4">
      {way.map((step, place) => {
        const here = place === at;
        const shown = here && off !== null ? state : step;
        return (
          <li
            key={step}
            aria-current={here ? "step" : undefined}
            className={cn(
              "rounded-lg border px-3 py-2 text-sm",
              here
                ? "border-primary bg-primary-soft font-medium"
                : place < at
                  ? "bg-card"
                  : "bg-card text-muted-foreground",
              here && state === "disputed" && "border-destructive bg-destructive-soft",
            )}
          >
            <span className="figures mr-2 text-muted-foreground">{place + 1}</span>
            {orderStates[shown].label}
          </li>
        );
      })}
    </ol>
  );
}
