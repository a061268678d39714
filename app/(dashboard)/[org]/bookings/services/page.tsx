import type { Route } from "next";
import Link from "next/link";
import { ServiceList } from "#components/bookings/service-list";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { servicesOf } from "#lib/bookings/queries/settings";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Services" };

export default async function ServicesPage({ params }: PageProps<"/[org]/bookings/services">) {
  const actor = await requireActor("bookings:read");
  const { org } = await params;
  const services = await read("bookings:read", (tx) => servicesOf(tx));
  const make = actor.permissions.has("bookings:settings") ? (
    <Button asChild>
      <Link href={`/${org}/bookings/services/new` as Route}>New service</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Services" description="What can be booked, for how long, and at what price." actions={make} />
      <ServiceList services={services} slug={org} make={make} />
    </>
  );
}
