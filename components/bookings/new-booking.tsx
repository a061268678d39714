import type { Route } from "next";
import Link from "next/link";
import { BookSlotForm } from "#components/bookings/book-slot-form";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { cn } from "#components/ui/cn";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import type { NewBookingAsked } from "#lib/bookings/new-booking";

type Props = NewBookingAsked & { slug: string; mayPrice: boolean };

/** Service → slot → customer. Every choice is in the address: a link from a lead can bring the contact along. */
export function NewBookingPage(props: Props) {
  const { services, stations, slots, slot, chosen, zone, refused, slug, contact } = props;
  if (stations.length === 0 || services.length === 0)
    return (
      <Empty
        title={stations.length === 0 ? "No station is yours" : "This station offers nothing yet"}
        action={
          <Button asChild>
            <Link href={`/${slug}/bookings/services` as Route}>Services</Link>
          </Button>
        }
      >
        A booking is made at a station, for one of the services that it offers.
      </Empty>
    );
  return (
    <div className="grid max-w-4xl gap-4">
      <Card>
        <CardHeader>
          <CardTitle>What and when</CardTitle>
        </CardHeader>
        <CardContent>
          <Choices {...props} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>
            Free on <span className="figures">{chosen.day}</span>{" "}
            <span className="font-normal text-muted-foreground">{zone}</span>
          </CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          {refused ? <p role="alert">{refused}</p> : null}
          {slots.length === 0 && !refused ? (
            <p className="text-muted-foreground">
              Nobody is free for it on this day. Choose another day, or fewer guests.
            </p>
          ) : null}
          {byWho(props).map(([name, free]) => (
            <div key={name} className="grid gap-2">
              <h3 className="font-medium">{name}</h3>
              <ul className="flex flex-wrap gap-2">
                {free.map((one) => {
                  const here =
                    slot?.resourceId === one.resourceId && slot.startsAt.getTime() === one.startsAt.getTime();
                  return (
                    <li key={one.startsAt.toISOString()}>
                      <Link
                        href={`/${slug}/bookings/new?${searchOf(props, one)}#customer` as Route}
                        prefetch={false}
                        aria-current={here ? "true" : undefined}
                        className={cn(
                          "figures block rounded-md border px-2.5 py-1 hover:border-primary",
                          here && "border-primary font-semibold ring-1 ring-primary",
                        )}
                      >
                        {clock(one.startsAt, zone)}
                      </Link>
                    </li>
                  );
                })}
              </ul>
            </div>
          ))}
        </CardContent>
      </Card>
      {slot ? (
        <Card id="customer">
          <CardHeader>
            <CardTitle>
              <Time at={slot.startsAt} zone={zone} named /> with {slot.resource}
            </CardTitle>
          </CardHeader>
          <CardContent>
            <BookSlotForm
              slug={slug}
              contact={contact}
              hidden={{
                ...{ stationId: chosen.stationId ?? "", serviceId: chosen.serviceId ?? "" },
                ...{ startsAt: slot.startsAt.toISOString(), resourceIds: slot.resourceId },
                ...{ adults: String(chosen.adults), children: String(chosen.children) },
              }}
            />
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}

function Choices({ stations, services, chosen, contact }: Props) {
  const select = "grid gap-1.5";
  return (
    <form className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3" aria-label="What and when">
      <label className={select} htmlFor="station">
        <span className="font-medium">Station</span>
        <NativeSelect id="station" name="station" defaultValue={chosen.stationId}>
          {stations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </label>
      <label className={select} htmlFor="service">
        <span className="font-medium">Service</span>
        <NativeSelect id="service" name="service" defaultValue={chosen.serviceId}>
          {services.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </label>
      <label className={select} htmlFor="day">
        <span className="font-medium">Day</span>
        <Input id="day" name="day" type="date" defaultValue={chosen.day} />
      </label>
      <label className={select} htmlFor="adults">
        <span className="font-medium">Adults</span>
        <Input id="adults" name="adults" type="number" min={0} defaultValue={chosen.adults} />
      </label>
      <label className={select} htmlFor="children">
        <span className="font-medium">Children</span>
        <Input id="children" name="children" type="number" min={0} defaultValue={chosen.children} />
      </label>
      {Object.entries(carried(contact)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant="outline">
        Look
      </Button>
    </form>
  );
}

/** The contact that a link brought along, under the names of the address. */
const carried = ({ contactName, contactEmail, contactPhone, address, customerId }: Props["contact"]) =>
  Object.fromEntries(
    Object.entries({
      name: contactName,
      email: contactEmail,
      phone: contactPhone,
      address,
      customer: customerId,
    }).filter(([, value]) => value !== ""),
  );

function searchOf({ chosen, contact }: Props, slot: Props["slots"][number]) {
  return new URLSearchParams({
    ...{ station: chosen.stationId ?? "", service: chosen.serviceId ?? "", day: chosen.day },
    ...{ adults: String(chosen.adults), children: String(chosen.children) },
    ...{ at: slot.startsAt.toISOString(), who: slot.resourceId, ...carried(contact) },
  }).toString();
}

function byWho({ slots }: Props) {
  const rows = new Map<string, Props["slots"]>();
  for (const slot of slots) rows.set(slot.resource, [...(rows.get(slot.resource) ?? []), slot]);
  return [...rows].sort(([one], [other]) => one.localeCompare(other));
}

const clock = (time: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", minute: "2-digit" }).format(time);
