import "server-only";
import { aliasedTable, desc, eq, sql } from "drizzle-orm";
import { accounts } from "#db/schema/payments";
import { exchanges } from "#db/schema/payments/reports";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";

/** Exchanges, newest first, with who recorded them. */
export function exchangeList(tx: TenantTx, { limit = 100 } = {}) {
  const author = aliasedTable(userProfiles, "author");
  return tx
    .select({ exchange: exchanges, author: author.name })
    .from(exchanges)
    .leftJoin(author, eq(author.userId, exchanges.createdBy))
    .orderBy(desc(exchanges.createdAt), desc(exchanges.id))
    .limit(limit);
}

/** The accounts that money can be exchanged in, each code once: what is owned and owed, without mirrors of other books. */
export const exchangeAccounts = (tx: TenantTx) =>
  tx
    .selectDistinct({ code: accounts.code, name: accounts.name })
    .from(accounts)
    .where(
      sql`${accounts.kind} in ('asset', 'liability') and ${accounts.mirror} is null and ${accounts.state} = 'open'`,
    )
    .orderBy(accounts.code);
