import { notFound } from "next/navigation";
import { PackagePage } from "#components/sponsorship/package-page";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { eventChoices, packageFacts } from "#lib/sponsorship/queries/catalogue";

export const metadata = { title: "Package" };

export default async function OnePackagePage({ params }: PageProps<"/[org]/sponsorship/packages/[package]">) {
  const actor = await requireActor("sponsorship:read");
  const { org, package: id } = await params;
  const { one, events } = await read("sponsorship:read", async (tx) => ({
    one: await packageFacts(tx, id),
    events: await eventChoices(tx),
  }));
  if (!one) notFound();
  return <PackagePage one={one} slug={org} events={events} mayWrite={can(actor, "sponsorship:write")} />;
}
