import { NewBookingPage } from "#components/bookings/new-booking";
import { PageHeader } from "#components/shell/page-header";
import { newBooking } from "#lib/bookings/new-booking";
import { requireActor } from "#lib/session";

export const metadata = { title: "New booking" };

export default async function BookPage({ params, searchParams }: PageProps<"/[org]/bookings/new">) {
  const actor = await requireActor("bookings:write");
  const { org } = await params;
  const asked = await newBooking(await searchParams);
  return (
    <>
      <PageHeader
        title="New booking"
        crumbs={[{ label: "New booking" }]}
        description="Service, time, customer: what is free is looked up as you choose."
      />
      <NewBookingPage {...asked} slug={org} mayPrice={actor.permissions.has("bookings:price")} />
    </>
  );
}
