import { notFound } from "next/navigation";
import { AccountPage } from "#components/payments/account-page";
import { placeOf, spanOf } from "#lib/payments/addresses";
import { accountById, accountStatement } from "#lib/payments/queries/journal";
import { accountSeen, lensNames, statementSeen } from "#lib/payments/queries/seen";
import { withOrders } from "#lib/payments/queries/source";
import { accountSummary } from "#lib/payments/queries/statement";
import { isNarrow, knownWords, lensOf } from "#lib/payments/reports/lens";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Account statement" };

export default async function OneAccountPage({
  params,
  searchParams,
}: PageProps<"/[org]/payments/accounts/[account]">) {
  const actor = await requireActor("payments:read");
  const [{ account: accountId }, search] = [await params, await searchParams];
  if (!isId(accountId)) notFound();
  const [span, lens, after] = [spanOf(search), lensOf(search), placeOf(search)];
  const organization = await openOrganization();
  const view = { ...span, to: span.to ?? "2199-12-31", lens, zone: organization.zone };
  const found = await read("payments:read", async (tx) => {
    const account = await accountById(tx, { accountId });
    if (!account) return null;
    const [kind, page] = [account.kind, { accountId, after, limit: 100 }];
    const narrow = isNarrow(lens);
    const { lines, next } = narrow
      ? await statementSeen(tx, { ...page, ...view })
      : await accountStatement(tx, { ...page, ...span });
    const statement = { lines: await withOrders(tx, lines), next };
    const summary = narrow
      ? await accountSeen(tx, { accountId, kind, ...view })
      : await accountSummary(tx, { accountId, kind, ...span });
    const known = knownWords(lens, organization.zone);
    return { account, statement, summary, part: [...(await lensNames(tx, lens)), ...(known ? [known] : [])] };
  });
  if (!found) notFound();
  return (
    <AccountPage
      {...found}
      organization={organization}
      span={span}
      lens={lens}
      after={after}
      madeAt={new Date()}
      mayExport={can(actor, "analytics:export")}
    />
  );
}
