import { ResourcePage } from "#components/bookings/resource-page";
import { openResource } from "#lib/bookings/resource-choices";
import { requireActor } from "#lib/session";

export const metadata = { title: "Chef or room" };

export default async function OneResourcePage({ params }: PageProps<"/[org]/bookings/resources/[resource]">) {
  const actor = await requireActor("bookings:read");
  const { org, resource } = await params;
  const may = {
    change: actor.permissions.has("bookings:settings"),
    away: actor.permissions.has("bookings:write"),
  };
  return <ResourcePage {...(await openResource(resource))} slug={org} may={may} />;
}
