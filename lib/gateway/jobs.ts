import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asWorker } from "#db/tenant";
import { failBookingRefund } from "#lib/bookings/jobs";
import { type Gateway, gatewayAt, gatewayNamed } from "#lib/gateway/gateway";
import type { AskGateway, DeliverWebhook, ProcessEvent, SendAnswer, SendRefund } from "#lib/gateway/rules";
import { sign, Unsigned } from "#lib/gateway/standard-webhooks";
import { origin, webhookSecret } from "#lib/gateway/test-gateway";
import { applyNews } from "#lib/payments/processor/news";
import { GiveUp, type Job } from "#lib/system/worker/job";
import { apply, failRefund } from "#lib/ticketing/jobs";

/** Topic `gateway.deliver`: the test gateway tells the shop, over HTTP, and again later unless it hears 2xx. */
export async function deliverWebhook({ payload, row, signal }: Job<z.output<typeof DeliverWebhook>>): Promise<void> {
  const delivery = await asked(row.organizationId, Delivery, sql`gateway.delivery(${payload.deliveryId}::uuid)`);
  if (!delivery) throw new GiveUp("There is no such delivery.");
  const { id, timestamp, signature } = sign(webhookSecret(), delivery.eventId, delivery.body);
  const response = await fetch(`${origin()}/api/webhooks/test`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
    },
    body: delivery.body,
    // A redirect could lead anywhere; only our own address is ever called.
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
  await asWorker(row.organizationId, (tx) => tx.execute(sql`select gateway.delivered(${payload.deliveryId}::uuid)`));
}

/**
 * Topic `gateway.process_event`: do what a stored webhook says, once. Its signature is checked again first: who can
 * write into the store cannot thereby move money. What the webhook left out is asked of the gateway, outside of any
 * transaction. What can never be right is given up on, and stays with its reason for a person.
 */
export async function processEvent({ payload, row }: Job<z.output<typeof ProcessEvent>>): Promise<void> {
  const { eventId } = payload;
  const waiting = await asked(row.organizationId, Waiting, sql`gateway.waiting_event(${eventId}::uuid)`);
  if (!waiting) return;
  try {
    const gateway = await signerOf(waiting);
    const event = await gateway.complete(gateway.verifyWebhook(waiting.rawBody, waiting.signature));
    await asWorker(event.organizationId, async (tx) => {
      const { rows } = await tx.execute<{ taken: boolean }>(sql`select gateway.take_event(${eventId}::uuid) as taken`);
      if (!rows[0]?.taken) return;
      await applyNews(tx, gateway.name, event);
      await tx.execute(sql`select gateway.finish_event(${eventId}::uuid, null)`);
    });
  } catch (error) {
    const reason = finalReason(error);
    const { organizationId } = row;
    await asWorker(organizationId, (tx) =>
      tx.execute(
        reason
          ? sql`select gateway.finish_event(${eventId}::uuid, ${reason})`
          : sql`select gateway.delay_event(${eventId}::uuid, ${delayReason(error)})`,
      ),
    );
    if (reason) throw new GiveUp(reason, { cause: error });
    throw error;
  }
}

/** Topic `gateway.refund`: ask the gateway to send money back; its webhook says when it has. */
export async function sendRefund({ payload, row }: Job<z.output<typeof SendRefund>>): Promise<void> {
  const refund =
    (await asked(row.organizationId, Refund, sql`ticketing.refund_facts(${payload.refundId}::uuid)`)) ??
    (await asked(row.organizationId, Refund, sql`bookings.refund_facts(${payload.refundId}::uuid)`));
  if (refund?.state !== "requested") return;
  const gateway = await known(refund.gateway, row.organizationId);
  const answer = await gateway.refund({
    organizationId: row.organizationId,
    paymentRef: refund.paymentRef,
    reference: refund.refundId,
    amountMinor: refund.amountMinor,
  });
  if (answer.state === "failed") {
    await asWorker(row.organizationId, async (tx) => {
      if (!(await failBookingRefund(tx, row.organizationId, refund.refundId, answer.reason)))
        await failRefund(tx, row.organizationId, refund.refundId, answer.reason);
    });
  }
}

/** Topic `gateway.answer_dispute`: tell the processor what finance decided. What it will not take opens the dispute again. */
export async function sendAnswer({ payload, row }: Job<z.output<typeof SendAnswer>>): Promise<void> {
  const { organizationId } = row;
  const found = await asked(organizationId, Answered, sql`payments.dispute_answer(${payload.disputeId}::uuid)`);
  if (!found) return;
  const gateway = await known(found.gateway, organizationId);
  const said = await gateway.answerDispute({
    organizationId,
    disputeRef: found.providerId,
    answer: found.state === "contested" ? "contest" : "accept",
    evidence: found.evidence,
    files: found.files,
  });
  if (said.state === "failed") {
    await asWorker(organizationId, (tx) =>
      tx.execute(sql`select payments.refuse_answer(${payload.disputeId}::uuid, ${said.reason})`),
    );
  }
}

/**
 * Topic `gateway.ask`, half an hour after a payment was begun: where no webhook came, the gateway is asked. A payment
 * that is still being processed is asked about again later.
 */
export async function askGateway({ payload, row }: Job<z.output<typeof AskGateway>>): Promise<void> {
  const order = await asked(row.organizationId, Order, sql`ticketing.order_payment(${payload.orderId}::uuid)`);
  if (!order || !["pending", "failed", "expired"].includes(order.state)) return;
  const { organizationId } = row;
  const about = { id: row.id, organizationId, orderId: order.orderId, paymentRef: order.paymentRef ?? "" };
  const decline = (reason: string) =>
    asWorker(organizationId, (tx) => apply(tx, order.gateway ?? "", { ...about, kind: "payment.failed", reason }));
  if (!order.gateway || !order.paymentRef) {
    await decline("The payment was never begun.");
    return;
  }
  const gateway = await known(order.gateway, organizationId);
  let payment = await gateway.retrieve(organizationId, order.paymentRef);
  if (payment.state === "waiting") {
    await gateway.cancelPayment(organizationId, order.paymentRef);
    payment = await gateway.retrieve(organizationId, order.paymentRef);
  }
  if (payment.state === "processing") throw new Error("The gateway is still processing this payment.");
  if (payment.state === "succeeded") {
    await asWorker(organizationId, (tx) =>
      final(() => apply(tx, gateway.name, { ...about, kind: "payment.succeeded", ...payment })),
    );
  } else await decline(payment.failure ?? "It was not paid in time.");
}

const minor = z.string().transform(BigInt);
const Delivery = z.object({ eventId: z.string(), body: z.string() });
const Waiting = z.object({
  gateway: z.string(),
  rawBody: z.string(),
  organizationId: z.uuid(),
  signature: z.record(z.string(), z.string()),
});
const Answered = z.object({
  state: z.enum(["contested", "accepted"]),
  gateway: z.string(),
  providerId: z.string(),
  evidence: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      contentType: z.string(),
      content: z.string().transform((text) => Buffer.from(text, "base64")),
    }),
  ),
});
const Refund = z.object({
  refundId: z.uuid(),
  state: z.string(),
  gateway: z.string(),
  paymentRef: z.string(),
  amountMinor: minor,
});
const Order = z.object({
  orderId: z.uuid(),
  state: z.string(),
  gateway: z.string().nullable(),
  paymentRef: z.string().nullable(),
});

/** What a function of the database answers the worker of this organization; null when there is nothing. */
async function asked<S extends z.ZodType>(organizationId: string, shape: S, question: ReturnType<typeof sql>) {
  const { rows } = await asWorker(organizationId, (tx) =>
    tx.execute<{ answer: unknown }>(sql`select ${question} as answer`),
  );
  return shape.nullable().parse(rows[0]?.answer ?? null);
}

async function known(name: string, organizationId: string): Promise<Gateway> {
  const gateway = await gatewayNamed(name, organizationId);
  if (!gateway) throw new GiveUp(`There is no gateway ${name}.`);
  return gateway;
}

async function signerOf({ gateway: name, signature, organizationId }: z.output<typeof Waiting>): Promise<Gateway> {
  const gateway = await gatewayAt(name, signature.account, organizationId);
  if (!gateway) throw new GiveUp(`There is no gateway ${name}.`);
  return gateway;
}

async function final(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = finalReason(error);
    throw reason ? new GiveUp(reason, { cause: error }) : error;
  }
}

/** A wrong signature, and a refusal in the database's own words, stay so however often it is tried; null for what may pass. */
function finalReason(error: unknown): string | null {
  if (error instanceof Unsigned || error instanceof GiveUp) return error.message;
  const cause = causeOf(error);
  return cause && ["P0G01", "P0002"].includes(cause.code) ? cause.message : null;
}

/** A sentence for whoever looks at the event meanwhile. */
const delayReason = (error: unknown) =>
  causeOf(error)?.code === "P0S01" ? (causeOf(error)?.message ?? "") : "Something went wrong. It is tried again.";

function causeOf(error: unknown): { code: string; message: string } | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? { code: String(cause.code), message: cause.message } : undefined;
}
