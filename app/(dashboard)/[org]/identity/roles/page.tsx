import { RolesPage } from "#components/identity/roles-page";
import { roleMatrix } from "#lib/identity/queries/roles";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Roles" };

export default async function Roles({ params }: PageProps<"/[org]/identity/roles">) {
  const actor = await requireActor("identity:read");
  const { isPlatform } = await openOrganization();
  const matrix = await read("identity:read", (tx) => roleMatrix(tx, { platform: isPlatform }));
  return <RolesPage slug={(await params).org} matrix={matrix} mayChange={can(actor, "identity:roles")} />;
}
