import "server-only";
import { inArray } from "drizzle-orm";
import { accounts } from "#db/schema/payments";
import type { TenantTx } from "#db/tenant";
import { accountStatement } from "#lib/payments/queries/journal";
import { trialBalance, wallet } from "#lib/payments/queries/reports";
import { withOrders } from "#lib/payments/queries/source";

const [purse, debt] = ["assets:wallet", "liabilities:payable:platform"];

/** The organization's wallet per currency: what it stands at, what is owed to the platform, and the latest movements. */
export async function purses(tx: TenantTx) {
  const known = await tx
    .select({ id: accounts.id, code: accounts.code, currency: accounts.currency })
    .from(accounts)
    .where(inArray(accounts.code, [purse, debt]));
  const { rows } = await trialBalance(tx);
  const found = [];
  for (const { currency, ...figures } of await wallet(tx)) {
    const account = known.find((one) => one.code === purse && one.currency === currency);
    const owed = rows.find((row) => row.code === debt && row.currency === currency);
    found.push({
      currency,
      ...figures,
      account,
      ...(owed ? { owed: { accountId: owed.accountId, minor: owed.balanceMinor } } : {}),
      lines: account
        ? await withOrders(tx, (await accountStatement(tx, { accountId: account.id, limit: 10 })).lines)
        : [],
    });
  }
  return found;
}
