import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { OrganizationForm } from "#components/organizations/organization-form";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";

type Props = {
  slug: string;
  zones: string[];
  organization: {
    name: string;
    tagline: string;
    zone: string;
    supportEmail: string | null;
    accent: string;
    defaultCurrency: string;
    platformFeePpm: number;
    platformFeeFixedMinor: bigint;
    processingFeeBearer: "platform" | "organization";
    taxRatePpm: number;
    taxInclusive: boolean;
  };
};

const percent = (ppm: number) => `${(ppm / 10_000).toLocaleString("en", { maximumFractionDigits: 3 })} %`;

/** What an administrator may change, and beside it the terms that they may not. */
export function SettingsPage({ slug, organization, zones }: Props) {
  const { defaultCurrency: currency, platformFeePpm, platformFeeFixedMinor, taxRatePpm, taxInclusive } = organization;
  const fee = `${percent(platformFeePpm)} + ${formatMoney(platformFeeFixedMinor, currency)} a ticket`;
  const tax = taxRatePpm
    ? `${percent(taxRatePpm)}, ${taxInclusive ? "contained in prices" : "added to prices"}`
    : "None";
  const bearer = organization.processingFeeBearer === "organization" ? "Borne by you" : "Borne by the platform";
  return (
    <>
      <PageHeader
        title="Settings"
        actions={
          <Button variant="outline" asChild>
            <Link href={`/${slug}/settings/people` as Route}>People</Link>
          </Button>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[36rem_22rem]">
        <OrganizationForm organization={organization} zones={zones} />
        <Card>
          <CardHeader>
            <CardTitle>Terms</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              className="sm:grid-cols-1"
              facts={[
                { label: "Platform fee", value: fee },
                { label: "Processing fee", value: bearer },
                { label: "Tax on tickets", value: tax },
                { label: "Currency", value: currency },
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}
