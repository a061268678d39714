import { Board } from "#components/crm/board";
import { opportunityFields } from "#components/crm/fields";
import { AddItem } from "#components/events/plan-item";
import { PageHeader } from "#components/shell/page-header";
import { addOpportunity } from "#lib/crm/actions";
import { crmChoices, customerChoices } from "#lib/crm/queries";
import { boardOf, settledDays } from "#lib/crm/queries/board";
import { can } from "#lib/permissions";
import { currencyChoices } from "#lib/ref/queries";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Pipeline" };

export default async function PipelinePage({ params }: PageProps<"/[org]/crm/pipeline">) {
  const { org } = await params;
  const actor = await requireActor("crm:read");
  const { currency } = await openOrganization();
  const { columns, ...rest } = await read("crm:read", async (tx) => ({
    columns: await boardOf(tx),
    choices: await crmChoices(tx),
    customers: await customerChoices(tx),
    currencies: (await currencyChoices(tx)).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
  }));
  const may = can(actor, "crm:write");
  return (
    <>
      <PageHeader
        title="Pipeline"
        description="Opportunities by stage. Sums are of what is shown, each currency by itself."
        actions={
          may ? (
            <AddItem
              label="Add opportunity"
              title="Add opportunity"
              verb="Add"
              done="Added."
              action={addOpportunity}
              hidden={{}}
              fields={opportunityFields(rest.choices, rest.currencies, rest.customers)}
              values={{ currency, ownerId: actor.userId }}
            />
          ) : null
        }
      />
      <Board slug={org} columns={columns} now={Date.now()} may={may} settledDays={settledDays} />
    </>
  );
}
