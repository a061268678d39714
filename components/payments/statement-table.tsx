import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { buttonVariants } from "#components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { accountHref, orderHref, type Place, type Span, transactionHref } from "#lib/payments/addresses";
import type { AccountKind } from "#lib/payments/chart";
import type { Lens } from "#lib/payments/reports/lens";
import { transactionKinds } from "#lib/payments/rules";
import { normalOf } from "#lib/payments/statements";

export type StatementLine = {
  transactionId: string;
  line: number;
  effectiveOn: string;
  kind: keyof typeof transactionKinds;
  memo: string;
  order?: { id: string; number: string };
  /** On the account's normal side, as the balance is. */
  amountMinor: bigint;
  balanceMinor: bigint;
};
export type StatementTableProps = {
  slug: string;
  account: { id: string; kind: AccountKind; currency: string };
  span: Span & Lens;
  lines: readonly StatementLine[];
  opening?: bigint;
  closing?: bigint;
};

/** An account's lines, newest first, between what it stood at after and before them. */
export function StatementTable({ slug, account, span, lines, opening, closing }: StatementTableProps) {
  const { currency, kind } = account;
  return (
    <TableCard>
      <Table label="Statement">
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">Date</StickyHead>
            <TableHead>What</TableHead>
            <TableHead className="text-right">Debit</TableHead>
            <TableHead className="text-right">Credit</TableHead>
            <TableHead className="text-right">Balance</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {closing === undefined ? null : (
            <Edge label="Closing balance" day={span.to} minor={closing} currency={currency} />
          )}
          {lines.map((row) => {
            const debit = normalOf(kind) * row.amountMinor;
            return (
              <TableRow key={`${row.transactionId} ${row.line}`}>
                <StickyHead scope="row">
                  <TextLink href={transactionHref(slug, row.transactionId)}>
                    <Day day={row.effectiveOn} />
                  </TextLink>
                </StickyHead>
                <TableCell className="min-w-40">
                  {transactionKinds[row.kind]}
                  {row.order ? (
                    <>
                      {" of "}
                      <TextLink href={orderHref(slug, row.order.id)}>{row.order.number}</TextLink>
                    </>
                  ) : null}
                  {row.memo ? <span className="text-muted-foreground"> · {row.memo}</span> : null}
                </TableCell>
                <Amount>{debit > 0n ? <Money minor={debit} currency={currency} /> : null}</Amount>
                <Amount>{debit < 0n ? <Money minor={-debit} currency={currency} /> : null}</Amount>
                <Amount>
                  <Money minor={row.balanceMinor} currency={currency} />
                </Amount>
              </TableRow>
            );
          })}
          {opening === undefined ? null : (
            <Edge label="Opening balance" day={span.from} minor={opening} currency={currency} />
          )}
        </TableBody>
      </Table>
    </TableCard>
  );
}

function Edge({ label, day, minor, currency }: { label: string; day?: string; minor: bigint; currency: string }) {
  return (
    <TableRow className="bg-muted">
      <StickyHead scope="row" className="max-lg:bg-muted font-medium text-foreground">
        {label}
      </StickyHead>
      <TableCell className="text-muted-foreground" colSpan={3}>
        {label === "Opening balance" ? (
          day ? (
            <>
              before <Day day={day} />
            </>
          ) : (
            "before the first entry"
          )
        ) : day ? (
          <>
            at the end of <Day day={day} />
          </>
        ) : (
          "after the last entry"
        )}
      </TableCell>
      <Amount className="font-medium">
        <Money minor={minor} currency={currency} />
      </Amount>
    </TableRow>
  );
}

type PagesProps = { slug: string; accountId: string; span: Span & Lens; first: boolean; next?: Place };

/** The way to older lines, and back to the newest. */
export function StatementPages({ slug, accountId, span, first, next }: PagesProps) {
  if (first && !next) return null;
  const look = buttonVariants({ variant: "outline", size: "sm" });
  return (
    <nav aria-label="Pages" data-print="hide" className="mt-3 flex justify-end gap-2">
      {first ? null : (
        <Link href={accountHref(slug, accountId, span) as Route} className={look}>
          Newest
        </Link>
      )}
      {next ? (
        <Link href={accountHref(slug, accountId, span, next) as Route} className={look}>
          Older
        </Link>
      ) : null}
    </nav>
  );
}
