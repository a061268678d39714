import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { parties } from "#db/schema/payments-manual";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { answerOf, json, sendInvoice } from "#lib/payments/receivables/letters";
import { invoiceSecret } from "#lib/payments/receivables/link";
import { ordersWithout } from "#lib/payments/receivables/matching";
import {
  Allocation,
  Credit,
  Draft,
  InvoiceOnly,
  Issue,
  ManualPayment,
  Party,
  PaymentDecision,
  PaymentRefusal,
  Recurring,
  Release,
  WriteOff,
} from "#lib/payments/receivables/rules";
import { newOrderId, orderLink } from "#lib/ticketing/tokens";

const about = (subject: string) => (output: { id: string }) => ({ subject, subjectId: output.id });
const payment = about("payments.manual_payments");
const document = about("payments.invoices");

/** Whoever is invoiced, or sends us bills. */
export const saveParty = command({
  name: "payments.save_party",
  needs: "payments:invoice",
  input: Party,
  async run({ tx, input, watch }) {
    if (input.id) await watch(parties, input.id);
    const id = await answerOf<string>(tx, sql`payments.save_party(${json(input)}::jsonb)`);
    if (!input.id) await watch(parties, id);
    return { id };
  },
});

/** Write a payment down. It waits for somebody to verify it; the same `key` again records it once. */
export const recordPayment = command({
  name: "payments.record_payment",
  needs: "payments:record",
  input: ManualPayment,
  run: async ({ tx, input }) => ({
    id: await answerOf<string>(tx, sql`payments.record_manual_payment(${json(input)}::jsonb)`),
  }),
  trace: payment,
});

/** It is on the statement: into the books. P0G01 when it is one's own above the limit of the rule `manual_payment`. */
export const verifyPayment = command({
  name: "payments.verify_payment",
  needs: "payments:verify",
  input: PaymentDecision,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select payments.verify_manual_payment(${id}::uuid)`);
    return { id };
  },
  trace: payment,
});

export const rejectPayment = command({
  name: "payments.reject_payment",
  needs: "payments:verify",
  input: PaymentRefusal,
  async run({ tx, input: { id, reason } }) {
    await tx.execute(sql`select payments.reject_manual_payment(${id}::uuid, ${reason})`);
    return { id };
  },
  trace: payment,
});

/** It bounced, or was a mistake. What it settled is open again; the books hold the opposite of everything. */
export const reversePayment = command({
  name: "payments.reverse_payment",
  needs: "payments:verify",
  input: PaymentRefusal,
  async run({ tx, input: { id, reason } }) {
    await tx.execute(sql`select payments.reverse_manual_payment(${id}::uuid, ${reason})`);
    return { id };
  },
  trace: payment,
});

/**
 * Use a verified payment for documents and orders; what is left stays the payer's credit. `gone` are the numbers of
 * orders whose tickets were gone: their money is the payers' credit.
 */
export const allocatePayment = command({
  name: "payments.allocate_payment",
  needs: "payments:verify",
  input: Allocation,
  async run({ tx, input: { id, targets } }) {
    const linked = targets.map((one) => (one.orderId ? { ...one, link: orderLink(one.orderId) } : one));
    await tx.execute(sql`select payments.allocate_payment(${id}::uuid, ${json(linked)}::jsonb)`);
    return { id, gone: await ordersWithout(tx, id, targets) };
  },
  trace: payment,
});

export const releaseAllocation = command({
  name: "payments.release_allocation",
  needs: "payments:verify",
  input: Release,
  async run({ tx, input: { allocationId, reason } }) {
    await tx.execute(sql`select payments.release_allocation(${allocationId}::uuid, ${reason})`);
    return { id: allocationId };
  },
  trace: about("payments.allocations"),
});

/** Write an invoice or a bill down, or anew. Its tax is that of the place on the day of supply, or today's. */
export const saveDraft = command({
  name: "payments.save_draft",
  needs: "payments:invoice",
  input: Draft,
  async run({ tx, input }) {
    const id = input.id ?? newOrderId();
    await tx.execute(sql`select payments.save_draft(${json({ ...input, id, secret: invoiceSecret(id) })}::jsonb)`);
    return { id };
  },
  trace: document,
});

/** Number it, date it, post it; `send` e-mails it to the party. */
export const issueInvoice = command({
  name: "payments.issue_invoice",
  needs: "payments:invoice",
  input: Issue,
  async run({ tx, input: { id, issuedOn = null, send } }) {
    const { number } = await answerOf<{ number: string }>(
      tx,
      sql`payments.issue_invoice(${id}::uuid, ${issuedOn}::date)`,
    );
    const sent = send && (await sendInvoice(tx, { id, key: `invoice:${id}` }));
    return { id, number, sent };
  },
  trace: document,
});

/** Send it, or send it once more. */
export const mailInvoice = command({
  name: "payments.mail_invoice",
  needs: "payments:invoice",
  input: InvoiceOnly,
  async run({ tx, input: { id } }) {
    if (!(await sendInvoice(tx, { id, key: `invoice:${id}:${randomUUID()}` })))
      throw new Refusal("invalid", "They have no e-mail address yet. Add one to the party first.");
    return { id };
  },
  trace: document,
});

export const discardDraft = command({
  name: "payments.discard_draft",
  needs: "payments:invoice",
  input: InvoiceOnly,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select payments.discard_draft(${id}::uuid)`);
    return { id };
  },
  trace: document,
});

/** Take a document back, wholly or in part. What was paid already becomes the party's credit. */
export const creditInvoice = command({
  name: "payments.credit_invoice",
  needs: "payments:invoice",
  input: Credit,
  run: ({ tx, input: { lines, ...input } }) =>
    answerOf<{ id: string; number: string }>(
      tx,
      sql`payments.credit_invoice(${json({ ...input, secret: invoiceSecret(input.id), ...(lines.length > 0 ? { lines } : {}) })}::jsonb)`,
    ),
  trace: document,
});

/** Answers `requestId` where somebody else has to decide first. */
export const writeOffInvoice = command({
  name: "payments.write_off_invoice",
  needs: "payments:write_off",
  input: WriteOff,
  async run({ tx, input: { id, reason, key } }) {
    const answer = await answerOf<{ requestId?: string }>(tx, sql`payments.write_off(${id}::uuid, ${reason}, ${key})`);
    return { id, ...answer };
  },
  trace: document,
});

/** Have the worker make this invoice again and again, because a contract says so. */
export const repeatInvoice = command({
  name: "payments.repeat_invoice",
  needs: "payments:invoice",
  input: Recurring,
  run: async ({ tx, input }) => ({
    id: await answerOf<string>(tx, sql`payments.repeat_invoice(${json(input)}::jsonb)`),
  }),
  trace: about("payments.recurring_invoices"),
});

export const endRecurring = command({
  name: "payments.end_recurring",
  needs: "payments:invoice",
  input: InvoiceOnly,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select payments.end_recurring(${id}::uuid)`);
    return { id };
  },
  trace: about("payments.recurring_invoices"),
});
