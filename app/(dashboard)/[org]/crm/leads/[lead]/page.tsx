import { notFound } from "next/navigation";
import { LeadPage } from "#components/crm/lead-page";
import { HistoryPanel } from "#components/system/history-panel";
import { crmChoices, leadById, stagesOf, threadOf } from "#lib/crm/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";
import { dayIn } from "#lib/time";

export const metadata = { title: "Lead" };

export default async function OneLeadPage({ params }: PageProps<"/[org]/crm/leads/[lead]">) {
  const { org, lead: id } = await params;
  const actor = await requireActor("crm:read");
  const { zone, currency } = await openOrganization();
  const found = await read("crm:read", async (tx) => {
    const lead = await leadById(tx, id);
    if (!lead) return null;
    const audited = can(actor, "system:audit");
    return {
      lead,
      thread: await threadOf(tx, id),
      stages: await stagesOf(tx, "leads"),
      choices: await crmChoices(tx),
      history: audited ? await historyOf(tx, { subject: "crm.leads", subjectId: id }) : null,
    };
  });
  if (!found) notFound();
  const { history, ...screen } = found;
  const now = Date.now();
  return (
    <LeadPage
      {...screen}
      {...{ zone, currency, now }}
      slug={org}
      today={dayIn(new Date(now), zone)}
      may={can(actor, "crm:write")}
    >
      {history ? <HistoryPanel lines={history} zone={zone} /> : null}
    </LeadPage>
  );
}
