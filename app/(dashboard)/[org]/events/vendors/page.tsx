import { EventListScreen } from "#components/events/list-screen";
import { AddItem } from "#components/events/plan-item";
import { vendorFields } from "#components/events/registry-pages";
import { addVendor } from "#lib/events/actions/registry";
import { vendorList } from "#lib/events/registry-lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Vendors" };

export default async function VendorListPage({ searchParams }: PageProps<"/[org]/events/vendors">) {
  const actor = await requireActor("events:read");
  const screen = await listScreen(vendorList, await searchParams);
  const create = can(actor, "events:write") ? (
    <AddItem
      label="Add vendor"
      title="Add vendor"
      verb="Add"
      done="Added."
      action={addVendor}
      hidden={{}}
      fields={vendorFields}
      values={{ category: "catering" }}
    />
  ) : null;
  return (
    <EventListScreen
      screen={screen}
      title="Vendors"
      text="Whom you buy from for your events."
      empty="Caterers, stages, security: add whom you work with, then make contracts with an event."
      actions={create}
    />
  );
}
