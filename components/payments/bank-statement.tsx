import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day } from "#components/data/time";
import { stateWords } from "#components/payments/bank-files";
import { BankStatementActs } from "#components/payments/bank-statement-acts";
import { Amount, StickyHead, TableCard } from "#components/payments/report";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Statement, statementLines } from "#lib/payments/bank/queries/files";

type Props = {
  slug: string;
  page: number;
  mayTake: boolean;
  statement: Statement;
  lines: Awaited<ReturnType<typeof statementLines>>;
};

/** A statement as it was read: its arithmetic, its lines, and whether to take it. */
export function BankStatement({ slug, page, mayTake, statement, lines }: Props) {
  const { id, bankAccountId, state, currency, fault, differenceMinor, duplicates, fileName, reference } = statement;
  const path = `/${slug}/payments/bank/${bankAccountId}/statements/${id}`;
  return (
    <div className="grid gap-4">
      <Card>
        <CardContent className="grid gap-4">
          <div className="flex flex-wrap items-center gap-2">
            <StateBadge state={state} {...stateWords[state]} />
            <span className="min-w-0 break-all">
              {fileName}
              {reference ? ` · ${reference}` : ""}
            </span>
          </div>
          <Sum statement={statement} />
          {fault ? (
            <Alert variant="destructive">
              <AlertTitle>{fault}</AlertTitle>
            </Alert>
          ) : differenceMinor === null ? (
            <Alert variant="info">
              <AlertTitle>
                This format does not say both balances, so the sum cannot be proven here. The proof of the day compares
                it with the books.
              </AlertTitle>
            </Alert>
          ) : (
            <Alert variant="success">
              <AlertTitle>Opening + entries = closing.</AlertTitle>
            </Alert>
          )}
          {duplicates > 0 ? (
            <p>{duplicates.toLocaleString("en")} of its lines are known from another file and are not taken again.</p>
          ) : null}
          {mayTake && (state === "staged" || state === "flagged") ? (
            <BankStatementActs
              slug={slug}
              statementId={id}
              bankAccountId={bankAccountId}
              takable={state === "staged"}
              fresh={statement.lines - duplicates}
            />
          ) : null}
        </CardContent>
      </Card>
      {lines.length > 0 ? (
        <TableCard>
          <Table label="Lines of the statement">
            <TableHeader>
              <TableRow>
                <StickyHead className="font-medium">Booked</StickyHead>
                <TableHead className="text-right">Amount, {currency}</TableHead>
                <TableHead>Who and what</TableHead>
                <TableHead>Reference</TableHead>
                <TableHead className="text-right">Line in the file</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {lines.map((line) => (
                <TableRow key={line.id}>
                  <StickyHead scope="row">
                    <Day day={line.bookedOn} />
                  </StickyHead>
                  <Amount>
                    <Money minor={line.amountMinor} currency={currency} signed />
                  </Amount>
                  <TableCell className="min-w-52">
                    {line.counterparty || line.text}
                    {line.counterparty && line.text !== line.counterparty ? (
                      <span className="block text-[0.8125rem] text-muted-foreground">{line.text}</span>
                    ) : null}
                    {line.doubled ? <Badge variant="neutral">Known already</Badge> : null}
                  </TableCell>
                  <TableCell className="max-w-48 break-all">{line.reference}</TableCell>
                  <Amount>{line.at}</Amount>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableCard>
      ) : null}
      <div className="flex gap-2">
        {page > 1 ? (
          <Button variant="outline" asChild>
            <Link href={`${path}?page=${page - 1}` as Route}>Lines before</Link>
          </Button>
        ) : null}
        {page * 100 < statement.lines && lines.length === 100 ? (
          <Button variant="outline" asChild>
            <Link href={`${path}?page=${page + 1}` as Route}>More lines</Link>
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Sum({ statement }: { statement: Statement }) {
  const { openingMinor, entriesMinor, closingMinor, differenceMinor, currency, lines } = statement;
  const parts: [string, bigint | null][] = [
    ["Opening balance", openingMinor],
    [`Entries, ${lines.toLocaleString("en")} ${lines === 1 ? "line" : "lines"}`, entriesMinor],
    ["Closing balance", closingMinor],
    ["Difference", differenceMinor],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-4">
      {parts.map(([label, minor]) => (
        <div key={label} className="grid content-start gap-0.5">
          <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
          <dd className="font-semibold text-lg">
            {minor === null ? (
              <span className="font-normal text-muted-foreground">not said</span>
            ) : (
              <Money minor={minor} currency={currency} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
