import "server-only";
import { notFound } from "next/navigation";
import { bookingStations, chefChoices, resourceById, servicesOf } from "#lib/bookings/queries/settings";
import { read } from "#lib/session";
import { isId } from "#lib/system/ids";

/** What the form of a resource chooses from. */
export const resourceChoices = () =>
  read("bookings:read", async (tx) => ({
    stations: await bookingStations(tx),
    services: (await servicesOf(tx)).map(({ id, name }) => ({ id, name })),
  }));

/** A resource with its week and its time off, and what its form chooses from. */
export async function openResource(id: string) {
  if (!isId(id)) notFound();
  const found = await read("bookings:read", async (tx) => {
    const resource = await resourceById(tx, id);
    return resource && { resource, people: await chefChoices(tx, resource.stationId) };
  });
  if (!found) notFound();
  return { ...found, ...(await resourceChoices()) };
}
