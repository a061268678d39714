import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor } from "#db/tenant";
import { type Permission, type Role, rolePermissions } from "#lib/permissions";
import { dayIn, toInstant } from "#lib/time";

/**
 * What tests start from: fresh organizations and people, made as an administrator of the database. Each test makes
 * its own, so tests run side by side and nothing is cleaned up. Never imported by the product.
 */
export const admin = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });

export type Organization = { id: string; slug: string; name: string; currency: string; zone: string };
type Fields = Partial<{
  slug: string;
  name: string;
  currency: string;
  zone: string;
  country: string;
  taxRatePpm: number;
  taxInclusive: boolean;
  platform: boolean;
  /** Without limits, unless a test is about them. */
  tier: "starter" | "growth" | "enterprise";
}>;

/** Every person made here signs in with this. */
export const password = "correct horse battery";

export const given = {
  /** An organization with an open book. There is one platform in every database; it is made on demand. */
  async organization(fields: Fields = {}): Promise<Organization> {
    await platform();
    return found(fields);
  },

  /** A person with an active profile; with `role` they belong to the organization. */
  async person(
    role?: Role,
    organization?: Organization,
    options: { stationId?: string; name?: string } = {},
  ): Promise<Actor> {
    const userId = randomUUID();
    const name = options.name ?? `Test ${role ?? "person"}`;
    const email = `${role ?? "person"}-${randomBytes(5).toString("hex")}@example.test`;
    await admin.query(
      `insert into auth.users (id, aud, role, email, raw_user_meta_data, encrypted_password, email_confirmed_at, raw_app_meta_data)
       values ($1, 'authenticated', 'authenticated', $2, $3, extensions.crypt($4, extensions.gen_salt('bf', 4)), now(), '{"provider":"email","providers":["email"]}')`,
      [userId, email, { name }, password],
    );
    await admin.query("update users.user_profiles set state = 'active', name = $2 where user_id = $1", [userId, name]);
    if (role && organization) {
      await admin.query("select organizations.add_member($1, $2, $3, $4)", [
        organization.id,
        userId,
        role,
        options.stationId ?? null,
      ]);
    }
    return actor(userId, organization?.id ?? randomUUID(), role ? [role] : [], { name, email });
  },

  async station(organization: Organization, name = "Harbour Kitchen"): Promise<string> {
    const slug = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${randomBytes(3).toString("hex")}`;
    const made = await admin.query(
      "insert into identity.stations (organization_id, slug, name, zone) values ($1, $2, $3, $4) returning id",
      [organization.id, slug, name, organization.zone],
    );
    return made.rows[0].id;
  },

  /** A published event in a month, at eight in the evening, with its venue and tiers; a later state is reached from there. */
  async event(organization: Organization, fields: EventFields = {}): Promise<Event> {
    const name = fields.name ?? "Night of Lanterns";
    const slug = fields.slug ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${randomBytes(3).toString("hex")}`;
    const day = dayIn(new Date(Date.now() + (fields.inDays ?? 30) * 86_400_000), organization.zone);
    const starts = toInstant(`${day}T20:00`, organization.zone);
    const { id: venue } = await row(
      `insert into events.venues (organization_id, name, address, city, country, zone) values ($1, 'Old Boathouse', 'Harbour Street 12', 'Hamburg', 'DE', $2)
       on conflict on constraint one_venue_name do update set zone = excluded.zone returning id`,
      [organization.id, organization.zone],
    );
    const { id } = await row(
      `insert into events.events (organization_id, slug, name, summary, description, venue_id, category, visibility, capacity, starts_at, ends_at, zone, currency)
       values ($1, $2, $3, $4, $5, $6, 'concert', $7, 10000, $8, $8::timestamptz + interval '5 hours', $9, $10) returning id`,
      [
        organization.id,
        slug,
        name,
        fields.summary ?? "Four bands, one harbour, a thousand lights.",
        fields.description ?? "Doors open an hour before.\n\nBring something warm: the terrace is open all night.",
        venue,
        fields.visibility ?? "public",
        starts,
        organization.zone,
        organization.currency,
      ],
    );
    const tiers: Tier[] = [];
    for (const [position, tier] of (fields.tiers ?? [{ name: "Regular" }]).entries()) {
      const made = await row(
        `insert into ticketing.ticket_tiers (organization_id, event_id, name, price_minor, quota, sale_starts_at, sale_ends_at, min_per_order, max_per_order, position)
         values ($1, $2, $3, $4, $5, now() + $6 * interval '1 day', $7, $8, $9, $10) returning id`,
        [
          organization.id,
          id,
          tier.name,
          tier.priceMinor ?? 2500n,
          tier.quota ?? 100,
          tier.onSaleInDays ?? -1,
          starts,
          tier.least ?? 1,
          tier.most ?? 10,
          position,
        ],
      );
      tiers.push({ id: made.id, name: tier.name });
    }
    for (const state of steps[fields.state ?? "published"]) {
      await admin.query(`update events.events set state = '${state}' where organization_id = $1 and id = $2`, [
        organization.id,
        id,
      ]);
    }
    return { id, slug, name, path: `/e/${organization.slug}/${slug}`, tiers };
  },
};

export type Tier = { id: string; name: string };
export type Event = { id: string; slug: string; name: string; path: string; tiers: Tier[] };
type TierFields = {
  name: string;
  priceMinor?: bigint;
  quota?: number;
  onSaleInDays?: number;
  least?: number;
  most?: number;
};
type EventFields = {
  name?: string;
  slug?: string;
  summary?: string;
  description?: string;
  visibility?: "public" | "unlisted" | "private";
  inDays?: number;
  state?: keyof typeof steps;
  tiers?: TierFields[];
};
const steps = {
  draft: [],
  published: ["published"],
  postponed: ["published", "postponed"],
  cancelled: ["published", "cancelled"],
  completed: ["published", "live", "completed"],
} as const;

async function row(text: string, values: unknown[]): Promise<{ id: string }> {
  const { rows } = await admin.query(text, values);
  return rows[0];
}

/** The same person with the permissions of these roles, as `lib/session.ts` would load them. */
export function actor(
  userId: string,
  organizationId: string,
  roles: Role[],
  who: { name: string; email: string },
): Actor {
  const permissions = new Set<Permission>(roles.flatMap((role) => [...rolePermissions[role]]));
  return { userId, organizationId, permissions, snapshot: { ...who, roles }, requestId: randomUUID() };
}

let made: Promise<Organization> | undefined;
/** The platform's own organization, once per database. */
export function platform(): Promise<Organization> {
  made ??= (async () => {
    const client = await admin.connect();
    try {
      await client.query("select pg_advisory_lock(4041)");
      const here = await client.query(
        "select id, slug, name, default_currency as currency, zone from organizations.organizations where is_platform",
      );
      return here.rows[0] ?? (await found({ platform: true, slug: "greenroom", name: "Greenroom" }));
    } finally {
      await client.query("select pg_advisory_unlock(4041)");
      client.release();
    }
  })();
  return made;
}

async function found(fields: Fields): Promise<Organization> {
  const { currency = "USD", zone = "Europe/Berlin", country = "DE", name = "Test House" } = fields;
  const slug = fields.slug ?? `test-${randomBytes(5).toString("hex")}`;
  const rules = {
    is_platform: fields.platform ?? false,
    tax_rate_ppm: fields.taxRatePpm ?? 0,
    tax_inclusive: fields.taxInclusive ?? true,
  };
  const result = await admin.query("select organizations.create_organization($1::jsonb) as id", [
    JSON.stringify({ slug, name, country, default_currency: currency, zone, ...rules }),
  ]);
  await admin.query("update organizations.organizations set tier = $2 where id = $1", [
    result.rows[0].id,
    fields.tier ?? "enterprise",
  ]);
  return { id: result.rows[0].id, slug, name, currency, zone };
}
