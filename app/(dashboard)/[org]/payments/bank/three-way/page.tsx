import { PrintButton } from "#components/data/print-button";
import { BankThreeWay } from "#components/payments/bank-three-way";
import { DayField } from "#components/payments/day-field";
import { Questions, ReportFacts } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { shiftDay, spanOf } from "#lib/payments/addresses";
import { threeWay } from "#lib/payments/bank/queries/three-way";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Ledger, processor, bank" };

export default async function ThreeWayPage({ searchParams }: PageProps<"/[org]/payments/bank/three-way">) {
  await requireActor("payments:read");
  const organization = await openOrganization();
  const { zone, slug } = organization;
  const madeAt = new Date();
  const asked = spanOf(await searchParams);
  const to = asked.to ?? dayIn(madeAt, zone);
  const from = asked.from ?? shiftDay(to, -30);
  const days = await read("payments:read", (tx) => threeWay(tx, { from, to, zone }));
  const currencies = [...new Set(days.map(({ currency }) => currency))];
  return (
    <>
      <PageHeader
        title="Ledger, processor, bank"
        crumbs={[{ label: "Three-way view" }]}
        description={<ReportFacts organization={organization} {...{ currencies, from, madeAt }} asOf={to} />}
        actions={<PrintButton />}
      />
      <Questions action={`/${slug}/payments/bank/three-way`}>
        <DayField name="from" label="From" day={from} />
        <DayField name="to" label="To the end of" day={to} />
        <Button type="submit">Show</Button>
      </Questions>
      <BankThreeWay slug={slug} days={days} />
    </>
  );
}
