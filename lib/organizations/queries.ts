import "server-only";
import { sql } from "drizzle-orm";
import { organizations } from "#db/schema/organizations";
import type { TenantTx } from "#db/tenant";

/** The open organization as its settings show it. */
export async function organizationProfile(tx: TenantTx) {
  const { id, slug, name, tagline, zone, defaultCurrency, supportEmail, accent } = organizations;
  const { platformFeePpm, platformFeeFixedMinor, processingFeeBearer, taxRatePpm, taxInclusive } = organizations;
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
    })
    .from(organizations)
    .where(sql`${organizations.id} = (select system.org_id())`);
  return found;
}
