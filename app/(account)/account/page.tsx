import { AccountPage } from "#components/users/account-page";
import { requirePerson } from "#lib/session";
import { account } from "#lib/users/queries";
import { requireThisPerson } from "#lib/users/this-person";

export const metadata = { title: "Your account" };

export default async function OwnAccountPage() {
  const { person } = await requirePerson();
  const { userId, sessionId } = await requireThisPerson();
  return <AccountPage person={person} account={await account(userId, sessionId)} zones={zones} />;
}

const zones = Intl.supportedValuesOf("timeZone");
