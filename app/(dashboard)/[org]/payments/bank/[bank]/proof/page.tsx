import { notFound } from "next/navigation";
import { PrintButton } from "#components/data/print-button";
import { BankHeader } from "#components/payments/bank-header";
import { BankProof } from "#components/payments/bank-proof";
import { DayField } from "#components/payments/day-field";
import { Questions, ReportFacts } from "#components/payments/report";
import { Button } from "#components/ui/button";
import { dayOf } from "#lib/payments/addresses";
import { bankAccount, bankAccountList, openEntries, standingOf } from "#lib/payments/bank/queries/accounts";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { dayIn } from "#lib/time";

export const metadata = { title: "Reconciliation proof" };

export default async function ProofPage({ params, searchParams }: PageProps<"/[org]/payments/bank/[bank]/proof">) {
  const actor = await requireActor("payments:read");
  const mayImport = can(actor, "payments:reconcile");
  const organization = await openOrganization();
  const { bank: id } = await params;
  const madeAt = new Date();
  const asked = dayOf(await searchParams, "day");
  const found = await read("payments:read", async (tx) => {
    const account = isId(id) ? await bankAccount(tx, { id }) : undefined;
    if (!account) return null;
    const known = (await bankAccountList(tx)).find((one) => one.id === id);
    const day = asked && asked >= account.openingOn ? asked : (known?.lastOn ?? dayIn(madeAt, organization.zone));
    const entries = await openEntries(tx, { id, through: day });
    return { account, day, entries, standing: await standingOf(tx, { id, through: day }) };
  });
  if (!found?.standing) notFound();
  const { account, day, standing, entries } = found;
  const path = `/${organization.slug}/payments/bank/${id}/proof`;
  return (
    <>
      <BankHeader slug={organization.slug} account={account} at="proof" mayImport={mayImport} actions={<PrintButton />}>
        <ReportFacts organization={organization} currencies={[account.currency]} asOf={day} madeAt={madeAt} />
      </BankHeader>
      <Questions action={path}>
        <DayField name="day" label="At the end of" day={day} min={account.openingOn} />
        <Button type="submit">Show</Button>
      </Questions>
      <BankProof slug={organization.slug} account={account} day={day} standing={standing} entries={entries} />
    </>
  );
}
