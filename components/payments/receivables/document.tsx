import { Money } from "#components/data/money";
import { Amount } from "#components/payments/report";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { type InvoiceFacts, quantityWords, rateWords } from "#lib/payments/receivables/words";

/** The lines of a document and what they come to, tax by tax. */
export function DocumentLines({ invoice }: { invoice: InvoiceFacts }) {
  const { currency, lines, taxes, inclusive } = invoice;
  const amount = (minor: bigint) => <Money minor={minor} currency={currency} />;
  return (
    <Table label="Lines">
      <TableHeader>
        <TableRow>
          <TableHead>What for</TableHead>
          <TableHead className="text-right">Quantity</TableHead>
          <TableHead className="text-right">Price</TableHead>
          <TableHead className="text-right">{inclusive ? "With tax" : "Before tax"}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id}>
            <TableCell className="min-w-20 whitespace-normal break-words">
              {line.description}
              {line.taxed ? null : <span className="text-muted-foreground"> · not taxed</span>}
            </TableCell>
            <Amount>{quantityWords(line.quantityMillis)}</Amount>
            <Amount>{amount(line.unitPriceMinor)}</Amount>
            <Amount>{amount(inclusive ? line.totalMinor : line.netMinor)}</Amount>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <Total label="Before tax">{amount(invoice.netMinor)}</Total>
        {taxes.map((tax) => (
          <Total key={`${tax.name} ${tax.rateMillionths}`} label={`${tax.name} ${rateWords(tax.rateMillionths)}`}>
            {amount(tax.taxMinor)}
          </Total>
        ))}
        <Total label="Total" strong>
          {amount(invoice.totalMinor)}
        </Total>
      </TableFooter>
    </Table>
  );
}

function Total({ label, strong, children }: { label: string; strong?: boolean; children: React.ReactNode }) {
  return (
    <TableRow className={strong ? "font-semibold" : "font-normal"}>
      <TableCell colSpan={3} className="text-right">
        {label}
      </TableCell>
      <Amount>{children}</Amount>
    </TableRow>
  );
}
