import { DuplicatesPage } from "#components/crm/duplicates-page";
import { duplicates } from "#lib/crm/queries/customers";
import { read } from "#lib/session";

export const metadata = { title: "Duplicates" };

export default async function CustomerDuplicatesPage({ params }: PageProps<"/[org]/crm/customers/duplicates">) {
  const { org } = await params;
  const pairs = await read("crm:merge", (tx) => duplicates(tx));
  return <DuplicatesPage slug={org} pairs={pairs} />;
}
