import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Empty } from "#components/shell/empty";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import type { servicesOf } from "#lib/bookings/queries/settings";
import { minutesWords } from "#lib/bookings/rules/words";
import { formatMoney } from "#lib/money";

type Props = { services: Awaited<ReturnType<typeof servicesOf>>; slug: string; make: ReactNode };

export function ServiceList({ services, slug, make }: Props) {
  if (services.length === 0)
    return (
      <Empty title="No services yet" action={make}>
        A service has a duration, a price, a deposit and a rule for cancelling. Stations offer it, chefs do it.
      </Empty>
    );
  return (
    <Card className="divide-y overflow-hidden">
      {services.map((one) => (
        <Link
          key={one.id}
          href={`/${slug}/bookings/services/${one.id}` as Route}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3 hover:bg-muted"
        >
          <span className="min-w-0 font-medium">
            {one.name} {one.active ? null : <Badge variant="neutral">Not in use</Badge>}
          </span>
          <span className="text-muted-foreground">
            {minutesWords(one.durationMinutes)}, {one.minGuests} to {one.maxGuests} guests,{" "}
            <span className="figures text-foreground">
              {formatMoney(one.priceMinor, one.currency)}
              {one.pricing === "per_guest" ? " a guest" : ""}
            </span>
          </span>
        </Link>
      ))}
    </Card>
  );
}
