import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { organizations } from "#db/schema/organizations";
import type { TenantTx } from "#db/tenant";

/** The open organization as its settings show it. */
export async function organizationProfile(tx: TenantTx) {
  const { id, slug, name, tagline, zone, defaultCurrency, supportEmail, accent } = organizations;
  const { platformFeePpm, platformFeeFixedMinor, processingFeeBearer, taxRatePpm, taxInclusive } = organizations;
  const { revenueRecognised } = organizations;
  const { country, logoUrl, domain, tier, operatingRegions, crossBorderEnabled, dataResidencyRegion } = organizations;
  const [found] = await tx
    .select({
      id,
      slug,
      name,
      tagline,
      zone,
      defaultCurrency,
      supportEmail,
      accent,
      platformFeePpm,
      platformFeeFixedMinor,
      processingFeeBearer,
      taxRatePpm,
      taxInclusive,
      country,
      logoUrl,
      domain,
      tier,
      operatingRegions,
      crossBorderEnabled,
      dataResidencyRegion,
      revenueRecognised,
    })
    .from(organizations)
    .where(sql`${organizations.id} = (select system.org_id())`);
  return found;
}

/** How much of what its tier has room for the open organization uses: people, stations, and events to come. */
export async function roomUsed(tx: TenantTx) {
  const found = await answer(
    tx,
    sql`jsonb_build_object(
      'members', (select count(*) from organizations.org_memberships m where m.organization_id = (select system.org_id()) and m.state = 'active'),
      'stations', (select count(*) from identity.stations s where s.archived_at is null),
      'eventsAtOnce', (select count(*) from events.events e where e.state in ('published', 'live', 'postponed') and e.ends_at > now()))`,
  );
  return z.object({ members: z.number(), stations: z.number(), eventsAtOnce: z.number() }).parse(found);
}
