import { ProfilePage } from "#components/sponsorship/profile-page";
import { first } from "#lib/identity/paths";
import { openOrganization, read, requireActor } from "#lib/session";
import { myProfiles } from "#lib/sponsorship/queries/profiles";

export const metadata = { title: "Sponsor profile" };

export default async function SponsorProfilePage({ searchParams }: PageProps<"/[org]/sponsorship/profile">) {
  await requireActor("sponsorship:sponsor");
  const { slug, currency } = await openOrganization();
  const mine = await read("sponsorship:sponsor", myProfiles);
  return <ProfilePage mine={mine} chosen={first((await searchParams).sponsor)} slug={slug} currency={currency} />;
}
