import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { tab } from "#components/ui/surface";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Customer } from "#lib/crm/queries/customers";
import { type CustomerEntry, type MoneyFigure, moneyFigures } from "#lib/crm/queries/money";

type Props = { slug: string; customer: Customer; figure: MoneyFigure; entries: CustomerEntry[] };

/** The entries of the books that a figure on the customer's page is the sum of. */
export function CustomerMoney({ slug, customer, figure, entries }: Props) {
  const page = `/${slug}/crm/customers/${customer.id}`;
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of entries) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  return (
    <>
      <PageHeader
        title={`${moneyFigures[figure].label}: ${customer.name}`}
        description={`${moneyFigures[figure].about}. Bookings of this customer, and orders and invoices under their e-mail address.`}
        crumbs={[{ label: customer.name, href: page }, { label: "Money" }]}
      />
      <nav aria-label="Figures" className="mb-4 flex gap-4 overflow-x-auto border-b">
        {(Object.keys(moneyFigures) as MoneyFigure[]).map((key) => (
          <Link
            key={key}
            href={`${page}/money?figure=${key}` as Route}
            aria-current={key === figure ? "page" : undefined}
            className={tab}
          >
            {moneyFigures[key].label}
          </Link>
        ))}
      </nav>
      {entries.length === 0 ? (
        <Empty title="Nothing in the books">There is no entry of this kind with this customer.</Empty>
      ) : (
        <div className="overflow-x-auto rounded-lg border bg-card">
          <Table label={`${moneyFigures[figure].label} of ${customer.name}`}>
            <TableHeader>
              <TableRow>
                <TableHead>Date</TableHead>
                <TableHead>What</TableHead>
                <TableHead>Account</TableHead>
                <TableHead className="text-right">Amount</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {entries.map((entry) => (
                <TableRow key={`${entry.transactionId} ${entry.line}`}>
                  <TableCell>
                    <Day day={entry.on} />
                  </TableCell>
                  <TableCell>
                    <Link
                      className="hover:underline"
                      href={`/${slug}/payments/journal/${entry.transactionId}` as Route}
                    >
                      {entry.memo || entry.kind}
                    </Link>
                  </TableCell>
                  <TableCell className="text-muted-foreground">{entry.account}</TableCell>
                  <TableCell className="text-right">
                    <Money minor={entry.amountMinor} currency={entry.currency} signed />
                  </TableCell>
                </TableRow>
              ))}
              {[...sums].sort().map(([currency, amount]) => (
                <TableRow key={currency} className="font-semibold">
                  <TableCell colSpan={3}>Together, {currency}</TableCell>
                  <TableCell className="text-right">
                    <Money minor={amount} currency={currency} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </>
  );
}
