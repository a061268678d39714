import "server-only";
import { freeSlots } from "#lib/bookings/queries/bookings";
import { bookingStations, servicesOf } from "#lib/bookings/queries/settings";
import { problem } from "#lib/errors";
import { first } from "#lib/identity/paths";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { dayIn, toInstant } from "#lib/time";

type Search = Record<string, string | string[] | undefined>;
const whole = (text: string | undefined, otherwise: number) =>
  text && /^\d{1,4}$/.test(text) ? Number(text) : otherwise;

/** What the address of the new booking says so far, with what is free on the day that it names. */
export async function newBooking(search: Search) {
  const actor = await requireActor("bookings:write");
  const said = (name: string) => first(search[name]);
  return read("bookings:read", async (tx) => {
    const stations = await bookingStations(tx);
    const station = stations.find((one) => one.id === said("station")) ?? stations[0];
    const services = station ? await servicesOf(tx, station.id) : [];
    const service = services.find((one) => one.id === said("service")) ?? services[0];
    const zone = station?.zone ?? "UTC";
    const asked = said("day");
    const day = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : dayIn(new Date(), zone);
    const adults = whole(said("adults"), service?.minGuests ?? 1);
    const children = whole(said("children"), 0);
    const from = toInstant(`${day}T00:00`, zone);
    const ask = service && { from, until: new Date(from.getTime() + 26 * 3_600_000), guests: adults + children };
    let refused: string | null = null;
    const slots =
      ask && station && service
        ? await freeSlots(tx, { ...ask, serviceId: service.id, stationId: station.id }).catch((error: unknown) => {
            refused = problem(error).message;
            return [];
          })
        : [];
    const ofDay = slots.filter((slot) => dayIn(slot.startsAt, zone) === day);
    const at = said("at") ? Date.parse(said("at") ?? "") : Number.NaN;
    return {
      stations,
      services: services.map(({ id, name, minGuests, maxGuests }) => ({ id, name, minGuests, maxGuests })),
      chosen: { stationId: station?.id, serviceId: service?.id, day, adults, children },
      zone,
      slots: ofDay,
      refused: refused as string | null,
      slot: ofDay.find((one) => one.startsAt.getTime() === at && one.resourceId === said("who")) ?? null,
      contact: {
        contactName: said("name") ?? "",
        contactEmail: said("email") ?? "",
        contactPhone: said("phone") ?? "",
        address: said("address") ?? "",
        customerId: said("customer") ?? "",
      },
      mayConfirm: can(actor, "bookings:write"),
    };
  });
}
export type NewBookingAsked = Awaited<ReturnType<typeof newBooking>>;
