import { ExchangeForm } from "#components/payments/exchange-form";
import { ExchangeTable } from "#components/payments/exchange-table";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { exchangeAccounts, exchangeList } from "#lib/payments/queries/exchanges";
import { can } from "#lib/permissions";
import { currencyChoices } from "#lib/ref/queries";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Exchange" };

export default async function ExchangePage() {
  const actor = await requireActor("payments:read");
  const { slug, zone, currency } = await openOrganization();
  const { rows, accounts, currencies } = await read("payments:read", async (tx) => ({
    rows: await exchangeList(tx),
    accounts: await exchangeAccounts(tx),
    currencies: (await currencyChoices(tx)).map(({ code }) => code),
  }));
  return (
    <>
      <PageHeader
        title="Exchange"
        description="Money changed from one currency into another, with its rate and who published it. Each currency balances by itself; what the rate does not explain is a gain or a loss."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {can(actor, "payments:post") ? (
          <Card className="max-w-4xl">
            <CardHeader>
              <CardTitle>New exchange</CardTitle>
            </CardHeader>
            <CardContent>
              <ExchangeForm {...{ slug, zone, currency, accounts, currencies }} today={dayIn(new Date(), zone)} />
            </CardContent>
          </Card>
        ) : null}
        <ExchangeTable {...{ slug, zone, rows }} />
      </div>
    </>
  );
}
