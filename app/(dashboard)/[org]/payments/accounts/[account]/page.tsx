import { notFound } from "next/navigation";
import { AccountPage } from "#components/payments/account-page";
import { isId, placeOf, spanOf } from "#lib/payments/addresses";
import { accountById, accountStatement } from "#lib/payments/queries/journal";
import { withOrders } from "#lib/payments/queries/source";
import { accountSummary } from "#lib/payments/queries/statement";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Account statement" };

export default async function OneAccountPage({
  params,
  searchParams,
}: PageProps<"/[org]/payments/accounts/[account]">) {
  const actor = await requireActor("payments:read");
  const [{ account: accountId }, search] = [await params, await searchParams];
  if (!isId(accountId)) notFound();
  const [span, after] = [spanOf(search), placeOf(search)];
  const found = await read("payments:read", async (tx) => {
    const account = await accountById(tx, { accountId });
    if (!account) return null;
    const { lines, next } = await accountStatement(tx, { accountId, ...span, after, limit: 100 });
    const statement = { lines: await withOrders(tx, lines), next };
    return { account, statement, summary: await accountSummary(tx, { accountId, kind: account.kind, ...span }) };
  });
  if (!found) notFound();
  return (
    <AccountPage
      {...found}
      organization={await openOrganization()}
      span={span}
      after={after}
      madeAt={new Date()}
      mayExport={can(actor, "analytics:export")}
    />
  );
}
