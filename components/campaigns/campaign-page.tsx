import type { Route } from "next";
import Link from "next/link";
import { Steps } from "#components/analytics/steps";
import { CampaignCosts } from "#components/campaigns/campaign-costs";
import { CampaignForm } from "#components/campaigns/campaign-form";
import { CampaignLinks } from "#components/campaigns/campaign-links";
import { ChartPanel } from "#components/data/chart-panel";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { FormButton } from "#components/payments/form-button";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { type SpanKey, spans } from "#lib/analytics/rules";
import { daysWords } from "#lib/analytics/rules/compare";
import { shareOf } from "#lib/analytics/rules/series";
import { archiveCampaign } from "#lib/campaigns/actions";
import { campaignChannels, costPerSale } from "#lib/campaigns/rules";
import type { campaignScreen } from "#lib/campaigns/screens";
import { formatMoney } from "#lib/money";
import { dayIn } from "#lib/time";

type Props = Awaited<ReturnType<typeof campaignScreen>>;

/** A campaign: what it brought, by which link, and for how much. */
export function CampaignPage(props: Props) {
  const { slug, campaign, figures, span, period, currency, zone, hrefs, choices } = props;
  const href = (to: string) => (props.mayAnalyse ? to : undefined);
  const cost = costPerSale(figures);
  const net = BigInt(figures.grossMinor) - BigInt(figures.refundedMinor);
  const today = dayIn(new Date(), zone);
  return (
    <>
      <PageHeader
        title={campaign.name}
        badge={campaign.archived ? <StateBadge state="archived" /> : undefined}
        description={`${campaignChannels[campaign.channel]}, for ${campaign.place ?? "the whole programme"}${campaign.code ? `, with the code ${campaign.code}` : ""}. Amounts in ${currency}, tax included; by where buyers came from last.`}
        crumbs={[{ label: campaign.name }]}
        actions={
          <>
            <nav aria-label="Period" className="flex gap-1">
              {(Object.keys(spans) as SpanKey[]).map((key) => (
                <Button key={key} variant={key === span ? "secondary" : "ghost"} size="sm" asChild>
                  <Link
                    href={`/${slug}/campaigns/${campaign.id}?span=${key}` as Route}
                    aria-current={key === span ? "true" : undefined}
                  >
                    {spans[key].label}
                  </Link>
                </Button>
              ))}
            </nav>
            {props.mayWrite ? (
              <FormButton
                label={campaign.archived ? "Take out again" : "Archive"}
                title={campaign.archived ? `Take ${campaign.name} out again?` : `Archive ${campaign.name}?`}
                text="Its links still lead on, and its figures stay."
                verb={campaign.archived ? "Take out" : "Archive"}
                pendingVerb="One moment…"
                action={archiveCampaign}
                hidden={{ id: campaign.id }}
                done="Done."
              />
            ) : null}
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures>
          <Figure
            label="Sold"
            value={<Money minor={figures.grossMinor} currency={currency} />}
            href={href(hrefs.sales)}
            fresh={`${figures.sales.toLocaleString("en")} ${figures.sales === 1 ? "sale" : "sales"}`}
          />
          <Figure
            label="Given back"
            value={<Money minor={figures.refundedMinor} currency={currency} />}
            href={href(hrefs.refunds)}
            fresh={
              <>
                Leaves <Money minor={net} currency={currency} />
              </>
            }
          />
          <Figure
            label="What it cost"
            value={<Money minor={figures.spentMinor} currency={currency} />}
            fresh={cost === null ? "No cost a sale to tell" : `${formatMoney(cost, currency)} a sale`}
          />
          <Figure
            label="Clicks"
            value={figures.clicks.toLocaleString("en")}
            fresh={`${shareOf(figures.sales, figures.clicks)} became sales`}
          />
        </Figures>
        <Steps
          title="From seeing to buying"
          description="Clicks on links are all of them; views are of people who agreed to being counted, and so are sales but for those with the code"
          steps={[
            { label: "Clicks", count: figures.clicks },
            { label: "Page views", count: figures.views },
            { label: "Begun", count: figures.begun, href: href(hrefs.begun) },
            { label: "Sales", count: figures.sales, href: href(hrefs.sales) },
          ]}
        />
        <ChartPanel
          title={span === "12m" ? "What it brought by month" : "What it brought by day"}
          description={`${currency}, tax included; days on the clock of ${zone.replaceAll("_", " ")}`}
          axis={span === "12m" ? "Month" : "Day"}
          shape="bar"
          currency={currency}
          series={[{ key: "gross", label: "Sold", color: 1 }]}
          points={props.points.map(({ href: to, ...point }) => (props.mayAnalyse ? { ...point, href: to } : point))}
          summary={
            figures.sales === 0
              ? `Nothing was sold by it in this time; its links were followed ${figures.clicks.toLocaleString("en")} times.`
              : `${figures.sales.toLocaleString("en")} sales for ${formatMoney(BigInt(figures.grossMinor), currency)} after ${figures.clicks.toLocaleString("en")} clicks.`
          }
        />
        <CampaignLinks slug={slug} campaignId={campaign.id} links={props.links} mayWrite={props.mayWrite} />
        <CampaignCosts
          slug={slug}
          campaignId={campaign.id}
          currency={currency}
          spent={props.spent}
          payers={choices.payers}
          today={today}
          maySpend={props.maySpend}
        />
        {props.mayWrite ? (
          <Card role="group" aria-labelledby="change-title">
            <CardHeader>
              <CardTitle id="change-title">Change it</CardTitle>
            </CardHeader>
            <CardContent>
              <CampaignForm slug={slug} from={campaign} choices={choices} today={today} />
            </CardContent>
          </Card>
        ) : null}
        <p className="text-muted-foreground text-xs">{daysWords(period)}.</p>
      </div>
    </>
  );
}
