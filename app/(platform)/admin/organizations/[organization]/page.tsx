import { notFound } from "next/navigation";
import { z } from "zod";
import { PayoutTermsCard } from "#components/payments/payouts/terms-card";
import { DeskOrganization } from "#components/system/desk-organization";
import { deskTerms } from "#lib/payments/payouts/desk";
import { organizationCard } from "#lib/system/desk/queries";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Organization" };

export default async function DeskOrganizationPage({ params }: PageProps<"/admin/organizations/[organization]">) {
  const { data: id } = z.uuid().safeParse((await params).organization);
  if (!id) notFound();
  const look = { what: "organization", organizationId: id } as const;
  const [found, zone] = await readAtDesk(look, async (tx) => ({
    card: await organizationCard(tx, id),
    terms: await deskTerms(tx, id),
  }));
  if (!found.card) notFound();
  return (
    <>
      <DeskOrganization organization={found.card} zone={zone} />
      {found.card.isPlatform ? null : <PayoutTermsCard organizationId={id} terms={found.terms} />}
    </>
  );
}
