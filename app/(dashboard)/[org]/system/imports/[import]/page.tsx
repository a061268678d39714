import { notFound } from "next/navigation";
import { PageHeader } from "#components/shell/page-header";
import { ImportPage } from "#components/system/imports/import-page";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { importAccounts, importById, importChoices, troubledRows } from "#lib/system/imports/queries";
import { importKinds } from "#lib/system/imports/rules";

export const metadata = { title: "Import" };

export default async function OneImportPage({ params }: PageProps<"/[org]/system/imports/[import]">) {
  const actor = await requireActor("system:import");
  const { slug, zone } = await openOrganization();
  const { import: id } = await params;
  const found = await read("system:import", async (tx) => {
    const record = isId(id) ? await importById(tx, id) : undefined;
    if (!record) return null;
    return {
      record,
      trouble: await troubledRows(tx, id),
      choices: await importChoices(tx, record.options.eventId),
      accounts: can(actor, "payments:verify") ? await importAccounts(tx) : [],
    };
  });
  if (!found) notFound();
  const { record, trouble, choices, accounts } = found;
  return (
    <>
      <PageHeader
        title={record.name}
        description={importKinds[record.kind]}
        crumbs={[{ label: "Imports", href: `/${slug}/system/imports` }, { label: record.name }]}
      />
      <ImportPage slug={slug} record={record} trouble={trouble} map={{ zone, ...choices, accounts }} />
    </>
  );
}
