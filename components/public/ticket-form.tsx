"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { CountedAs } from "#components/analytics/counted-as";
import type { TierOffer } from "#components/public/event-words";
import { bigButton } from "#components/public/frame";
import { Stepper } from "#components/public/stepper";
import { OwnPrice, SeatChoice } from "#components/public/tier-choice";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { formatMoney, majorUnits, parseMoney } from "#lib/money";
import { chooseTickets } from "#lib/ticketing/actions/visitor";
import type { SeatMap } from "#lib/ticketing/queries/shop";

export type TicketFormProps = {
  org: string;
  event: string;
  currency: string;
  /** A code that works, to be sent along. */
  code: string;
  seats: SeatMap;
  /** What the prices contain, "incl. 19% tax". */
  tax: string;
  tiers: TierOffer[];
  /** Numbers to begin with, by tier. */
  start: Record<string, number>;
  /** This visitor holds some already; they go back when the choice changes. */
  again: boolean;
};

/** The tickets of an event and how many of each. On a phone the total stays in sight. */
export function TicketForm({ org, event, currency, code, tax, tiers, seats, start, again }: TicketFormProps) {
  const [state, submit, pending] = useActionState(chooseTickets, { done: false });
  const [wanted, want] = useState<Record<string, number>>(() => typedIn(state.values) ?? start);
  const [prices, price] = useState<Record<string, string>>({});
  const [places, sit] = useState<Record<string, string[]>>({});
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.problem) alert.current?.focus();
  }, [state]);

  const chosen = tiers.map((tier) => {
    const typed = prices[tier.id] ?? majorUnits(tier.suggestedMinor ?? tier.priceMinor, currency);
    const each = tier.openPrice ? (parseMoney(typed, currency) ?? 0n) : tier.priceMinor;
    return { ...tier, count: wanted[tier.id] ?? 0, typed, each };
  });
  const count = chosen.reduce((sum, tier) => sum + tier.count, 0);
  const extrasFrom = tiers.findIndex((tier) => tier.kind === "add_on");
  const total = chosen.reduce((sum, tier) => sum + tier.each * BigInt(tier.count), 0n);
  const buyable = tiers.some((tier) => tier.most > 0);

  return (
    <form action={submit} className="grid">
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="event" value={event} />
      <input type="hidden" name="code" value={code} />
      <CountedAs org={org} />
      {state.problem ? (
        <Alert ref={alert} variant="destructive" role="alert" tabIndex={-1} className="mx-4 mt-4 sm:mx-5">
          <p>{state.problem.message}</p>
        </Alert>
      ) : null}
      <ul className="divide-y">
        {chosen.map((tier, index) => (
          <li key={tier.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4 py-4 sm:px-5">
            {index === extrasFrom ? <p className="basis-full font-semibold">Extras</p> : null}
            <div className="min-w-32 flex-1">
              <h3 className="font-medium">{tier.name}</h3>
              <p className={cn("figures", tier.tone === "over" ? "text-muted-foreground" : "font-semibold")}>
                {tier.openPrice
                  ? `Pay what you want${tier.priceMinor > 0n ? `, from ${formatMoney(tier.priceMinor, currency)}` : ""}`
                  : tier.priceMinor === 0n
                    ? "Free"
                    : formatMoney(tier.priceMinor, currency)}{" "}
                {tax && tier.priceMinor > 0n ? (
                  <span className="inline-block whitespace-nowrap font-normal text-muted-foreground text-sm">
                    {tax}
                  </span>
                ) : null}
              </p>
              {tier.description ? <p className="mt-1 text-muted-foreground text-sm">{tier.description}</p> : null}
              {tier.note ? (
                <p
                  className={cn(
                    "mt-1 text-sm",
                    tier.tone === "urgent" ? "font-medium text-warning-text" : "text-muted-foreground",
                  )}
                >
                  {tier.note}
                </p>
              ) : null}
            </div>
            {tier.most > 0 ? (
              <Stepper
                name={`tickets.${tier.id}`}
                label={tier.name}
                value={tier.count}
                least={tier.least}
                most={tier.most}
                onChange={(value) => {
                  want({ ...wanted, [tier.id]: value });
                  sit({ ...places, [tier.id]: [] });
                }}
              />
            ) : null}
            {tier.openPrice && tier.most > 0 ? (
              <OwnPrice
                tier={tier}
                currency={currency}
                value={tier.typed}
                wrong={Boolean(state.problem?.fields?.[`prices.${tier.id}`])}
                onChange={(typed) => price({ ...prices, [tier.id]: typed })}
              />
            ) : null}
            {tier.seated && tier.count > 0 ? (
              <SeatChoice
                tier={tier}
                seats={seats}
                chosen={places[tier.id] ?? []}
                onChange={(next) => {
                  sit({ ...places, [tier.id]: next });
                  if (next.length > 0) want({ ...wanted, [tier.id]: next.length });
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {buyable ? (
        <div
          data-bar
          className="fixed inset-x-0 bottom-0 z-20 flex items-center justify-between gap-4 border-t bg-card px-4 py-3 shadow-lg md:sticky md:rounded-b-xl md:px-5 md:py-4 md:shadow-none"
        >
          <output aria-live="polite" className="needs-script figures grid leading-tight">
            {count === 0 ? (
              <span className="text-muted-foreground">Choose how many</span>
            ) : (
              <>
                <span className="font-semibold text-lg">{total === 0n ? "Free" : formatMoney(total, currency)}</span>
                <span className="text-muted-foreground text-sm">
                  {count === 1 ? "1 ticket" : `${count} tickets`}
                  {tax.startsWith("plus") && total > 0n ? ", plus tax" : ""}
                </span>
              </>
            )}
          </output>
          <Button
            type="submit"
            variant={again ? "outline" : "default"}
            className={bigButton}
            aria-disabled={pending}
            aria-busy={pending}
          >
            {pending ? "Holding them…" : again ? "Change tickets" : "Get tickets"}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

/** What was typed before a refusal, when the page came back without scripts. */
function typedIn(values: Record<string, unknown> | undefined): Record<string, number> | undefined {
  if (typeof values?.tickets !== "object" || values.tickets === null) return undefined;
  return Object.fromEntries(Object.entries(values.tickets).map(([id, typed]) => [id, Number(typed) || 0]));
}
