import { admin, given, type Organization } from "#db/given";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { book } from "#lib/bookings/commands/bookings";
import { dayIn, toInstant } from "#lib/time";

/** What tests of bookings start from: a station with a manager, a service and two chefs who work every day of the week. */
export type Kitchen = {
  org: Organization;
  boss: Actor;
  manager: Actor;
  station: string;
  slug: string;
  service: string;
  chefs: string[];
};
type Fields = Partial<Record<string, unknown>>;

export async function kitchen(
  fields: Parameters<typeof given.organization>[0] = {},
  service: Fields = {},
): Promise<Kitchen> {
  const org = await given.organization(fields);
  const boss = await given.person("admin", org);
  return { org, boss, ...(await stationOf(org, "Harbour Kitchen", service)) };
}

/** Another station of the same organization, with people and a service of its own. */
export async function stationOf(org: Organization, name: string, fields: Fields = {}) {
  const station = await given.station(org, name);
  const manager = await given.person("manager", org, { stationId: station });
  const { slug } = await one("select slug from identity.stations where id = $1", [station]);
  await admin.query(
    "insert into bookings.station_settings (organization_id, station_id, public_page, lead_minutes) values ($1, $2, true, 0)",
    [org.id, station],
  );
  const serviceId = await serviceOf(org, station, { name: `Grill at home, ${name}`, ...fields });
  const chefs = [await chefOf(org, station, serviceId, "Aiko"), await chefOf(org, station, serviceId, "Bruno")];
  return { manager, station, slug: String(slug), service: serviceId, chefs };
}

export async function serviceOf(org: Organization, station: string, fields: Fields = {}): Promise<string> {
  const row = {
    organization_id: org.id,
    name: "Grill at home",
    duration_minutes: 120,
    price_minor: 6000n,
    currency: org.currency,
    max_guests: 60,
    deposit_kind: "percent",
    deposit_percent: 20,
    cancellation: JSON.stringify([
      { hoursBefore: 72, percent: 100 },
      { hoursBefore: 24, percent: 50 },
    ]),
    ...fields,
  };
  const names = Object.keys(row);
  const made = await one(
    `insert into bookings.services (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
  await admin.query(
    "insert into bookings.service_stations (organization_id, service_id, station_id) values ($1, $2, $3)",
    [org.id, made.id, station],
  );
  return String(made.id);
}

/** A chef who does the service, from 10:00 to 24:00 on every day unless other hours are given. */
export async function chefOf(
  org: Organization,
  station: string,
  service: string,
  name: string,
  hours: [from: string, to: string][] = [["10:00", "24:00"]],
): Promise<string> {
  const { id } = await one(
    "insert into bookings.resources (organization_id, station_id, kind, name) values ($1, $2, 'chef', $3) returning id",
    [org.id, station, name],
  );
  await admin.query(
    "insert into bookings.resource_services (organization_id, station_id, resource_id, service_id) values ($1, $2, $3, $4)",
    [org.id, station, id, service],
  );
  for (const [from, to] of hours) {
    await admin.query(
      `insert into bookings.working_hours (organization_id, station_id, resource_id, weekday, from_time, to_time)
       select $1, $2, $3, d, $4, $5 from generate_series(1, 7) d`,
      [org.id, station, id, from, to],
    );
  }
  return String(id);
}

/** A moment some days from today on the organization's clocks, `18:00` unless told otherwise. */
export const at = (org: Organization, inDays: number, time = "18:00") =>
  toInstant(`${dayIn(new Date(Date.now() + inDays * 86_400_000), org.zone)}T${time}`, org.zone).toISOString();

/** What the form of a new booking sends. */
export const request = ({ org, station, service, chefs }: Kitchen, fields: Fields = {}) => ({
  key: crypto.randomUUID(),
  stationId: station,
  serviceId: service,
  startsAt: at(org, 10),
  resourceIds: [chefs[0] ?? ""],
  adults: "10",
  contactName: "Mirela Okafor",
  contactEmail: "mirela@okafor.example",
  ...fields,
});

export const booked = (house: Kitchen, fields: Fields = {}, who = house.manager) => book(who, request(house, fields));

/** A column of a booking. */
export async function of<T>(id: string, column: string): Promise<T> {
  const found = await one(`select ${column} as value from bookings.bookings where id = $1`, [id]);
  return found.value as T;
}

export const asks = <T>(who: Actor, work: (tx: TenantTx) => Promise<T>) => asTenant(who, work);

export async function one(text: string, values: unknown[] = []): Promise<Record<string, unknown>> {
  const { rows } = await admin.query(text, values);
  if (!rows[0]) throw new Error(`nothing: ${text}`);
  return rows[0];
}

/** Was that said by whatever refused? */
export const said = (pattern: RegExp) => (error: unknown) => {
  for (let at = error; at instanceof Error; at = at.cause) if (pattern.test(at.message)) return true;
  throw error;
};
/** `2026-…T18:00` shifted by minutes. */
export const later = (moment: string, minutes: number) => new Date(Date.parse(moment) + minutes * 60_000).toISOString();
