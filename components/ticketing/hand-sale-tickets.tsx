import { MoneyField } from "#components/data/fields";
import { Stepper } from "#components/public/stepper";
import { SeatChoice } from "#components/public/tier-choice";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney, majorUnits } from "#lib/money";
import type { SeatMap } from "#lib/ticketing/queries/shop";

export type HandTier = {
  id: string;
  name: string;
  kind: "admission" | "add_on";
  priceMinor: bigint;
  openPrice: boolean;
  suggestedMinor: bigint | null;
  left: number;
};
type Props = {
  tiers: HandTier[];
  seats: SeatMap;
  currency: string;
  wanted: Record<string, number>;
  want: (wanted: Record<string, number>) => void;
  places: Record<string, string[]>;
  sit: (places: Record<string, string[]>) => void;
};

/** How many of each, at which price where the buyer says so, and on which seats: chosen on the map, or the best that are free. */
export function HandSaleTickets({ tiers, seats, currency, wanted, want, places, sit }: Props) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Tickets</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="divide-y">
          {tiers.map((tier) => {
            const count = wanted[tier.id] ?? 0;
            return (
              <li key={tier.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
                <div>
                  <p className="font-medium">{tier.name}</p>
                  <p className="figures text-muted-foreground">
                    {formatMoney(tier.priceMinor, currency)} · {tier.left} left
                    {tier.kind === "add_on" ? " · extra" : ""}
                  </p>
                </div>
                {tier.left > 0 ? (
                  <Stepper
                    name={`tickets.${tier.id}`}
                    label={tier.name}
                    value={count}
                    least={1}
                    most={Math.min(tier.left, 100)}
                    onChange={(value) => {
                      want({ ...wanted, [tier.id]: value });
                      sit({ ...places, [tier.id]: [] });
                    }}
                  />
                ) : null}
                {tier.openPrice && count > 0 ? (
                  <MoneyField
                    name={`prices.${tier.id}`}
                    label="Price of each"
                    currency={currency}
                    defaultValue={majorUnits(tier.suggestedMinor ?? tier.priceMinor, currency)}
                  />
                ) : null}
                {count > 0 && seats.some((section) => section.tierId === tier.id) ? (
                  <SeatChoice
                    tier={{ id: tier.id, most: Math.min(tier.left, 100) }}
                    seats={seats}
                    chosen={places[tier.id] ?? []}
                    onChange={(next) => {
                      sit({ ...places, [tier.id]: next });
                      if (next.length > 0) want({ ...wanted, [tier.id]: next.length });
                    }}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
      </CardContent>
    </Card>
  );
}
