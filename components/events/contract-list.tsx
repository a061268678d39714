import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { PlanTab } from "#components/events/plan-tab";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { addContract, changeContract, moveContract, removeContract } from "#lib/events/actions/planning";
import type { Contract } from "#lib/events/queries/planning";
import { movesOf, stateWords } from "#lib/events/rules/moves";
import { majorUnits } from "#lib/money";
import type { Permission } from "#lib/permissions";

type Choice = { value: string; label: string };
type Props = {
  event: { id: string; currency: string };
  contracts: Contract[];
  parties: Choice[];
  currencies: Choice[];
  permissions: ReadonlySet<Permission>;
  may: boolean;
  slug: string;
};

/** What was agreed with vendors and talent, what it costs, and what runs out before it should. */
export function ContractTab({ event, contracts, parties, currencies, permissions, may, slug }: Props) {
  const live = contracts.filter((one) => one.state === "signed");
  return (
    <PlanTab
      title="Contracts"
      text={`${live.length} of ${contracts.length} signed. Costs are what was agreed; what was paid is under Money.`}
      word="a contract"
      empty={{
        title: "No contracts yet",
        text: "Write down what was agreed with a vendor or with talent, and until when.",
      }}
      hidden={{ eventId: event.id }}
      may={may}
      first={{ currency: event.currency }}
      fields={[
        {
          name: "party",
          label: "With whom",
          kind: "choice",
          options: parties,
          none: "Choose with whom",
          required: true,
        },
        { name: "subject", label: "About what", kind: "text", required: true },
        { name: "cost", label: "Cost", kind: "text", half: true },
        { name: "currency", label: "Currency", kind: "choice", options: currencies, half: true, required: true },
        { name: "signedOn", label: "Signed on", kind: "date", half: true },
        { name: "expiresOn", label: "Runs until", kind: "date", half: true },
        { name: "usageUntil", label: "Pictures may be used until", kind: "date", half: true },
        { name: "usageRights", label: "For what", kind: "text", half: true },
        { name: "notes", label: "Notes", kind: "long", rows: 2 },
      ]}
      acts={{ add: addContract, change: changeContract, move: moveContract, remove: removeContract }}
      items={contracts.map((one) => ({
        id: one.id,
        name: `${one.party}: ${one.subject}`,
        state: one.state,
        next: movesOf("contract", one.state, permissions),
        tone: warned(one) ? ("warning" as const) : undefined,
        badges: <Warnings contract={one} />,
        meta: [
          one.costMinor > 0n ? <Money key="cost" minor={one.costMinor} currency={one.currency} /> : "no cost",
          one.signedOn ? <Signed key="signed" words="signed" day={one.signedOn} /> : null,
          one.expiresOn ? <Signed key="until" words="until" day={one.expiresOn} /> : null,
          one.usageUntil ? <Signed key="usage" words="pictures until" day={one.usageUntil} /> : null,
          ...one.bills.map((bill) => (
            <Link
              key={bill.id}
              href={`/${slug}/payments/invoices/${bill.id}` as Route}
              className="underline underline-offset-4"
            >
              {bill.number ?? "Draft bill"}
              {bill.number ? ` · ${stateWords(bill.state).toLowerCase()}` : ""}
            </Link>
          )),
        ],
        more:
          permissions.has("payments:invoice") && one.costMinor > 0n && billed.includes(one.state) ? (
            <Button variant="outline" size="sm" asChild>
              <Link href={`/${slug}/payments/invoices/new?kind=bill&contract=${one.id}` as Route}>
                Bill
                <span className="sr-only">
                  {" "}
                  of {one.party}: {one.subject}
                </span>
              </Link>
            </Button>
          ) : null,
        values: {
          party: one.vendorId ? `vendor:${one.vendorId}` : `talent:${one.talentId}`,
          cost: majorUnits(one.costMinor, one.currency),
          ...{ subject: one.subject, currency: one.currency, usageRights: one.usageRights, notes: one.notes },
          ...{ signedOn: one.signedOn, expiresOn: one.expiresOn, usageUntil: one.usageUntil },
        },
      }))}
    />
  );
}

/** A bill comes for what was signed. */
const billed = ["signed", "ended"];
const over = ["ended", "terminated", "cancelled"];
const warned = (one: Contract) => !over.includes(one.state) && (one.expires || one.usageEnds);

export function Warnings({ contract }: { contract: Contract }) {
  if (over.includes(contract.state)) return null;
  return (
    <>
      {contract.expires ? <Badge variant="warning">Runs out before the event ends</Badge> : null}
      {contract.usageEnds ? <Badge variant="warning">Usage rights end</Badge> : null}
    </>
  );
}

function Signed({ words, day }: { words: string; day: string }) {
  return (
    <>
      {words} <Day day={day} />
    </>
  );
}
