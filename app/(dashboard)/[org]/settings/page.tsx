import { notFound } from "next/navigation";
import { SettingsPage } from "#components/organizations/settings-page";
import { settingsForm } from "#lib/organizations/form";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Settings" };

export default async function OrganizationSettingsPage({ params }: PageProps<"/[org]/settings">) {
  const actor = await requireActor("organizations:write");
  const { organization, ...choices } = await read("organizations:write", settingsForm);
  if (!organization) notFound();
  const { isPlatform } = await openOrganization();
  const may = { rules: can(actor, "organizations:rules"), move: can(actor, "organizations:archive") };
  return (
    <SettingsPage
      slug={(await params).org}
      organization={organization}
      {...choices}
      isPlatform={isPlatform}
      may={may}
    />
  );
}
