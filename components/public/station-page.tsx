import { Clock, Users } from "lucide-react";
import { BookingForm } from "#components/public/booking-form";
import { bigButton, PublicFrame } from "#components/public/frame";
import { PriceLines } from "#components/public/price-lines";
import { SlotChoice } from "#components/public/slot-choice";
import { TestimonialStrip } from "#components/public/testimonials";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import type { Chosen } from "#lib/bookings/chosen";
import type { PublicStation } from "#lib/bookings/queries/visitors";
import { minutesWords, ruleWords } from "#lib/bookings/rules/words";
import type { Testimonials } from "#lib/feedback/visitor";
import { formatMoney } from "#lib/money";

type Props = {
  station: PublicStation;
  /** As its address names it. */
  slug: string;
  chosen: Chosen | null;
  said: Testimonials | null;
};

/** A station's booking page: what, how many, when, who. Every choice is in the address, so each step works without a script. */
export function StationPage({ station, slug, chosen, said }: Props) {
  const { seller, intro, services } = station;
  return (
    <PublicFrame seller={seller} counts={{ page: "booking", station: slug }}>
      <div className="mx-auto grid max-w-3xl gap-8">
        <header className="grid gap-2">
          <h1 className="text-balance font-semibold text-3xl leading-9">Book {seller.station}</h1>
          {seller.place ? <p className="text-muted-foreground">{seller.place}</p> : null}
          {intro ? <p className="whitespace-pre-line">{intro}</p> : null}
        </header>
        {services.length === 0 ? (
          <p>Nothing can be booked here at the moment. Please write to us.</p>
        ) : (
          <What {...{ services, chosen }} />
        )}
        {chosen?.refused ? (
          <p role="alert" className="rounded-lg border border-destructive/40 p-4 font-medium text-destructive-text">
            {chosen.refused}
          </p>
        ) : null}
        {chosen && !chosen.refused ? (
          <>
            <section aria-labelledby="price" className="grid gap-3">
              <h2 id="price" className="font-semibold text-xl">
                What it costs
              </h2>
              {chosen.price ? <PriceLines {...chosen.price} /> : null}
              <ul className="list-disc pl-5 text-muted-foreground text-sm">
                {ruleWords(chosen.service.cancellation).map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </section>
            <SlotChoice {...{ station, chosen }} />
            {chosen.slot ? <BookingForm {...formOf(station, chosen, chosen.slot)} /> : null}
          </>
        ) : null}
        {chosen ? null : <TestimonialStrip said={said} />}
      </div>
    </PublicFrame>
  );
}

function What({ services, chosen }: { services: PublicStation["services"]; chosen: Chosen | null }) {
  return (
    <form className="grid gap-4" aria-label="What and how many">
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-semibold text-xl">What would you like?</legend>
        {services.map((one, place) => (
          <label
            key={one.id}
            className="flex cursor-pointer gap-4 rounded-xl border bg-card p-4 shadow-xs has-checked:border-primary has-checked:ring-1 has-checked:ring-primary"
          >
            <input
              type="radio"
              name="service"
              value={one.id}
              required
              defaultChecked={chosen ? chosen.service.id === one.id : place === 0}
              className="mt-1 size-5 shrink-0 accent-primary"
            />
            <span className="grid min-w-0 gap-1">
              <span className="font-semibold text-lg">{one.name}</span>
              {one.description ? <span className="text-muted-foreground">{one.description}</span> : null}
              <span className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
                <span className="font-medium">
                  {formatMoney(one.priceMinor, one.currency)}
                  {one.pricing === "per_guest" ? " a guest" : ""}
                  {one.childPriceMinor === null ? "" : `, ${formatMoney(one.childPriceMinor, one.currency)} a child`}
                </span>
                <span className="flex items-center gap-1 text-muted-foreground">
                  <Clock aria-hidden className="size-4" /> {minutesWords(one.durationMinutes)}
                </span>
                <span className="flex items-center gap-1 text-muted-foreground">
                  <Users aria-hidden className="size-4" /> {one.minGuests} to {one.maxGuests}
                </span>
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-end gap-4">
        <label htmlFor="adults" className="grid gap-1.5">
          <span className="font-medium">Adults</span>
          <Input
            id="adults"
            name="adults"
            type="number"
            inputMode="numeric"
            min={0}
            max={5000}
            required
            defaultValue={chosen?.choice.adults ?? 10}
            className="h-12 w-28 text-base"
          />
        </label>
        <label htmlFor="children" className="grid gap-1.5">
          <span className="font-medium">Children</span>
          <Input
            id="children"
            name="children"
            type="number"
            inputMode="numeric"
            min={0}
            max={5000}
            defaultValue={chosen?.choice.children ?? 0}
            className="h-12 w-28 text-base"
          />
        </label>
        <Button type="submit" className={bigButton} variant={chosen ? "outline" : "default"}>
          {chosen ? "Change" : "See free times"}
        </Button>
      </div>
    </form>
  );
}

function formOf(station: PublicStation, chosen: Chosen, slot: Date) {
  const { seller, zone, terms, holdMinutes } = station;
  const { choice, service, price, key } = chosen;
  return {
    hidden: {
      ...{ key, org: seller.slug, station: seller.stationSlug, serviceId: service.id, startsAt: slot.toISOString() },
      ...{
        adults: String(choice.adults),
        children: String(choice.children),
        terms: terms ? String(terms.version) : "",
      },
    },
    startsAt: slot.toISOString(),
    zone,
    terms: terms?.body ?? null,
    holdMinutes,
    deposit: price && price.depositMinor > 0n ? formatMoney(price.depositMinor, price.currency) : null,
  };
}
