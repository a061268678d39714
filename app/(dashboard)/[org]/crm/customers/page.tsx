import type { Route } from "next";
import Link from "next/link";
import { customerFields } from "#components/crm/fields";
import { DataTable } from "#components/data/data-table";
import { AddItem } from "#components/events/plan-item";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { ImportLink } from "#components/system/imports/import-link";
import { Button } from "#components/ui/button";
import { addCustomer } from "#lib/crm/actions/customers";
import { customerList } from "#lib/crm/lists";
import { crmChoices } from "#lib/crm/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Customers" };

export default async function CustomersPage({ params, searchParams }: PageProps<"/[org]/crm/customers">) {
  const { org } = await params;
  const actor = await requireActor("crm:read");
  const screen = await listScreen(customerList, await searchParams);
  const choices = await read("crm:read", crmChoices);
  return (
    <>
      <PageHeader
        title="Customers"
        description="Whoever bought, booked or was converted from a lead; each person once."
        actions={
          <>
            {can(actor, "crm:import") && can(actor, "system:import") ? <ImportLink org={org} kind="customers" /> : null}
            {can(actor, "crm:merge") ? (
              <Button asChild variant="outline">
                <Link href={`/${org}/crm/customers/duplicates` as Route}>Find duplicates</Link>
              </Button>
            ) : null}
            {can(actor, "crm:write") ? (
              <AddItem
                label="Add customer"
                title="Add customer"
                verb="Add"
                done="Added."
                action={addCustomer}
                hidden={{}}
                fields={customerFields(choices)}
              />
            ) : null}
          </>
        }
      />
      <DataTable
        {...screen}
        label="Customers"
        empty={<Empty title="No customers yet">Convert a lead, import a file, or add the first one.</Empty>}
      />
    </>
  );
}
