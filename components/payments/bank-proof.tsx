import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { Amount, StickyHead, TableCard } from "#components/payments/report";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableRow } from "#components/ui/table";
import { accountHref, transactionHref, withSearch } from "#lib/payments/addresses";
import type { BankAccount, openEntries, Standing } from "#lib/payments/bank/queries/accounts";

type Props = {
  slug: string;
  account: BankAccount;
  day: string;
  standing: Standing;
  entries: Awaited<ReturnType<typeof openEntries>>;
};

/** Statement = ledger − unmatched ledger + unmatched statement, each figure with the rows that it is the sum of. */
export function BankProof({ slug, account, day, standing, entries }: Props) {
  const { currency } = account;
  const lines = withSearch(`/${slug}/payments/bank/${account.id}`, { show: "open", to: day });
  const rows: [string, string, bigint, string | null][] = [
    ["Ledger", `assets:bank:${account.slug}`, standing.ledgerMinor, accountHref(slug, account.accountId, { to: day })],
    [
      "− In the ledger, not at the bank",
      counted(standing.openEntries, "entry", "entries"),
      -standing.unmatchedLedgerMinor,
      "#entries",
    ],
    [
      "+ At the bank, not in the ledger",
      counted(standing.openLines, "line", "lines"),
      standing.unmatchedStatementMinor,
      lines,
    ],
  ];
  const sum = standing.ledgerMinor - standing.unmatchedLedgerMinor + standing.unmatchedStatementMinor;
  const { statedOn, statedMinor, countedMinor } = standing;
  return (
    <div className="grid gap-4">
      <TableCard className="max-w-3xl">
        <Table label="Proof">
          <TableBody>
            {rows.map(([label, detail, minor, href]) => (
              <TableRow key={label}>
                <StickyHead scope="row" className="text-foreground">
                  {label}
                  <span className="block break-all text-[0.8125rem] text-muted-foreground">
                    {href && !(href === "#entries" && entries.length === 0) ? (
                      <a href={href} className="underline underline-offset-4">
                        {detail}
                      </a>
                    ) : (
                      detail
                    )}
                  </span>
                </StickyHead>
                <Amount>
                  <Money minor={minor} currency={currency} />
                </Amount>
              </TableRow>
            ))}
            <TableRow className="border-t-2 font-semibold">
              <StickyHead scope="row" className="font-semibold text-foreground">
                = What the bank must show
              </StickyHead>
              <Amount>
                <Money minor={sum} currency={currency} />
              </Amount>
            </TableRow>
            <TableRow className="font-semibold">
              <StickyHead scope="row" className="font-semibold text-foreground">
                What its lines come to
                <span className="block font-normal text-[0.8125rem] text-muted-foreground">
                  opening balance and {standing.lines.toLocaleString("en")} lines
                </span>
              </StickyHead>
              <Amount>
                <Money minor={standing.statementMinor} currency={currency} />
              </Amount>
            </TableRow>
          </TableBody>
        </Table>
      </TableCard>
      <div className="grid max-w-3xl gap-3">
        {sum === standing.statementMinor ? (
          <Alert variant="success">
            <AlertTitle>Statement = ledger − unmatched ledger + unmatched statement.</AlertTitle>
          </Alert>
        ) : (
          <Alert variant="destructive">
            <AlertTitle>
              The two sides differ by <Money minor={standing.statementMinor - sum} currency={currency} />.
            </AlertTitle>
          </Alert>
        )}
        {statedOn && statedMinor !== null && countedMinor !== null ? (
          <Alert variant={statedMinor === countedMinor ? "success" : "destructive"}>
            <AlertTitle>
              The bank itself wrote <Money minor={statedMinor} currency={currency} /> at the end of{" "}
              <Day day={statedOn} />
              {statedMinor === countedMinor ? (
                ", and so do we."
              ) : (
                <>
                  ; we count <Money minor={countedMinor} currency={currency} />. A statement is missing in between.
                </>
              )}
            </AlertTitle>
          </Alert>
        ) : null}
      </div>
      {entries.length > 0 ? (
        <Card id="entries" className="max-w-3xl overflow-hidden">
          <CardHeader>
            <CardTitle>In the ledger, not at the bank</CardTitle>
          </CardHeader>
          <CardContent className="px-0 pb-0">
            <Table label="Entries that no line explains">
              <TableBody>
                {entries.map((entry) => (
                  <TableRow key={entry.transactionId}>
                    <StickyHead scope="row">
                      <Day day={entry.on} />
                    </StickyHead>
                    <TableCell className="min-w-40">
                      <Link
                        href={transactionHref(slug, entry.transactionId) as Route}
                        className="underline underline-offset-4"
                      >
                        {entry.label}
                      </Link>
                    </TableCell>
                    <Amount>
                      <Money minor={entry.openMinor} currency={currency} />
                    </Amount>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}

const counted = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
