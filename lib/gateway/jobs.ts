import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asWorker } from "#db/tenant";
import { type Gateway, gatewayNamed } from "#lib/gateway/gateway";
import type { AskGateway, DeliverWebhook, ProcessEvent, SendRefund } from "#lib/gateway/rules";
import { sign, Unsigned } from "#lib/gateway/standard-webhooks";
import { origin, webhookSecret } from "#lib/gateway/test-gateway";
import { GiveUp, type Job, type JobInTransaction } from "#lib/system/worker/job";
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
 * write into the store cannot thereby move money. What can never be right is given up on and stays for a person.
 */
export async function processEvent({ tx, payload }: JobInTransaction<z.output<typeof ProcessEvent>>): Promise<void> {
  const { rows } = await tx.execute<{ taken: unknown }>(
    sql`select gateway.take_event(${payload.eventId}::uuid) as taken`,
  );
  const taken = Taken.nullable().parse(rows[0]?.taken ?? null);
  if (!taken) return;
  const gateway = known(taken.gateway);
  await final(async () => apply(tx, gateway.name, gateway.verifyWebhook(taken.rawBody, taken.signature)));
  await tx.execute(sql`select gateway.finish_event(${payload.eventId}::uuid, null)`);
}

/** Topic `gateway.refund`: ask the gateway to send money back; its webhook says when it has. */
export async function sendRefund({ payload, row }: Job<z.output<typeof SendRefund>>): Promise<void> {
  const refund = await asked(row.organizationId, Refund, sql`ticketing.refund_facts(${payload.refundId}::uuid)`);
  if (refund?.state !== "requested") return;
  const answer = await known(refund.gateway).refund({
    organizationId: row.organizationId,
    paymentRef: refund.paymentRef,
    reference: refund.refundId,
    amountMinor: refund.amountMinor,
  });
  if (answer.state === "failed") {
    await asWorker(row.organizationId, (tx) => failRefund(tx, row.organizationId, refund.refundId, answer.reason));
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
  const gateway = known(order.gateway);
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
const Taken = z.object({
  gateway: z.string(),
  rawBody: z.string(),
  signature: z.object({ id: z.string(), timestamp: z.string(), signature: z.string() }),
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

function known(name: string): Gateway {
  const gateway = gatewayNamed(name);
  if (!gateway) throw new GiveUp(`There is no gateway ${name}.`);
  return gateway;
}

/** A wrong signature, and a refusal in the database's own words, stay so however often it is tried: the job is dead at once, for a person to see. */
async function final(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Unsigned) throw new GiveUp(error.message, { cause: error });
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Error && "code" in cause && ["P0G01", "P0002"].includes(String(cause.code))) {
      throw new GiveUp(cause.message, { cause: error });
    }
    throw error;
  }
}
