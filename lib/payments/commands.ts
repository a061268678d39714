import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { requirePostable } from "#lib/payments/entry-checks";
import { JournalEntry, PeriodClose, Reversal } from "#lib/payments/rules";

/** Post a balanced entry by hand. Sent twice with one key, it posts once; refused in a closed period. */
export const postJournalEntry = command({
  name: "payments.post_journal_entry",
  needs: "payments:post",
  input: JournalEntry,
  async run({ tx, input }) {
    const { key, effectiveOn, currency, memo, lines } = input;
    await requirePostable(tx, input);
    const document = {
      key,
      effective_on: effectiveOn,
      currency,
      memo,
      lines: lines.map(({ account, amountMinor }) => ({ account, amount_minor: String(amountMinor) })),
    };
    return { transactionId: await idFrom(tx, sql`select payments.post(${JSON.stringify(document)}::jsonb) as id`) };
  },
  trace: ({ transactionId }) => ({ subject: "payments.transactions", subjectId: transactionId }),
});

/** Post the opposite of a manual entry, today. Each can be reversed once; a sale is undone by refunding its order. */
export const reverseTransaction = command({
  name: "payments.reverse_transaction",
  needs: "payments:post",
  input: Reversal,
  async run({ tx, input: { transactionId, reason, key } }) {
    const reversalId = await idFrom(tx, sql`select payments.reverse(${transactionId}, ${reason}, ${key}) as id`);
    return { reversalId };
  },
  trace: (_, { transactionId }) => ({ subject: "payments.transactions", subjectId: transactionId }),
});

/** Close the book through a day that is over, once it proves true. Nothing can be posted on or before that day again. */
export const closePeriod = command({
  name: "payments.close_period",
  needs: "payments:close",
  input: PeriodClose,
  async run({ tx, input: { through, note } }) {
    return { periodId: await idFrom(tx, sql`select payments.close_period(${through}::date, ${note}) as id`) };
  },
  trace: ({ periodId }) => ({ subject: "payments.periods", subjectId: periodId }),
});

async function idFrom(tx: TenantTx, query: SQL): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(query);
  const [row] = rows;
  if (!row) throw new Error("The ledger answered without an id.");
  return row.id;
}
