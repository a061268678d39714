"use client";

import dynamic from "next/dynamic";
import type { TierOffer } from "#components/public/event-words";
import { Input } from "#components/ui/input";
import type { SeatMap } from "#lib/ticketing/queries/shop";

const SeatPicker = dynamic(() => import("#components/public/seat-picker").then((module) => module.SeatPicker));

type OwnPriceProps = {
  tier: TierOffer;
  currency: string;
  value: string;
  wrong: boolean;
  onChange: (typed: string) => void;
};

/** What the visitor wants to pay for each. */
export function OwnPrice({ tier, currency, value, wrong, onChange }: OwnPriceProps) {
  const id = `price-${tier.id}`;
  return (
    <div className="flex basis-full flex-wrap items-center gap-2 text-sm">
      <label htmlFor={id}>
        Your price for each {tier.name} ({currency})
      </label>
      <Input
        id={id}
        name={`prices.${tier.id}`}
        inputMode="decimal"
        value={value}
        aria-invalid={wrong || undefined}
        onChange={(event) => onChange(event.target.value)}
        className="figures h-11 w-32 text-right max-md:h-11"
      />
    </div>
  );
}

type SeatChoiceProps = {
  tier: Pick<TierOffer, "id" | "most">;
  seats: SeatMap;
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

/** Seats from the map, or the best that are free. */
export function SeatChoice({ tier, seats, chosen, onChange }: SeatChoiceProps) {
  return (
    <>
      <input type="hidden" name={`seats.${tier.id}`} value={chosen.join(",")} />
      <details className="basis-full">
        <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-2 text-sm">
          <span className="text-primary-text underline underline-offset-4">Choose seats on the map</span>
          <span className="text-muted-foreground">
            {chosen.length > 0 ? `${chosen.length} chosen` : "or have the best that are free"}
          </span>
        </summary>
        <SeatPicker
          sections={seats.filter((section) => section.tierId === tier.id)}
          chosen={chosen}
          most={tier.most}
          onChange={onChange}
        />
      </details>
    </>
  );
}
