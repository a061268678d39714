import { AccountPage } from "#components/users/account-page";
import { env, joinsGoogle } from "#lib/env";
import { requirePerson } from "#lib/session";
import { account, zoneChoices } from "#lib/users/queries";
import { requireThisPerson } from "#lib/users/this-person";

export const metadata = { title: "Your account" };

export default async function OwnAccountPage() {
  const { person } = await requirePerson();
  const { userId, sessionId } = await requireThisPerson();
  const [own, zones] = await Promise.all([account(userId, sessionId), zoneChoices(userId)]);
  return <AccountPage person={person} account={own} zones={zones} google={joinsGoogle(env())} />;
}
