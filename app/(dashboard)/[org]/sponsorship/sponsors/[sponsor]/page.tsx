import { notFound } from "next/navigation";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { SponsorPage } from "#components/sponsorship/sponsor-page";
import { SponsorProfileCard } from "#components/sponsorship/sponsor-profile-card";
import { partyChoices } from "#lib/payments/receivables/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { ordersOfSponsor } from "#lib/sponsorship/lists";
import { sponsorFacts, sponsorPeople } from "#lib/sponsorship/queries/catalogue";
import { sponsorProfile } from "#lib/sponsorship/queries/profiles";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Sponsor" };

export default async function OneSponsorPage({
  params,
  searchParams,
}: PageProps<"/[org]/sponsorship/sponsors/[sponsor]">) {
  const actor = await requireActor("sponsorship:read");
  const { org, sponsor: id } = await params;
  const { sponsor, people, parties, profile } = await read("sponsorship:read", async (tx) => ({
    sponsor: await sponsorFacts(tx, id),
    people: await sponsorPeople(tx),
    parties: await partyChoices(tx),
    profile: await sponsorProfile(tx, id),
  }));
  if (!sponsor) notFound();
  const screen = await listScreen(ordersOfSponsor(id), await searchParams);
  return (
    <SponsorPage
      sponsor={sponsor}
      slug={org}
      people={people}
      parties={parties.map((one) => ({ value: one.id, label: one.name }))}
      mayWrite={can(actor, "sponsorship:write")}
    >
      <SponsorProfileCard profile={profile} />
      <DataTable
        {...screen}
        exportHref={undefined}
        label="Orders"
        empty={<Empty title="No orders yet">What they accept appears here.</Empty>}
      />
    </SponsorPage>
  );
}
