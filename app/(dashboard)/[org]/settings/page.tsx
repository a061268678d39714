import type { Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Facts } from "#components/data/facts";
import { OrganizationForm } from "#components/organizations/organization-form";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { organizationProfile } from "#lib/organizations/queries";
import { timezoneChoices } from "#lib/ref/queries";
import { read } from "#lib/session";

export const metadata = { title: "Settings" };

const percent = (ppm: number) => `${(ppm / 10_000).toLocaleString("en", { maximumFractionDigits: 3 })} %`;

export default async function SettingsPage({ params }: PageProps<"/[org]/settings">) {
  const { organization, zones } = await read("organizations:write", async (tx) => ({
    organization: await organizationProfile(tx),
    zones: [...new Set((await timezoneChoices(tx)).map((zone) => zone.name))],
  }));
  if (!organization) notFound();
  const { defaultCurrency: currency, platformFeePpm, platformFeeFixedMinor, taxRatePpm, taxInclusive } = organization;
  const terms = [
    {
      label: "Platform fee",
      value: `${percent(platformFeePpm)} + ${formatMoney(platformFeeFixedMinor, currency)} a ticket`,
    },
    {
      label: "Processing fee",
      value: organization.processingFeeBearer === "organization" ? "Borne by you" : "Borne by the platform",
    },
    {
      label: "Tax on tickets",
      value: taxRatePpm
        ? `${percent(taxRatePpm)}, ${taxInclusive ? "contained in prices" : "added to prices"}`
        : "None",
    },
    { label: "Currency", value: currency },
  ];
  return (
    <>
      <PageHeader
        title="Settings"
        actions={
          <Button variant="outline" asChild>
            <Link href={`/${(await params).org}/settings/people` as Route}>People</Link>
          </Button>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <OrganizationForm organization={organization} zones={zones} />
        <Card>
          <CardHeader>
            <CardTitle>Terms</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts className="sm:grid-cols-1" facts={terms} />
          </CardContent>
        </Card>
      </div>
    </>
  );
}
