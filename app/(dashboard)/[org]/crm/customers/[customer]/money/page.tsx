import { notFound } from "next/navigation";
import { CustomerMoney } from "#components/crm/customer-money";
import { customerById } from "#lib/crm/queries/customers";
import { entriesOf, type MoneyFigure, moneyFigures } from "#lib/crm/queries/money";
import { first } from "#lib/identity/paths";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Money of a customer" };

export default async function CustomerMoneyPage(props: PageProps<"/[org]/crm/customers/[customer]/money">) {
  const { org, customer: id } = await props.params;
  await requireActor("crm:read");
  const asked = first((await props.searchParams).figure) ?? "received";
  const figure = (asked in moneyFigures ? asked : "received") as MoneyFigure;
  const found = await read("payments:read", async (tx) => {
    const customer = await customerById(tx, id);
    return customer ? { customer, entries: await entriesOf(tx, id, figure) } : null;
  });
  if (!found) notFound();
  return <CustomerMoney {...found} slug={org} figure={figure} />;
}
