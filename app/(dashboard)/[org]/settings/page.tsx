import { notFound } from "next/navigation";
import { SettingsPage } from "#components/organizations/settings-page";
import { organizationProfile } from "#lib/organizations/queries";
import { timezoneChoices } from "#lib/ref/queries";
import { read } from "#lib/session";

export const metadata = { title: "Settings" };

export default async function OrganizationSettingsPage({ params }: PageProps<"/[org]/settings">) {
  const { organization, zones } = await read("organizations:write", async (tx) => ({
    organization: await organizationProfile(tx),
    zones: [...new Set((await timezoneChoices(tx)).map((zone) => zone.name))],
  }));
  if (!organization) notFound();
  return <SettingsPage slug={(await params).org} organization={organization} zones={zones} />;
}
