import { Check } from "lucide-react";
import { Money } from "#components/data/money";
import { AccountLink, Amount, StickyHead, TableCard } from "#components/payments/report";
import { CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableFooter, TableHead, TableHeader, TableRow } from "#components/ui/table";

export type TransactionLine = {
  line: number;
  accountId: string;
  code: string;
  name: string;
  currency: string;
  /** Debit positive, credit negative. */
  amountMinor: bigint;
};

/** The lines of a transaction in debit and credit, and that they are equal in each currency. */
export function TransactionLines({ slug, lines }: { slug: string; lines: readonly TransactionLine[] }) {
  const sides = [...Map.groupBy(lines, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    debit: own.reduce((total, { amountMinor }) => (amountMinor > 0n ? total + amountMinor : total), 0n),
    credit: own.reduce((total, { amountMinor }) => (amountMinor < 0n ? total - amountMinor : total), 0n),
  }));
  return (
    <TableCard>
      <CardHeader>
        <CardTitle>Lines</CardTitle>
      </CardHeader>
      <CardContent className="px-0 pb-0">
        <Table label="Lines">
          <TableHeader>
            <TableRow>
              <StickyHead className="font-medium">Account</StickyHead>
              <TableHead className="text-right">Debit</TableHead>
              <TableHead className="text-right">Credit</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {lines.map((line) => (
              <TableRow key={line.line}>
                <StickyHead scope="row" className="h-auto py-2">
                  <AccountLink slug={slug} account={line} />
                </StickyHead>
                <Amount>
                  {line.amountMinor > 0n ? <Money minor={line.amountMinor} currency={line.currency} /> : null}
                </Amount>
                <Amount>
                  {line.amountMinor < 0n ? <Money minor={-line.amountMinor} currency={line.currency} /> : null}
                </Amount>
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            {sides.map(({ currency, debit, credit }) => (
              <TableRow key={currency}>
                <StickyHead scope="row" className="h-auto max-lg:bg-muted py-2.5 font-semibold text-foreground">
                  <span className="flex items-center gap-1.5">
                    Total
                    {debit === credit ? (
                      <>
                        <Check aria-hidden className="size-4 text-success-text" />
                        <span className="sr-only">balanced</span>
                      </>
                    ) : null}
                  </span>
                </StickyHead>
                <Amount>
                  <Money minor={debit} currency={currency} />
                </Amount>
                <Amount>
                  <Money minor={credit} currency={currency} />
                </Amount>
              </TableRow>
            ))}
          </TableFooter>
        </Table>
      </CardContent>
    </TableCard>
  );
}
