import { notFound } from "next/navigation";
import { z } from "zod";
import { DeskOrganization } from "#components/system/desk-organization";
import { organizationCard } from "#lib/system/desk/queries";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Organization" };

export default async function DeskOrganizationPage({ params }: PageProps<"/admin/organizations/[organization]">) {
  const { data: id } = z.uuid().safeParse((await params).organization);
  if (!id) notFound();
  const look = { what: "organization", organizationId: id } as const;
  const [organization, zone] = await readAtDesk(look, (tx) => organizationCard(tx, id));
  if (!organization) notFound();
  return <DeskOrganization organization={organization} zone={zone} />;
}
