import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asWorker } from "#db/tenant";
import { gatewayNamed } from "#lib/gateway/gateway";
import { answerOf } from "#lib/payments/receivables/letters";
import { settleSponsorship } from "#lib/sponsorship/paying";
import type { ApproveSilent, AskFunding, SendSponsorRefund } from "#lib/sponsorship/rules";
import { GiveUp, type Job, type JobInTransaction } from "#lib/system/worker/job";

const Funding = z.object({ id: z.uuid(), state: z.string(), gateway: z.string(), paymentRef: z.string().nullable() });
const Refund = z.object({
  refundId: z.uuid(),
  state: z.string(),
  gateway: z.string(),
  paymentRef: z.string(),
  amountMinor: z.string().transform(BigInt),
});

/** Topic `sponsorship.ask_funding`, after a card payment ran out: where no webhook came, the gateway is asked. */
export async function askFunding({ payload, row }: Job<z.output<typeof AskFunding>>): Promise<void> {
  const { organizationId } = row;
  const facts = Funding.nullable().parse(
    await asWorker(organizationId, (tx) => answerOf(tx, sql`sponsorship.funding_facts(${payload.fundingId}::uuid)`)),
  );
  if (facts?.state !== "waiting") return;
  const about = { id: row.id, organizationId, orderId: facts.id, paymentRef: facts.paymentRef ?? "" };
  const fail = (reason: string) =>
    asWorker(organizationId, (tx) =>
      settleSponsorship(tx, facts.gateway, { ...about, kind: "payment.failed", reason }),
    );
  if (!facts.paymentRef) return void (await fail("The payment was never begun."));
  const gateway = await known(facts.gateway, organizationId);
  const payment = await gateway.retrieve(organizationId, facts.paymentRef);
  if (payment.state === "processing") throw new Error("The gateway is still processing this payment.");
  if (payment.state !== "succeeded") return void (await fail(payment.failure ?? "It was not paid in time."));
  await asWorker(organizationId, (tx) =>
    settleSponsorship(tx, gateway.name, { ...about, kind: "payment.succeeded", ...payment }),
  );
}

/** Topic `sponsorship.send_refund`: ask the gateway to send money back to the sponsor; its webhook says when it has. */
export async function sendSponsorRefund({ payload, row }: Job<z.output<typeof SendSponsorRefund>>): Promise<void> {
  const { organizationId } = row;
  const refund = Refund.nullable().parse(
    await asWorker(organizationId, (tx) => answerOf(tx, sql`sponsorship.refund_facts(${payload.refundId}::uuid)`)),
  );
  if (refund?.state !== "sending") return;
  const gateway = await known(refund.gateway, organizationId);
  const { paymentRef, amountMinor, refundId } = refund;
  const answer = await gateway.refund({ organizationId, paymentRef, reference: refundId, amountMinor });
  if (answer.state === "failed") {
    await asWorker(organizationId, (tx) =>
      tx.execute(sql`select sponsorship.settle_refund(${organizationId}::uuid, ${refundId}::uuid, ${answer.reason})`),
    );
  }
}

/** Topic `sponsorship.approve_silent`: nobody answered a proof in the time that the contract gives. */
export async function approveSilent({ tx, payload }: JobInTransaction<z.output<typeof ApproveSilent>>): Promise<void> {
  await tx.execute(sql`select sponsorship.approve_by_silence(${payload.deliverableId}::uuid)`);
}

async function known(name: string, organizationId: string) {
  const gateway = await gatewayNamed(name, organizationId);
  if (!gateway) throw new GiveUp(`There is no gateway ${name}.`);
  return gateway;
}
