import { Check, X } from "lucide-react";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { AccountLink, Amount, StickyHead, TableCard } from "#components/payments/report";
import { FigureLink } from "#components/payments/report-sheet";
import { Empty } from "#components/shell/empty";
import { Card } from "#components/ui/card";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { accountHref, shiftDay } from "#lib/payments/addresses";
import type { AccountKind } from "#lib/payments/chart";
import type { Lens } from "#lib/payments/reports/lens";
import { byCurrencyAndKind, kindNames } from "#lib/payments/statements";

export type TrialBalanceLine = {
  accountId: string;
  code: string;
  name: string;
  kind: AccountKind;
  currency: string;
  debitMinor: bigint;
  creditMinor: bigint;
  /** What it stood at before the first day, on its normal side. */
  openingMinor: bigint;
};
export type TrialBalanceProps = {
  slug: string;
  /** The first day of the span: what came before stands beside. */
  from: string;
  asOf: string;
  lens?: Lens;
  rows: readonly TrialBalanceLine[];
  totals: readonly { currency: string; debitMinor: bigint; creditMinor: bigint; balanced: boolean }[];
};

/** Every account with what it stands at, on the side where it stands, and stood at before; one table a currency, each with its own proof. */
export function TrialBalance({ slug, from, asOf, lens, rows, totals }: TrialBalanceProps) {
  if (rows.length === 0)
    return (
      <Card>
        <Empty title="Nothing was posted by then">Choose a later day, or sell a first ticket.</Empty>
      </Card>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {byCurrencyAndKind(rows).map(({ currency, kinds }) => {
        const total = totals.find((one) => one.currency === currency);
        return (
          <TableCard key={currency}>
            <Table label={`Trial balance in ${currency}`}>
              <TableHeader>
                <TableRow>
                  <StickyHead className="font-medium">Account in {currency}</StickyHead>
                  <TableHead className="text-right">Debit</TableHead>
                  <TableHead className="text-right">Credit</TableHead>
                  <TableHead className="text-right">
                    Before <Day day={from} />
                  </TableHead>
                </TableRow>
              </TableHeader>
              {kinds.map(({ kind, rows: members }) => (
                <TableBody key={kind}>
                  <TableRow className="hover:bg-transparent">
                    <StickyHead
                      scope="rowgroup"
                      className="h-auto pt-4 pb-1 font-semibold text-[0.8125rem] text-foreground"
                    >
                      {kindNames[kind]}
                    </StickyHead>
                    <TableCell colSpan={3} />
                  </TableRow>
                  {members.map((row) => (
                    <TableRow key={row.accountId}>
                      <StickyHead scope="row" className="h-auto py-1.5">
                        <AccountLink slug={slug} account={row} span={{ to: asOf, ...lens }} />
                      </StickyHead>
                      <Side minor={row.debitMinor} currency={currency} zero={row.creditMinor === 0n} />
                      <Side minor={row.creditMinor} currency={currency} />
                      <Before {...{ slug, from, lens, row }} />
                    </TableRow>
                  ))}
                </TableBody>
              ))}
              {total ? (
                <TableFooter>
                  <TableRow>
                    <StickyHead scope="row" className="h-auto max-lg:bg-muted py-2.5 font-semibold text-foreground">
                      Total
                    </StickyHead>
                    <Amount>
                      <Money minor={total.debitMinor} currency={currency} />
                    </Amount>
                    <Amount>
                      <Money minor={total.creditMinor} currency={currency} />
                    </Amount>
                    <TableCell />
                  </TableRow>
                </TableFooter>
              ) : null}
            </Table>
            {total ? <Proof {...total} /> : null}
          </TableCard>
        );
      })}
    </div>
  );
}

/** On the account's normal side; leads to the lines that it is the sum of. */
function Before({
  slug,
  from,
  lens,
  row,
}: Pick<TrialBalanceProps, "slug" | "from" | "lens"> & { row: TrialBalanceLine }) {
  const amount = <Money minor={row.openingMinor} currency={row.currency} />;
  const href = accountHref(slug, row.accountId, { to: shiftDay(from, -1), ...lens });
  return (
    <Amount className="text-muted-foreground">
      {row.openingMinor === 0n ? amount : <FigureLink href={href}>{amount}</FigureLink>}
    </Amount>
  );
}

function Side({ minor, currency, zero }: { minor: bigint; currency: string; zero?: boolean }) {
  return <Amount>{minor !== 0n || zero ? <Money minor={minor} currency={currency} /> : null}</Amount>;
}

function Proof({ currency, debitMinor, creditMinor, balanced }: TrialBalanceProps["totals"][number]) {
  const Icon = balanced ? Check : X;
  return (
    <p
      className={`flex flex-wrap items-center justify-end gap-1.5 border-t px-3 py-2.5 font-medium ${balanced ? "text-success-text" : "text-destructive-text"}`}
    >
      {balanced ? "Debits = Credits" : "Debits and credits differ by "}
      {balanced ? null : <Money minor={debitMinor - creditMinor} currency={currency} />}
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{balanced ? "the book balances" : "the book does not balance"}</span>
    </p>
  );
}
