import { notFound } from "next/navigation";
import { VendorPage } from "#components/events/registry-pages";
import { contractsOf } from "#lib/events/queries/planning";
import { vendorById } from "#lib/events/queries/registry";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Vendor" };

export default async function OneVendorPage({ params }: PageProps<"/[org]/events/vendors/[vendor]">) {
  const { org, vendor: vendorId } = await params;
  const actor = await requireActor("events:read");
  const found = await read("events:read", async (tx) => {
    const vendor = await vendorById(tx, vendorId);
    return vendor ? { vendor, contracts: await contractsOf(tx, { vendorId }) } : null;
  });
  if (!found) notFound();
  return <VendorPage {...found} slug={org} may={can(actor, "events:write")} />;
}
