import { notFound } from "next/navigation";
import { ProposalPage } from "#components/sponsorship/proposal-page";
import { threadFacts } from "#lib/sponsorship/queries/talks";
import { readDeal } from "#lib/sponsorship/screens";

export const metadata = { title: "Proposal" };

export default async function OneProposalPage({ params }: PageProps<"/[org]/sponsorship/proposals/[proposal]">) {
  const { org, proposal: id } = await params;
  const { found, may, organization } = await readDeal((tx) => threadFacts(tx, id));
  if (!found) notFound();
  return <ProposalPage thread={found} slug={org} zone={organization.zone} may={may} />;
}
