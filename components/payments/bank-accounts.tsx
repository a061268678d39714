import type { Route } from "next";
import Link from "next/link";
import { Day } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Progress } from "#components/ui/progress";
import type { bankAccountList } from "#lib/payments/bank/queries/accounts";

type Props = { slug: string; accounts: Awaited<ReturnType<typeof bankAccountList>>; mayOpen: boolean };

/** Every account at a bank, with how far it is explained. */
export function BankAccounts({ slug, accounts, mayOpen }: Props) {
  const path = `/${slug}/payments/bank`;
  if (accounts.length === 0)
    return (
      <Card>
        <Empty
          title="No bank account yet"
          action={
            mayOpen ? (
              <Button asChild>
                <Link href={`${path}/new` as Route}>Open a bank account</Link>
              </Button>
            ) : null
          }
        >
          Open one to import its statements and match them with the books.
        </Empty>
      </Card>
    );
  return (
    <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {accounts.map(({ id, name, currency, ibanMasked, lines, open, waiting, lastOn }) => (
        <li key={id}>
          <Card className="h-full">
            <CardHeader>
              <div className="grid gap-0.5">
                <CardTitle>
                  <Link href={`${path}/${id}` as Route} className="underline-offset-4 hover:underline">
                    {name}
                  </Link>
                </CardTitle>
                <p className="text-[0.8125rem] text-muted-foreground">
                  {currency}
                  {ibanMasked ? ` · ${ibanMasked}` : ""}
                </p>
              </div>
              {open > 0 ? (
                <Badge variant="warning">{open} open</Badge>
              ) : lines > 0 ? (
                <Badge variant="success">Explained</Badge>
              ) : null}
            </CardHeader>
            <CardContent className="grid gap-3">
              <Explained lines={lines} open={open} />
              <p className="text-[0.8125rem] text-muted-foreground">
                {lastOn ? (
                  <>
                    Statements through <Day day={lastOn} />.
                  </>
                ) : (
                  "No statement was imported yet."
                )}{" "}
                {waiting > 0
                  ? `${waiting} imported ${waiting === 1 ? "statement waits" : "statements wait"} to be taken.`
                  : ""}
              </p>
              <div className="flex flex-wrap gap-2">
                <Button size="sm" asChild>
                  <Link href={`${path}/${id}` as Route}>{open > 0 ? "Reconcile" : "Lines"}</Link>
                </Button>
                {mayOpen ? (
                  <Button size="sm" variant="outline" asChild>
                    <Link href={`${path}/${id}/import` as Route}>Import</Link>
                  </Button>
                ) : null}
                <Button size="sm" variant="outline" asChild>
                  <Link href={`${path}/${id}/proof` as Route}>Proof</Link>
                </Button>
              </div>
            </CardContent>
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** `x of y explained`, as words and as a bar. */
export function Explained({ lines, open }: { lines: number; open: number }) {
  const done = lines - open;
  return (
    <div className="grid gap-1.5">
      <p>
        {done.toLocaleString("en")} of {lines.toLocaleString("en")} lines explained
      </p>
      <Progress label="Lines explained" value={lines === 0 ? 0 : Math.floor((done / lines) * 100)} />
    </div>
  );
}
