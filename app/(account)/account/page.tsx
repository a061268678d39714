import { AccountPage } from "#components/users/account-page";
import { env, joinsGoogle } from "#lib/env";
import { ownFeeds } from "#lib/events/queries/feeds";
import { requirePerson } from "#lib/session";
import { account, zoneChoices } from "#lib/users/queries";
import { requireThisPerson } from "#lib/users/this-person";

export const metadata = { title: "Your account" };

export default async function OwnAccountPage() {
  const { person, organizations } = await requirePerson();
  const { userId, sessionId } = await requireThisPerson();
  const [own, zones, feeds] = await Promise.all([account(userId, sessionId), zoneChoices(userId), ownFeeds(userId)]);
  return (
    <AccountPage
      person={person}
      account={own}
      zones={zones}
      google={joinsGoogle(env())}
      feeds={feeds}
      organizations={organizations}
    />
  );
}
