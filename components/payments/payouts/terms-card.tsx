import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { majorUnits } from "#lib/money";
import type { DeskTerms } from "#lib/payments/payouts/desk";
import { TermsForm } from "./terms-form.tsx";

type Props = { organizationId: string; terms: readonly DeskTerms[] };

/** At the platform's desk: what an organization must leave in its wallet, and how long its new accounts rest. */
export function PayoutTermsCard({ organizationId, terms }: Props) {
  if (terms.length === 0) return null;
  return (
    <Card className="mt-6 max-w-3xl">
      <CardHeader>
        <CardTitle>Payout terms</CardTitle>
        <CardDescription>
          What always stays in the wallet, and how long a new account rests. They see it.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-6">
        {terms.map(({ currency, reserveMinor, reservePpm, reserveDays, coolingHours }) => (
          <TermsForm
            key={currency}
            organizationId={organizationId}
            currency={currency}
            reserve={majorUnits(reserveMinor, currency)}
            reservePercent={String(reservePpm / 10_000)}
            reserveDays={String(reserveDays)}
            coolingHours={String(coolingHours)}
          />
        ))}
      </CardContent>
    </Card>
  );
}
