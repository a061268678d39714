import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { accounts, books, transactions } from "#db/schema/payments";
import type { TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";

/**
 * What the ledger would refuse anyway, said beside the field that it belongs to. The ledger decides: what changes
 * between this look and the posting is refused there, in one sentence for the whole entry.
 */
export async function requirePostable(
  tx: TenantTx,
  entry: { key: string; effectiveOn: string; currency: string; lines: readonly { account: string }[] },
): Promise<void> {
  const [before] = await tx
    .select({ id: transactions.id })
    .from(transactions)
    .where(eq(transactions.idempotencyKey, `manual:${entry.key}`));
  // Sent again: the ledger answers with what it posted then, whatever was closed since.
  if (before) return;
  const fields: Record<string, string[]> = {};
  const [book] = await tx.select({ lockedThrough: books.lockedThrough }).from(books);
  if (book && entry.effectiveOn <= book.lockedThrough && book.lockedThrough !== "-infinity") {
    fields.effectiveOn = [`The book is closed through ${book.lockedThrough}. Choose a later day.`];
  }
  const codes = entry.lines.map(({ account }) => account);
  const known = await tx
    .select({ code: accounts.code, state: accounts.state, mirror: accounts.mirror })
    .from(accounts)
    .where(and(eq(accounts.currency, entry.currency), inArray(accounts.code, codes)));
  codes.forEach((code, line) => {
    const account = known.find((one) => one.code === code);
    const fault =
      account?.state !== undefined && account.state !== "open"
        ? `${code} is ${account.state}: nothing can be posted to it.`
        : account?.mirror
          ? `${code} mirrors another book and moves only together with it.`
          : undefined;
    if (fault) fields[`lines.${line}.account`] = [fault];
  });
  const count = Object.keys(fields).length;
  if (count === 0) return;
  throw new Refusal(
    "invalid",
    count === 1 ? "One field needs another look." : `${count} fields need another look.`,
    fields,
  );
}

/** The open account that somebody named for the other side of money in this currency, or a refusal by its field. */
export async function accountByCode(tx: TenantTx, code: string, currency: string): Promise<void> {
  const [account] = await tx
    .select({ state: accounts.state, mirror: accounts.mirror })
    .from(accounts)
    .where(and(eq(accounts.currency, currency), eq(accounts.code, code)));
  const fault = !account
    ? `There is no account ${code} in ${currency}. Choose one from the list.`
    : account.mirror
      ? `${code} mirrors another book and moves only together with it.`
      : account.state !== "open"
        ? `${code} is ${account.state}: nothing can be posted to it.`
        : undefined;
  if (fault) throw new Refusal("invalid", fault, { account: [fault] });
}
