import { DeskPage } from "#components/sponsorship/desk-page";
import { openOrganization, read, requireActor } from "#lib/session";
import { releaseDesk } from "#lib/sponsorship/queries/desk";
import { heldName } from "#lib/sponsorship/queries/profiles";
import { dayIn } from "#lib/time";

export const metadata = { title: "Release desk" };

export default async function ReleaseDeskPage() {
  await requireActor("sponsorship:read");
  const { slug, zone } = await openOrganization();
  const asOf = new Date();
  const found = await read("sponsorship:read", async (tx) => ({
    desk: await releaseDesk(tx, dayIn(asOf, zone)),
    heldName: await heldName(tx),
  }));
  return <DeskPage {...found} slug={slug} zone={zone} asOf={asOf} />;
}
