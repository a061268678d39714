import { PageHeader } from "#components/shell/page-header";
import { ImportList } from "#components/system/imports/import-list";
import { ImportUpload } from "#components/system/imports/import-upload";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { importEvents, latestImports } from "#lib/system/imports/queries";
import { importNeeds } from "#lib/system/imports/rules";
import { formatDay } from "#lib/time";

export const metadata = { title: "Imports" };

export default async function ImportsPage({ searchParams }: PageProps<"/[org]/system/imports">) {
  const actor = await requireActor("system:import");
  const { slug, zone } = await openOrganization();
  const { imports, events } = await read("system:import", async (tx) => ({
    imports: await latestImports(tx),
    events: await importEvents(tx),
  }));
  const { kind: wanted } = await searchParams;
  const kinds = (["events", "sessions", "orders", "customers"] as const).filter((kind) =>
    can(actor, importNeeds[kind]),
  );
  return (
    <>
      <PageHeader
        title="Imports"
        description="Bring in events, programmes and orders from elsewhere. Nothing is written before you have seen it."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <ImportUpload
          slug={slug}
          kinds={kinds}
          first={kinds.find((kind) => kind === wanted)}
          events={events.map((event) => ({
            value: event.id,
            label: `${event.name}, ${formatDay(event.startsAt, event.zone)}`,
          }))}
        />
        <ImportList slug={slug} zone={zone} imports={imports} />
      </div>
    </>
  );
}
