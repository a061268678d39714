import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { Amount, StickyHead, TableCard } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formats } from "#lib/payments/bank/formats/detect";
import type { BankFile, Statement } from "#lib/payments/bank/queries/files";

type Props = {
  slug: string;
  zone: string;
  bankAccountId: string;
  files: readonly BankFile[];
  statements: readonly Statement[];
};

/** What was imported: statements that wait, those that were taken, and files that could not be read. */
export function BankFiles({ slug, zone, bankAccountId, files, statements }: Props) {
  const failed = files.filter(({ state }) => state === "failed").slice(0, 3);
  return (
    <div className="grid min-w-0 gap-4">
      {failed.map(({ id, name, format, fault, faultLine, createdAt }) => (
        <Alert key={id} variant="warning">
          <AlertTitle className="break-words">
            {name} was not imported{format ? ` (${formats[format]})` : ""}
          </AlertTitle>
          <AlertDescription>
            {fault}
            {faultLine ? ` Line ${faultLine}.` : ""} <Time at={createdAt} zone={zone} />
          </AlertDescription>
        </Alert>
      ))}
      <TableCard>
        <CardHeader>
          <CardTitle>Statements</CardTitle>
        </CardHeader>
        <CardContent className="px-0 pb-0">
          {statements.length === 0 ? (
            <Empty title="No statement yet">Import the first one: it is read and shown before anything is taken.</Empty>
          ) : (
            <Table label="Statements">
              <TableHeader>
                <TableRow>
                  <StickyHead className="font-medium">Days</StickyHead>
                  <TableHead>State</TableHead>
                  <TableHead>File</TableHead>
                  <TableHead className="text-right">Lines</TableHead>
                  <TableHead className="text-right">Closing</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {statements.map((one) => (
                  <TableRow key={one.id}>
                    <StickyHead scope="row">
                      <Link
                        href={`/${slug}/payments/bank/${bankAccountId}/statements/${one.id}` as Route}
                        className="font-medium text-foreground underline-offset-4 hover:underline"
                      >
                        {one.fromOn && one.toOn ? (
                          <>
                            <Day day={one.fromOn} /> – <Day day={one.toOn} />
                          </>
                        ) : (
                          "No lines"
                        )}
                      </Link>
                    </StickyHead>
                    <TableCell>
                      <StateBadge state={one.state} {...stateWords[one.state]} />
                    </TableCell>
                    <TableCell className="max-w-56 truncate" title={one.fileName}>
                      {one.fileName}
                    </TableCell>
                    <Amount>
                      {one.lines.toLocaleString("en")}
                      {one.duplicates > 0 ? (
                        <span className="block text-muted-foreground text-xs">{one.duplicates} known</span>
                      ) : null}
                    </Amount>
                    <Amount>
                      {one.closingMinor === null ? "–" : <Money minor={one.closingMinor} currency={one.currency} />}
                    </Amount>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </CardContent>
      </TableCard>
    </div>
  );
}

/** What each state of a statement is called. */
export const stateWords = {
  staged: { label: "To look at", tone: "info" },
  flagged: { label: "Cannot be taken", tone: "danger" },
  taken: { label: "Taken", tone: "success" },
  discarded: { label: "Discarded", tone: "neutral" },
} as const;
