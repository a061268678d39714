import type { Route } from "next";
import Link from "next/link";
import { MoneyField, SelectField, TextField } from "#components/data/fields";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { recordSpend } from "#lib/campaigns/actions";
import type { Spending } from "#lib/campaigns/queries";

type Props = {
  slug: string;
  campaignId: string;
  currency: string;
  spent: readonly Spending[];
  payers: { value: string; label: string }[];
  today: string;
  maySpend: boolean;
};

/** What the campaign cost, as it stands in the books. */
export function CampaignCosts({ slug, campaignId, currency, spent, payers, today, maySpend }: Props) {
  return (
    <Card role="group" aria-labelledby="costs-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="costs-title">What it cost</CardTitle>
          <CardDescription>In the books under Advertising; what was reversed there counts no more</CardDescription>
        </div>
        {maySpend && payers.length > 0 ? (
          <FormButton
            label="Write down a cost"
            title="Write down a cost"
            text="It is posted to the books at once."
            verb="Post"
            pendingVerb="Posting…"
            action={recordSpend}
            hidden={{ campaignId, currency }}
            keyed
            done="Posted."
          >
            <MoneyField name="amount" label="Amount" currency={currency} required />
            <TextField name="spentOn" label="Paid on" type="date" required defaultValue={today} />
            <SelectField name="paidFrom" label="Paid from" required options={payers} />
            <TextField name="memo" label="For what" maxLength={300} />
          </FormButton>
        ) : null}
      </CardHeader>
      <CardContent>
        {spent.length === 0 ? (
          <p className="text-muted-foreground">
            {maySpend && payers.length === 0
              ? "Nothing yet. To write down a cost, the books need a bank account or a cash drawer first."
              : "Nothing is written down yet."}
          </p>
        ) : (
          <Table label="What it cost">
            <TableHeader>
              <TableRow>
                <TableHead>Paid on</TableHead>
                <TableHead>For what</TableHead>
                <TableHead className="text-right">Amount</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {spent.map((one) => (
                <TableRow key={one.id}>
                  <TableCell>
                    <Day day={one.day} />
                  </TableCell>
                  <TableCell>
                    <Link
                      href={`/${slug}/payments/journal/${one.transactionId}` as Route}
                      prefetch={false}
                      className="inline-flex min-h-6 items-center underline underline-offset-4"
                    >
                      {one.memo}
                    </Link>
                  </TableCell>
                  <TableCell className="text-right">
                    <Money minor={one.amountMinor} currency={one.currency} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}
