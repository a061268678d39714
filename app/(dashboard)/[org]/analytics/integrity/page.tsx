import { IntegrityPage } from "#components/analytics/integrity-page";
import { countsOf, lastChecks } from "#lib/analytics/queries/integrity";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Integrity" };

export default async function OrganizationIntegrityPage() {
  await requireActor("analytics:read");
  const { slug, zone } = await openOrganization();
  const found = await read("payments:read", async (tx) => ({
    checks: await lastChecks(tx),
    counts: await countsOf(tx),
  }));
  return <IntegrityPage slug={slug} zone={zone} {...found} />;
}
