import { notFound } from "next/navigation";
import { OpportunityPage } from "#components/crm/opportunity-page";
import { crmChoices, customerChoices, stagesOf } from "#lib/crm/queries";
import { opportunityById } from "#lib/crm/queries/board";
import { can } from "#lib/permissions";
import { currencyChoices } from "#lib/ref/queries";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Opportunity" };

export default async function OneOpportunityPage({ params }: PageProps<"/[org]/crm/opportunities/[opportunity]">) {
  const { org, opportunity } = await params;
  const actor = await requireActor("crm:read");
  const { zone } = await openOrganization();
  const found = await read("crm:read", async (tx) => {
    const deal = await opportunityById(tx, opportunity);
    if (!deal) return null;
    return {
      deal,
      stages: await stagesOf(tx, "opportunities"),
      choices: await crmChoices(tx),
      customers: await customerChoices(tx),
      currencies: (await currencyChoices(tx)).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    };
  });
  if (!found) notFound();
  return <OpportunityPage {...found} slug={org} zone={zone} now={Date.now()} may={can(actor, "crm:write")} />;
}
