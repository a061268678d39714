import { Money } from "#components/data/money";
import { Amount, TableCard } from "#components/payments/report";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { gatewayName } from "#lib/payments/processor/rules";

type Standing = {
  gateway: string;
  currency: string;
  toldMinor: bigint;
  bookedMinor: bigint;
  transitMinor: bigint;
};

/** The processor's own account beside ours: they differ by what is on its way to the bank, and by nothing else. */
export function ProcessorStanding({ standing }: { standing: readonly Standing[] }) {
  if (standing.length === 0) return null;
  return (
    <TableCard className="mb-6">
      <Table label="The processor's balance beside the books">
        <TableHeader>
          <TableRow>
            <TableHead>Processor</TableHead>
            <TableHead className="text-right">It says it holds</TableHead>
            <TableHead className="text-right">On its way to the bank</TableHead>
            <TableHead className="text-right">The books say</TableHead>
            <TableHead className="text-right">Not explained</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {standing.map(({ gateway, currency, toldMinor, bookedMinor, transitMinor }) => (
            <TableRow key={`${gateway} ${currency}`}>
              <TableCell>
                {gatewayName(gateway)} <span className="text-muted-foreground">{currency}</span>
              </TableCell>
              <Amount>
                <Money minor={toldMinor} currency={currency} />
              </Amount>
              <Amount>
                <Money minor={transitMinor} currency={currency} />
              </Amount>
              <Amount>
                <Money minor={bookedMinor} currency={currency} />
              </Amount>
              <Amount className="font-medium">
                <Money minor={bookedMinor - toldMinor - transitMinor} currency={currency} />
              </Amount>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}
