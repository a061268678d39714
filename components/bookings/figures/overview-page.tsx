import type { Route } from "next";
import Link from "next/link";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import {
  type Amount,
  changeOf,
  type Figures as FigureData,
  type FigureName,
  type Period,
  periods,
  periodWords,
  rate,
  summed,
} from "#lib/bookings/rules/figures";
import { ChefTable, StationTable } from "./tables.tsx";

export type OverviewProps = {
  slug: string;
  zone: string;
  station?: string;
  stations: { id: string; name: string }[];
  period: Period;
  day: string;
  steps: readonly [string, string];
  title: string;
  shown: { from: string; until: string; now: FigureData; before: FigureData };
  sees: { leads: boolean; reviews: boolean };
};

/** How one station does, or all of them, beside the period before; each figure leads to its rows. */
export function OverviewPage(props: OverviewProps) {
  const { slug, zone, station, stations, period, day, steps, title, shown, sees } = props;
  const path = `/${slug}/bookings/overview`;
  const to = (change: { day?: string; period?: Period; station?: string }) => {
    const asked = { period, day, ...(station ? { station } : {}), ...change };
    return `${path}?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}` as Route;
  };
  const rows = (figure: FigureName) =>
    `${path}/${figure}?from=${shown.from}&until=${shown.until}${station ? `&station=${station}` : ""}`;
  const [now, before] = [summed(shown.now, station), summed(shown.before, station)];
  const since = periodWords[period].before;
  const [busy, wasBusy] = [rate(now.booked, now.working), rate(before.booked, before.working)];
  const [missed, wasMissed] = [rate(now.missed, now.ended), rate(before.missed, before.ended)];
  const [stars, wasStars] = [average(now), average(before)];
  const name = stations.find(({ id }) => id === station)?.name;
  return (
    <>
      <PageHeader
        title={name ? `Overview: ${name}` : "Overview of stations"}
        description={
          <>
            {title} · days of each station's own calendar · as of <Time at={shown.now.asOf} zone={zone} named />
          </>
        }
      />
      <div data-print="hide" className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav aria-label="Period" className="flex flex-wrap gap-1">
          {periods.map((one) => (
            <Button key={one} asChild variant={one === period ? "secondary" : "ghost"}>
              <Link href={to({ period: one })} aria-current={one === period ? "page" : undefined}>
                {one[0]?.toUpperCase()}
                {one.slice(1)}
              </Link>
            </Button>
          ))}
          <Button asChild variant="outline">
            <Link href={to({ day: steps[0] })}>Before</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={to({ day: steps[1] })}>After</Link>
          </Button>
        </nav>
        {stations.length > 1 ? (
          <nav aria-label="Station" className="flex flex-wrap gap-1">
            <Button asChild variant={station ? "ghost" : "secondary"}>
              <Link href={to({ station: "" })}>All stations</Link>
            </Button>
            {stations.map(({ id, name: words }) => (
              <Button key={id} asChild variant={id === station ? "secondary" : "ghost"}>
                <Link href={to({ station: id })} aria-current={id === station ? "page" : undefined}>
                  {words}
                </Link>
              </Button>
            ))}
          </nav>
        ) : null}
      </div>
      <Figures>
        <Figure
          label="Bookings"
          value={now.bookings}
          href={rows("bookings")}
          change={changeOf(now.bookings, before.bookings, since)}
          fresh={`${now.guests} guests`}
        />
        <Figure
          label="Occupancy of chefs"
          value={busy === null ? "–" : `${busy} %`}
          href={rows("booked")}
          change={points(busy, wasBusy, since)}
          fresh={`${hours(now.booked)} booked of ${hours(now.working)}`}
        />
        {amounts("Revenue", now.revenue, before.revenue, rows("revenue"), since)}
        {amounts("Deposits due", now.deposits, null, rows("deposits"), since)}
        {amounts("Balances open", now.balances, null, rows("balances"), since)}
        <Figure
          label="No-show rate"
          value={missed === null ? "–" : `${missed} %`}
          href={rows("ended")}
          change={points(missed, wasMissed, since, false)}
          fresh={`${now.missed} of ${now.ended} that ended`}
        />
        {sees.leads ? (
          <Figure
            label="Leads"
            value={now.leads}
            href={rows("leads")}
            change={changeOf(now.leads, before.leads, since)}
            fresh={`${now.converted} became customers${now.leads ? `, ${rate(now.converted, now.leads)} %` : ""}`}
          />
        ) : null}
        {sees.reviews ? (
          <Figure
            label="Rating"
            value={stars === null ? "–" : stars.toFixed(1)}
            href={rows("reviews")}
            change={stars !== null && wasStars !== null ? changeOf(stars, wasStars, since) : undefined}
            fresh={now.reviews === 1 ? "1 approved review" : `${now.reviews} approved reviews`}
          />
        ) : null}
      </Figures>
      <ChefTable {...props} />
      {station || stations.length < 2 ? null : <StationTable {...props} stationHref={(id) => to({ station: id })} />}
    </>
  );
}

const average = ({ stars, reviews }: { stars: number; reviews: number }) => (reviews === 0 ? null : stars / reviews);
const hours = (minutes: number) => `${Math.round(minutes / 6) / 10} h`;

/** Rates are compared by their difference: "3.2 points". */
function points(now: number | null, before: number | null, since: string, moreIsGood = true) {
  if (now === null || before === null) return undefined;
  const difference = Math.round((now - before) * 10) / 10;
  const direction = difference > 0 ? ("up" as const) : difference < 0 ? ("down" as const) : ("level" as const);
  const good = difference === 0 ? {} : { good: difference > 0 === moreIsGood };
  return { text: `${Math.abs(difference)} points`, direction, since, ...good };
}

/** A figure for each currency: amounts of different ones are never added. */
function amounts(label: string, now: Amount[], before: Amount[] | null, href: string, since: string) {
  if (now.length === 0) return <Figure key={label} label={label} value="–" href={href} />;
  return now.map(({ currency, minor }) => {
    const was = before?.find((one) => one.currency === currency)?.minor ?? 0n;
    return (
      <Figure
        key={`${label} ${currency}`}
        label={now.length > 1 ? `${label}, ${currency}` : label}
        value={<Money minor={minor} currency={currency} />}
        href={href}
        change={before ? changeOf(Number(minor), Number(was), since) : undefined}
      />
    );
  });
}
