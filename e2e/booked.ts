import { type Organization, given as rows } from "#db/given";
import { at, chefOf, request, serviceOf } from "#lib/bookings/bookings.given";
import { book } from "#lib/bookings/commands/bookings";

/** A booking, its service and its chef, for the pages that open one. */
export async function bookingRecordsOf(org: Organization): Promise<Record<string, string>> {
  const station = await rows.station(org, "Quay Kitchen");
  const manager = await rows.person("manager", org, { stationId: station });
  const service = await serviceOf(org, station, { name: "Supper at home" });
  const resource = await chefOf(org, station, service, "Odile");
  const house = { org, boss: manager, manager, station, slug: "", service, chefs: [resource] };
  const { bookingId } = await book(manager, request(house, { startsAt: at(org, 9) }));
  return { booking: bookingId, service, resource };
}
