import { Day } from "#components/data/time";
import { BankUnexplained } from "#components/payments/bank-unexplained";
import { ClosePeriod } from "#components/payments/close-period";
import { DayField } from "#components/payments/day-field";
import { Questions } from "#components/payments/report";
import { Alert, AlertDescription } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { shiftDay } from "#lib/payments/addresses";
import type { Unexplained } from "#lib/payments/bank/queries/accounts";

export type ClosePanelProps = {
  slug: string;
  today: string;
  lockedThrough?: string;
  through: string;
  closes: { count: number; first?: string; last?: string };
  /** What bank accounts still lack; with any, nothing is closed. */
  unexplained?: readonly Unexplained[];
};

/** Choose a day, see what closing through it locks, and close. */
export function ClosePanel({ slug, today, lockedThrough, through, closes, unexplained = [] }: ClosePanelProps) {
  const open = (!lockedThrough || through > lockedThrough) && through < today;
  const { count, first, last } = closes;
  const words =
    count === 0
      ? "No transaction is dated in these days."
      : `${count.toLocaleString("en")} ${count === 1 ? "transaction" : "transactions"} will be locked.`;
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>Close a period</CardTitle>
          <CardDescription>
            {lockedThrough ? (
              <>
                The book is closed through <Day day={lockedThrough} />. Only days that are over can be closed.
              </>
            ) : (
              "No day is closed yet. Only days that are over can be closed."
            )}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <Questions action={`/${slug}/payments/periods`}>
          <DayField
            name="through"
            label="Close through"
            day={through}
            min={lockedThrough && shiftDay(lockedThrough, 1)}
            max={shiftDay(today, -1)}
          />
          <Button type="submit" variant="outline">
            See what it locks
          </Button>
        </Questions>
        {open ? (
          <div className="grid gap-3">
            <p>
              {words}{" "}
              {first && last ? (
                <span className="text-muted-foreground">
                  Dated <Day day={first} /> to <Day day={last} />.
                </span>
              ) : null}
            </p>
            {unexplained.length > 0 ? <BankUnexplained slug={slug} through={through} missing={unexplained} /> : null}
            <ClosePeriod key={through} slug={slug} through={through} words={words} />
          </div>
        ) : (
          <Alert variant="warning">
            <AlertDescription>
              {through >= today ? (
                <>
                  <Day day={through} /> is not over yet. Choose yesterday or an earlier day.
                </>
              ) : (
                <>
                  <Day day={through} /> is in a closed period already. Choose a later day.
                </>
              )}
            </AlertDescription>
          </Alert>
        )}
      </CardContent>
    </Card>
  );
}
