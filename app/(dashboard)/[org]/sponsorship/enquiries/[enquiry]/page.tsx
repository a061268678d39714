import { notFound } from "next/navigation";
import { EnquiryPage } from "#components/sponsorship/enquiry-page";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { enquiryFacts } from "#lib/sponsorship/queries/decks";

export const metadata = { title: "Sponsor enquiry" };

export default async function OneEnquiryPage({ params }: PageProps<"/[org]/sponsorship/enquiries/[enquiry]">) {
  const actor = await requireActor("sponsorship:read");
  const { enquiry: id } = await params;
  const { slug, zone } = await openOrganization();
  const enquiry = await read("sponsorship:read", (tx) => enquiryFacts(tx, id));
  if (!enquiry) notFound();
  return <EnquiryPage enquiry={enquiry} slug={slug} zone={zone} mayWrite={can(actor, "sponsorship:write")} />;
}
