import { DeskPage } from "#components/sponsorship/desk-page";
import { openOrganization, read, requireActor } from "#lib/session";
import { releaseDesk } from "#lib/sponsorship/queries/desk";
import { dayIn } from "#lib/time";

export const metadata = { title: "Release desk" };

export default async function ReleaseDeskPage() {
  await requireActor("sponsorship:read");
  const { slug, zone } = await openOrganization();
  const asOf = new Date();
  const desk = await read("sponsorship:read", (tx) => releaseDesk(tx, dayIn(asOf, zone)));
  return <DeskPage desk={desk} slug={slug} zone={zone} asOf={asOf} />;
}
