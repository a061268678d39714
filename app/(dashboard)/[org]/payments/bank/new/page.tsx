import { BankOpenForm } from "#components/payments/bank-open-form";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent } from "#components/ui/card";
import { openOrganization, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Open a bank account" };

export default async function NewBankPage() {
  await requireActor("payments:reconcile");
  const { slug, currency, zone } = await openOrganization();
  const month = `${dayIn(new Date(), zone).slice(0, 8)}01`;
  return (
    <>
      <PageHeader
        title="Open a bank account"
        crumbs={[{ label: "New" }]}
        description="From the first day on, every line of its statements is to be explained by the books."
      />
      <Card className="max-w-2xl">
        <CardContent>
          <BankOpenForm slug={slug} currency={currency} openingOn={month} />
        </CardContent>
      </Card>
    </>
  );
}
