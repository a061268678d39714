import type { Route } from "next";
import { redirect } from "next/navigation";
import { MergeForm } from "#components/crm/merge-form";
import { PageHeader } from "#components/shell/page-header";
import { customerById } from "#lib/crm/queries/customers";
import { first } from "#lib/identity/paths";
import { read } from "#lib/session";

export const metadata = { title: "Merge customers" };

export default async function MergeCustomersPage({ params, searchParams }: PageProps<"/[org]/crm/customers/merge">) {
  const { org } = await params;
  const { one, other } = await searchParams;
  const both = await read("crm:merge", async (tx) => ({
    survivor: await customerById(tx, first(one) ?? ""),
    merged: await customerById(tx, first(other) ?? ""),
  }));
  const { survivor, merged } = both;
  if (!survivor || !merged || survivor.mergedIntoId || merged.mergedIntoId)
    redirect(`/${org}/crm/customers/duplicates` as Route);
  return (
    <>
      <PageHeader
        title="Two who are one"
        description="Choose field by field whose word stays. Everything of the other follows: leads, bookings, notes, reviews. It can be undone."
        crumbs={[{ label: "Duplicates", href: `/${org}/crm/customers/duplicates` }, { label: "Merge" }]}
      />
      <MergeForm slug={org} survivor={survivor} merged={merged} />
    </>
  );
}
