import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asWorker } from "#db/tenant";
import { gatewayNamed } from "#lib/gateway/gateway";
import { answerOf, sendInvoice } from "#lib/payments/receivables/letters";
import { invoiceSecret } from "#lib/payments/receivables/link";
import { invoiceOf } from "#lib/payments/receivables/queries";
import type { AskCard, RaiseRecurring, SendReminder } from "#lib/payments/receivables/rules";
import { settleInvoice } from "#lib/payments/receivables/visitor";
import { GiveUp, type Job, type JobInTransaction } from "#lib/system/worker/job";
import { newOrderId } from "#lib/ticketing/tokens";

/** Topic `payments.send_reminder`: nothing goes out when it was paid meanwhile. */
export async function sendReminder({ tx, payload }: JobInTransaction<z.output<typeof SendReminder>>): Promise<void> {
  const { invoiceId, kind } = payload;
  const invoice = await invoiceOf(tx, invoiceId);
  if (!invoice || !["issued", "partly_paid"].includes(invoice.state)) return;
  await sendInvoice(tx, { id: invoiceId, reminder: kind, key: `reminder:${invoiceId}:${kind}` });
}

/** Topic `payments.raise_recurring`: make what a contract makes due on that day, and send it. */
export async function raiseRecurring({
  tx,
  payload,
}: JobInTransaction<z.output<typeof RaiseRecurring>>): Promise<void> {
  const id = newOrderId();
  const made = await answerOf<string | null>(
    tx,
    sql`payments.raise_recurring(${payload.recurringId}::uuid, ${payload.on}::date, ${id}::uuid, ${invoiceSecret(id)})`,
  );
  if (made) await sendInvoice(tx, { id: made, key: `invoice:${made}` });
}

const Facts = z.object({ id: z.uuid(), state: z.string(), gateway: z.string(), paymentRef: z.string().nullable() });

/** Topic `payments.ask_card`, after a card payment ran out: where no webhook came, the gateway is asked. */
export async function askCard({ payload, row }: Job<z.output<typeof AskCard>>): Promise<void> {
  const { organizationId } = row;
  const facts = Facts.nullable().parse(
    await asWorker(organizationId, (tx) =>
      answerOf(tx, sql`payments.card_payment_facts(${payload.cardPaymentId}::uuid)`),
    ),
  );
  if (facts?.state !== "waiting") return;
  const about = { id: row.id, organizationId, orderId: facts.id, paymentRef: facts.paymentRef ?? "" };
  const fail = (reason: string) =>
    asWorker(organizationId, (tx) => settleInvoice(tx, facts.gateway, { ...about, kind: "payment.failed", reason }));
  if (!facts.paymentRef) return void (await fail("The payment was never begun."));
  const gateway = await gatewayNamed(facts.gateway, organizationId);
  if (!gateway) throw new GiveUp(`There is no gateway ${facts.gateway}.`);
  const payment = await gateway.retrieve(organizationId, facts.paymentRef);
  if (payment.state === "processing") throw new Error("The gateway is still processing this payment.");
  if (payment.state !== "succeeded") return void (await fail(payment.failure ?? "It was not paid in time."));
  await asWorker(organizationId, (tx) =>
    settleInvoice(tx, gateway.name, { ...about, kind: "payment.succeeded", ...payment }),
  );
}
