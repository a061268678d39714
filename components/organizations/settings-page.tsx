import { Facts } from "#components/data/facts";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { tiers } from "#lib/organizations/rules";
import { tiers as tierLimits } from "#lib/system/desk/rules";
import { AddressCard } from "./address-card.tsx";
import { OrganizationForm, type OrganizationValues } from "./organization-form.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";

type Option = { value: string; label: string };
type Props = {
  slug: string;
  zones: readonly string[];
  countries: readonly Option[];
  currencies: readonly Option[];
  isPlatform: boolean;
  used: Record<"members" | "stations" | "eventsAtOnce", number>;
  may: { rules: boolean; move: boolean };
  organization: OrganizationValues & {
    tier: keyof typeof tiers;
    platformFeePpm: number;
    platformFeeFixedMinor: bigint;
    processingFeeBearer: "platform" | "organization";
    taxRatePpm: number;
    taxInclusive: boolean;
  };
};

const percent = (ppm: number) => `${(ppm / 10_000).toLocaleString("en", { maximumFractionDigits: 3 })} %`;

const unlimited = { members: null, stations: null, eventsAtOnce: null };
const room = (used: number, most: number | null) => (most === null ? String(used) : `${used} of ${most}`);

/** What an administrator may change, and beside it the terms that they may not. */
export function SettingsPage({ slug, organization, isPlatform, used, may, ...choices }: Props) {
  const { defaultCurrency: currency, platformFeePpm, platformFeeFixedMinor, taxRatePpm, taxInclusive } = organization;
  const limits = isPlatform ? unlimited : tierLimits[organization.tier];
  const fee = `${percent(platformFeePpm)} + ${formatMoney(platformFeeFixedMinor, currency)} a ticket`;
  const tax = taxRatePpm
    ? `${percent(taxRatePpm)}, ${taxInclusive ? "contained in prices" : "added to prices"}`
    : "None";
  const bearer = organization.processingFeeBearer === "organization" ? "Borne by you" : "Borne by the platform";
  return (
    <>
      <SettingsTabs slug={slug} current="organization" may={may} />
      <div className="grid items-start gap-6 lg:grid-cols-[36rem_22rem]">
        <OrganizationForm organization={organization} {...choices} />
        <div className="grid gap-4">
          <Card>
            <CardHeader>
              <CardTitle>Terms</CardTitle>
            </CardHeader>
            <CardContent>
              <Facts
                facts={[
                  { label: "Tier", value: tiers[organization.tier] },
                  { label: "People", value: room(used.members, limits.members) },
                  { label: "Stations", value: room(used.stations, limits.stations) },
                  { label: "Events to come", value: room(used.eventsAtOnce, limits.eventsAtOnce) },
                  { label: "Platform fee", value: fee },
                  { label: "Processing fee", value: bearer },
                  { label: "Tax on tickets", value: tax },
                  { label: "Currency", value: currency },
                ]}
              />
            </CardContent>
          </Card>
          {may.move ? <AddressCard slug={slug} name={organization.name} isPlatform={isPlatform} /> : null}
        </div>
      </div>
    </>
  );
}
