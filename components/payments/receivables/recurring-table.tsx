import { StateBadge } from "#components/data/state-badge";
import { Day } from "#components/data/time";
import { ActButton } from "#components/payments/receivables/act-button";
import { TableCard } from "#components/payments/report";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { endRecurring } from "#lib/payments/actions/receivables";
import type { recurringOf } from "#lib/payments/receivables/queries";

type Props = { recurring: Awaited<ReturnType<typeof recurringOf>>; may: boolean };

/** Invoices that a contract repeats; nothing is shown while there are none. */
export function RecurringTable({ recurring, may }: Props) {
  if (recurring.length === 0) return null;
  return (
    <section className="mt-8 grid gap-3" aria-labelledby="recurring">
      <h2 id="recurring" className="font-semibold">
        Repeated by contract
      </h2>
      <TableCard>
        <Table label="Repeated by contract">
          <TableHeader>
            <TableRow>
              <TableHead>Contract</TableHead>
              <TableHead>Party</TableHead>
              <TableHead>Every</TableHead>
              <TableHead>Next</TableHead>
              <TableHead>Until</TableHead>
              <TableHead className="text-right">Made</TableHead>
              <TableHead>
                <span className="sr-only">Acts</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {recurring.map((one) => (
              <TableRow key={one.id}>
                <TableCell className="whitespace-normal">{one.contract}</TableCell>
                <TableCell className="whitespace-normal">{one.party}</TableCell>
                <TableCell>{one.every}</TableCell>
                <TableCell>
                  {one.active ? <Day day={one.nextOn} /> : <StateBadge state="ended" label="Ended" />}
                </TableCell>
                <TableCell>{one.endsOn ? <Day day={one.endsOn} /> : "–"}</TableCell>
                <TableCell className="figures text-right">{one.made}</TableCell>
                <TableCell className="text-right">
                  {one.active && may ? (
                    <ActButton variant="ghost" act={endRecurring} id={one.id} done="Ended. No more are made.">
                      End
                    </ActButton>
                  ) : null}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableCard>
    </section>
  );
}
