import { redirect } from "next/navigation";
import { requirePerson } from "#lib/session";

/** Everybody's first stop: their organization, the waiting room, or the door. */
export default async function HomePage() {
  const { organizations } = await requirePerson();
  redirect(organizations[0] ? `/${organizations[0].slug}` : "/waiting");
}
