import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { platform } from "#db/seed/houses";
import { password, people } from "#db/seed/people";
import { day, type House, type Person, shift } from "#db/seed/plan";
import type { Role } from "#lib/permissions";

export type Member = { userId: string; name: string; email: string; role: Role };
/** An organization as it is in the database, with who works there and where. */
export type Place = {
  house: House;
  id: string;
  members: Member[];
  stations: Map<string, string>;
  venues: Map<string, string>;
};

/** The platform's own organization, which every installation has, demo or not. */
export async function ensurePlatform(client: Client): Promise<string> {
  const found = await client.query<{ id: string }>("select id from organizations.organizations where is_platform");
  if (found.rows[0]) return found.rows[0].id;
  return create(client, platform);
}

async function create(client: Client, fields: Record<string, unknown>): Promise<string> {
  const made = await client.query<{ id: string }>("select organizations.create_organization($1::jsonb) as id", [
    JSON.stringify(fields),
  ]);
  const id = made.rows[0]?.id;
  if (!id) throw new Error("The organization was not made.");
  return id;
}

/** The house with its kitchens and halls. It signed up three years ago. */
export async function loadHouse(client: Client, house: House, now: Date): Promise<Place> {
  const createdAt = shift(now, -3 * 365 * day);
  const id = await create(client, {
    slug: house.slug,
    name: house.name,
    tagline: house.tagline,
    country: house.country,
    default_currency: house.currency,
    zone: house.zone,
    accent: house.accent,
    support_email: house.supportEmail,
    processing_fee_bearer: house.feeBearer,
    tax_rate_ppm: house.taxRatePpm,
    tax_inclusive: house.taxInclusive,
    tax_code: house.taxCode,
    created_at: createdAt,
  });
  const stations = new Map<string, string>();
  for (const station of house.stations) {
    const made = await client.query<{ id: string }>(
      "insert into identity.stations (organization_id, slug, name, address, zone, created_at) values ($1, $2, $3, $4, $5, $6) returning id",
      [id, station.slug, station.name, station.address, station.zone, createdAt],
    );
    stations.set(station.slug, made.rows[0]?.id ?? "");
  }
  const venues = new Map<string, string>();
  for (const venue of house.venues) {
    const made = await client.query<{ id: string }>(
      `insert into events.venues (organization_id, name, address, city, country, zone, capacity, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [id, venue.name, venue.address, venue.city, venue.country, venue.zone, venue.capacity, createdAt],
    );
    venues.set(venue.name, made.rows[0]?.id ?? "");
  }
  return { house, id, members: [], stations, venues };
}

/** Everybody who can sign in, with one hash of the one password, confirmed and taken in three years ago. */
export async function loadPeople(
  client: Client,
  places: readonly Place[],
  platformId: string,
  now: Date,
): Promise<Member[]> {
  const hashed = await client.query<{ hash: string }>(
    "select extensions.crypt($1, extensions.gen_salt('bf', 10)) as hash",
    [password],
  );
  const hash = hashed.rows[0]?.hash ?? "";
  const atPlatform: Member[] = [];
  for (const person of people) {
    const userId = randomUUID();
    const since = person.state === "pending_approval" ? shift(now, -1.2 * day) : shift(now, -2.9 * 365 * day);
    await signUp(client, person, userId, hash, since);
    for (const { organization, role, station } of person.grants) {
      const place = places.find((one) => one.house.slug === organization);
      const organizationId = place?.id ?? platformId;
      const stationId = station ? (place?.stations.get(station) ?? null) : null;
      await client.query("select organizations.add_member($1, $2, $3, $4, $5)", [
        organizationId,
        userId,
        role,
        stationId,
        atPlatform[0]?.userId ?? null,
      ]);
      if (stationId) {
        await client.query(
          "insert into identity.station_users (organization_id, station_id, user_id, created_at) values ($1, $2, $3, $4) on conflict on constraint one_station_user do update set created_at = excluded.created_at",
          [organizationId, stationId, userId, since],
        );
      }
      (place?.members ?? atPlatform).push({ userId, name: person.name, email: person.email, role });
    }
    await client.query("update organizations.org_memberships set created_at = $2 where user_id = $1", [userId, since]);
    await client.query("update identity.user_roles set created_at = $2, starts_at = $2 where user_id = $1", [
      userId,
      since,
    ]);
    await approve(client, person, userId, atPlatform[0]?.userId ?? userId, since);
  }
  return atPlatform;
}

async function signUp(client: Client, person: Person, userId: string, hash: string, since: Date) {
  await client.query(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data, encrypted_password, email_confirmed_at, raw_app_meta_data, created_at, updated_at)
     values ($1, 'authenticated', 'authenticated', $2, $3, $4, $5, '{"provider":"email","providers":["email"]}', $5, $5)`,
    [userId, person.email, { name: person.name }, hash, since],
  );
  await client.query(
    `insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
     values ($1, 'email', $2::uuid::text, $2::uuid, $3, $4, $4)`,
    [randomUUID(), userId, { sub: userId, email: person.email, email_verified: true }, since],
  );
}

async function approve(client: Client, person: Person, userId: string, by: string, since: Date) {
  await client.query("update users.user_profiles set name = $2, created_at = $3 where user_id = $1", [
    userId,
    person.name,
    since,
  ]);
  if (person.state === "pending_approval") return;
  await client.query(
    "update users.user_profiles set state = 'active', approved_by = $2, approved_at = $3 where user_id = $1",
    [userId, by, since],
  );
  if (person.state) {
    await client.query(
      "update users.user_profiles set state = $2::users.profile_state, state_reason = $3 where user_id = $1",
      [userId, person.state, person.reason ?? null],
    );
  }
}

/** Whoever has this role first. */
export function memberOf(members: readonly Member[], role: Role): Member {
  const found = members.find((member) => member.role === role);
  if (!found) throw new Error(`Nobody is ${role}.`);
  return found;
}
