import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { invoiceLink } from "#lib/payments/receivables/link";
import { invoiceOf } from "#lib/payments/receivables/queries";
import type { ReminderKind } from "#lib/payments/receivables/words";
import { enqueue } from "#lib/system/outbox";

/** Put the invoice, or a reminder of it, in the post. False when it has nobody to go to. */
export async function sendInvoice(
  tx: TenantTx,
  { id, reminder, key }: { id: string; reminder?: ReminderKind; key: string },
): Promise<boolean> {
  const invoice = await invoiceOf(tx, id);
  if (!invoice?.number || !invoice.issuedOn || invoice.kind === "bill")
    throw new Refusal("missing", "That invoice is not here, or was not issued yet.");
  const { organization, party } = invoice;
  if (!party.email) return false;
  await enqueue(tx, {
    topic: "messaging.send_email",
    key,
    payload: {
      template: "invoice",
      to: party.email,
      data: {
        organization: { name: organization.name, accent: organization.accent, supportEmail: organization.supportEmail },
        party: party.name,
        document: {
          kind: invoice.kind,
          number: invoice.number,
          issuedOn: invoice.issuedOn,
          dueOn: invoice.dueOn,
          totalMinor: String(invoice.totalMinor),
          openMinor: String(invoice.openMinor),
          currency: invoice.currency,
          link: invoiceLink(id),
        },
        reminder,
      },
    },
  });
  if (!reminder) await tx.execute(sql`select payments.mark_sent(${id}::uuid)`);
  return true;
}

/** What a function of the database answers. */
export async function answerOf<T>(tx: Pick<TenantTx, "execute">, call: SQL): Promise<T> {
  const { rows } = await tx.execute<{ answer: T }>(sql`select ${call} as answer`);
  return rows[0]?.answer as T;
}

/** JSON for such a function; minor units travel as text. */
export const json = (value: unknown) =>
  JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner));
