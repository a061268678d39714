import { notFound } from "next/navigation";
import { TalentPage } from "#components/events/registry-pages";
import { contractsOf } from "#lib/events/queries/planning";
import { talentById } from "#lib/events/queries/registry";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Talent" };

export default async function OneTalentPage({ params }: PageProps<"/[org]/events/talent/[talent]">) {
  const { org, talent: talentId } = await params;
  const actor = await requireActor("events:read");
  const found = await read("events:read", async (tx) => {
    const person = await talentById(tx, talentId);
    return person ? { person, contracts: await contractsOf(tx, { talentId }) } : null;
  });
  if (!found) notFound();
  const { zone } = await openOrganization();
  return <TalentPage {...found} slug={org} zone={zone} may={can(actor, "events:write")} />;
}
