import { CampaignPage } from "#components/campaigns/campaign-page";
import { campaignScreen } from "#lib/campaigns/screens";

export const metadata = { title: "Campaign" };

export default async function OneCampaign({ params, searchParams }: PageProps<"/[org]/campaigns/[campaign]">) {
  return <CampaignPage {...(await campaignScreen((await params).campaign, await searchParams))} />;
}
