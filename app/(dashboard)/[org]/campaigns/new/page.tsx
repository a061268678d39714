import { CampaignForm } from "#components/campaigns/campaign-form";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent } from "#components/ui/card";
import { campaignChoices } from "#lib/campaigns/queries";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "New campaign" };

export default async function NewCampaignPage() {
  await requireActor("campaigns:write");
  const { slug, zone } = await openOrganization();
  const choices = await read("campaigns:write", campaignChoices);
  return (
    <>
      <PageHeader title="New campaign" crumbs={[{ label: "New campaign" }]} />
      <Card className="max-w-4xl">
        <CardContent className="pt-4">
          <CampaignForm slug={slug} choices={choices} today={dayIn(new Date(), zone)} />
        </CardContent>
      </Card>
    </>
  );
}
