import { leadFields } from "#components/crm/fields";
import { FormLinks } from "#components/crm/form-links";
import { LeadTable } from "#components/crm/lead-table";
import { AddItem } from "#components/events/plan-item";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { addLead } from "#lib/crm/actions";
import { leadList, leadViews } from "#lib/crm/lists";
import { crmChoices, stagesOf } from "#lib/crm/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Leads" };

export default async function LeadsPage({ params, searchParams }: PageProps<"/[org]/crm/leads">) {
  const { org } = await params;
  const actor = await requireActor("crm:read");
  const { zone } = await openOrganization();
  const screen = await listScreen(leadList, await searchParams, leadViews);
  const { choices, stages } = await read("crm:read", async (tx) => ({
    choices: await crmChoices(tx),
    stages: await stagesOf(tx, "leads"),
  }));
  const may = can(actor, "crm:write");
  return (
    <>
      <PageHeader
        title="Leads"
        description={<FormLinks org={org} />}
        actions={
          may ? (
            <AddItem
              label="Add lead"
              title="Add lead"
              verb="Add"
              done="Added."
              action={addLead}
              hidden={{}}
              fields={leadFields(choices, zone, true)}
              values={{ source: "phone", ownerId: actor.userId }}
            />
          ) : null
        }
      />
      <LeadTable
        {...screen}
        label="Leads"
        may={may}
        people={choices.people}
        stages={stages.map(({ id, name, kind }) => ({ value: id, label: name, kind }))}
        empty={<Empty title="No leads yet">Put the form on your website, or write down who called.</Empty>}
      />
    </>
  );
}
