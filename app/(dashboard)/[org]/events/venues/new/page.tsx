import { VenueForm } from "#components/events/venue-form";
import { PageHeader } from "#components/shell/page-header";
import { countryChoices, timezoneChoices } from "#lib/ref/queries";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "New venue" };

export default async function NewVenuePage() {
  const { zones, countries } = await read("events:write", async (tx) => ({
    zones: (await timezoneChoices(tx)).map((one) => one.name),
    countries: (await countryChoices(tx)).map(({ code, name }) => ({ value: code, label: name })),
  }));
  const { slug, zone } = await openOrganization();
  return (
    <>
      <PageHeader title="New venue" description="A place where events happen." crumbs={[{ label: "New venue" }]} />
      <VenueForm slug={slug} zones={zones} countries={countries} defaults={{ zone, country: "" }} />
    </>
  );
}
