import type { Route } from "next";
import Link from "next/link";
import { Day } from "#components/data/time";
import { textLink } from "#components/public/frame";
import { cn } from "#components/ui/cn";
import type { Chosen } from "#lib/bookings/chosen";
import type { PublicStation } from "#lib/bookings/queries/visitors";
import { zoneName } from "#lib/time";

type Props = { station: PublicStation; chosen: Chosen };

/** Two weeks with their free times, all on the station's clocks. Links, so that they work without a script. */
export function SlotChoice({ station: { seller, zone }, chosen }: Props) {
  const { choice, days, slot, gone } = chosen;
  const href = (more: Record<string, string>) => {
    const search = new URLSearchParams({
      ...{ service: choice.serviceId, adults: String(choice.adults), children: String(choice.children) },
      ...{ from: choice.from, ...more },
    });
    return `/book/${seller.slug}/${seller.stationSlug}?${search}#when` as Route;
  };
  const shown =
    days.find((one) => one.day === choice.day && one.times.length > 0) ?? days.find((one) => one.times.length > 0);
  const [firstDay, lastDay] = [days[0]?.day ?? choice.from, days.at(-1)?.day ?? choice.from];
  return (
    <section aria-labelledby="when" className="grid gap-4">
      <h2 id="when" className="scroll-mt-4 font-semibold text-xl">
        When?
      </h2>
      {gone ? (
        <p role="alert" className="font-medium text-destructive-text">
          This time was just taken. Choose another one.
        </p>
      ) : null}
      <nav aria-label="Days" className="grid grid-cols-4 gap-2 sm:grid-cols-7">
        {days.map(({ day, times }) =>
          times.length > 0 ? (
            <Link
              key={day}
              href={href({ day })}
              prefetch={false}
              aria-current={day === shown?.day ? "date" : undefined}
              className={cn(
                "grid min-h-14 place-content-center rounded-lg border bg-card text-center text-sm hover:border-primary",
                day === shown?.day && "border-primary font-semibold ring-1 ring-primary",
              )}
            >
              <DayWords day={day} />
            </Link>
          ) : (
            <span
              key={day}
              className="grid min-h-14 place-content-center rounded-lg border border-dashed text-center text-muted-foreground text-sm"
            >
              <DayWords day={day} />
              <span className="sr-only">, nothing free</span>
            </span>
          ),
        )}
      </nav>
      <p className="flex flex-wrap gap-x-6 gap-y-1">
        <Link href={href({ from: next(firstDay, -14) })} prefetch={false} className={textLink}>
          Earlier
        </Link>
        <Link href={href({ from: next(lastDay, 1) })} prefetch={false} className={textLink}>
          Later
        </Link>
      </p>
      {shown ? (
        <div className="grid gap-3">
          <p>
            <Day day={shown.day} />{" "}
            <span className="text-muted-foreground">on clocks in {zone.replace(/_/g, " ")}</span>
          </p>
          <ul className="grid grid-cols-3 gap-2 sm:grid-cols-6">
            {shown.times.map((time) => (
              <li key={time.toISOString()}>
                <Link
                  href={`${href({ day: shown.day, at: time.toISOString() }).split("#")[0]}#who` as Route}
                  prefetch={false}
                  aria-current={slot?.getTime() === time.getTime() ? "true" : undefined}
                  title={zoneName(time, zone)}
                  className={cn(
                    "figures grid min-h-12 place-content-center rounded-lg border bg-card hover:border-primary",
                    slot?.getTime() === time.getTime() && "border-primary font-semibold ring-1 ring-primary",
                  )}
                >
                  {clock(time, zone)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>Nothing is free in these two weeks. Look later, or choose fewer guests.</p>
      )}
    </section>
  );
}

function DayWords({ day }: { day: string }) {
  const noon = new Date(`${day}T12:00:00Z`);
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en", { timeZone: "UTC", ...options }).format(noon);
  return (
    <>
      <span>{words({ weekday: "short" })}</span>
      <span className="figures">{words({ day: "numeric", month: "short" })}</span>
    </>
  );
}

const next = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const clock = (time: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", minute: "2-digit" }).format(time);
