import { ContractTab } from "#components/events/contract-list";
import { openEvent } from "#lib/events/open";
import { contractsOf } from "#lib/events/queries/planning";
import { talentChoices, vendorChoices } from "#lib/events/queries/registry";
import { currencyChoices } from "#lib/ref/queries";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Contracts of an event" };

export default async function EventContractsPage({ params }: PageProps<"/[org]/events/[event]/contracts">) {
  const { event: id } = await params;
  await requireActor("events:write");
  const { actor, event, may } = await openEvent(id);
  const { contracts, parties, currencies } = await read("events:write", async (tx) => ({
    contracts: await contractsOf(tx, { eventId: id }),
    parties: [
      ...(await vendorChoices(tx)).map((one) => ({ value: `vendor:${one.value}`, label: one.label })),
      ...(await talentChoices(tx)).map((one) => ({ value: `talent:${one.value}`, label: `${one.label} (talent)` })),
    ],
    currencies: (await currencyChoices(tx)).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
  }));
  const { slug } = await openOrganization();
  const shown = { event, contracts, parties, currencies, slug };
  return <ContractTab {...shown} permissions={actor.permissions} may={may.plan} />;
}
