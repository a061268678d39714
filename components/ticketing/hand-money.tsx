import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";

export type HandMoneyProps = {
  slug: string;
  order: { id: string; currency: string; state: string };
  money: { matchedMinor: bigint; missingMinor: bigint; payments: readonly { id: string; payer: string }[] };
  mayRecord: boolean;
};

/** What came for an order by transfer, Zelle, cheque …, and what is missing of it. */
export function HandMoney({ slug, order, money, mayRecord }: HandMoneyProps) {
  const { matchedMinor, missingMinor, payments } = money;
  const waits = missingMinor > 0n;
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>Paid by hand</CardTitle>
          <CardDescription>
            {matchedMinor > 0n ? (
              <>
                <Money minor={matchedMinor} currency={order.currency} /> matched
                {waits ? ", " : "."}
              </>
            ) : (
              "Nothing matched yet, "
            )}
            {waits ? (
              <>
                <Money minor={missingMinor} currency={order.currency} /> missing.{" "}
                {order.state === "pending"
                  ? "The tickets are issued once all of it is matched."
                  : "The tickets are issued once all of it is matched, if some are left."}
              </>
            ) : null}
          </CardDescription>
        </div>
      </CardHeader>
      {payments.length > 0 || (waits && mayRecord) ? (
        <CardContent className="grid justify-items-start gap-3">
          {payments.map((one) => (
            <Link
              key={one.id}
              className="text-primary-text underline underline-offset-4"
              href={`/${slug}/payments/manual/${one.id}` as Route}
              prefetch={false}
            >
              Payment of {one.payer}
            </Link>
          ))}
          {waits && mayRecord ? (
            <Button asChild variant="outline" size="sm">
              <Link href={`/${slug}/payments/manual/new?order=${order.id}` as Route} prefetch={false}>
                Record a payment for it
              </Link>
            </Button>
          ) : null}
        </CardContent>
      ) : null}
    </Card>
  );
}
