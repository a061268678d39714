import "server-only";
import { sql } from "drizzle-orm";
import { command } from "#lib/command";
import { amountIn } from "#lib/payments/amounts";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { fileOf } from "#lib/sponsorship/commands/files";
import {
  About,
  DisputeInput,
  EvidenceInput,
  FundingFromPayment,
  RefundInput,
  ReleaseInput,
  SplitInput,
  WithReason,
} from "#lib/sponsorship/rules";
import { ProofInput } from "#lib/sponsorship/rules/proof";

const order = ({ id }: { id: string }) => ({ subject: "sponsorship.sponsorship_orders", subjectId: id });
const deliverable = ({ id }: { id: string }) => ({ subject: "sponsorship.deliverables", subjectId: id });
const dispute = ({ id }: { id: string }) => ({ subject: "sponsorship.sponsor_disputes", subjectId: id });

/** A bank transfer that finance verified pays the order whole. */
export const fundFromPayment = command({
  name: "sponsorship.fund_from_payment",
  needs: "payments:verify",
  input: FundingFromPayment,
  async run({ tx, input: { id, paymentId } }) {
    await tx.execute(sql`select sponsorship.fund_from_payment(${id}::uuid, ${paymentId}::uuid)`);
    return { id };
  },
  trace: order,
});

/** From now on the money leaves for what was delivered, or goes back on two people's word. */
export const lockFunds = command({
  name: "sponsorship.lock_funds",
  needs: "sponsorship:write",
  input: About,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select sponsorship.lock_funds(${id}::uuid)`);
    return { id };
  },
  trace: order,
});

export const cancelOrder = command({
  name: "sponsorship.cancel_order",
  needs: "sponsorship:sponsor",
  input: WithReason,
  async run({ tx, input: { id, reason } }) {
    await tx.execute(sql`select sponsorship.cancel_order(${id}::uuid, ${reason})`);
    return { id };
  },
  trace: order,
});

const asked = { name: "sponsorship.ask_release", needs: "sponsorship:release" } as const;
const ask = (p: Record<string, unknown>) => sql`sponsorship.ask_release(${json(p)}::jsonb)`;
const askedFor = ({ orderId }: { orderId: string }) => ({
  subject: "sponsorship.sponsorship_orders",
  subjectId: orderId,
});

/** Ask that a milestone's money is released; somebody else approves it. The same `key` again is the same request. */
export const askRelease = command({
  ...asked,
  input: ReleaseInput,
  async run({ tx, input: { currency, amount, ...rest } }) {
    const amountMinor = amountIn(amount, currency, "amount", 1n);
    return {
      orderId: rest.orderId,
      requestId: await answerOf<string>(tx, ask({ ...rest, kind: "release", amountMinor })),
    };
  },
  trace: askedFor,
});

/** Ask that money goes back to the sponsor: out of the held funds, or of what was released. */
export const askRefund = command({
  ...asked,
  name: "sponsorship.ask_refund",
  input: RefundInput,
  async run({ tx, input: { currency, amount, from, ...rest } }) {
    const kind = from === "held" ? "refund" : "return";
    const amountMinor = amountIn(amount, currency, "amount", 1n);
    return { orderId: rest.orderId, requestId: await answerOf<string>(tx, ask({ ...rest, kind, amountMinor })) };
  },
  trace: askedFor,
});

/** Ask that a dispute is settled: a part to each; what is in neither stays held. */
export const askSplit = command({
  ...asked,
  name: "sponsorship.ask_split",
  input: SplitInput,
  async run({ tx, input: { currency, release, refund, ...rest } }) {
    const releaseMinor = amountIn(release, currency, "release");
    const refundMinor = amountIn(refund, currency, "refund");
    const requestId = await answerOf<string>(tx, ask({ ...rest, kind: "split", releaseMinor, refundMinor }));
    return { orderId: rest.orderId, requestId };
  },
  trace: askedFor,
});

/** Freezes the disputed amount, and nothing else. */
export const openDispute = command({
  name: "sponsorship.open_dispute",
  needs: "sponsorship:sponsor",
  input: DisputeInput,
  async run({ tx, input: { id, currency, amount, milestoneId, reason } }) {
    const minor = amountIn(amount, currency, "amount", 1n);
    const made = await answerOf<string>(
      tx,
      sql`sponsorship.open_dispute(${id}::uuid, ${minor}::bigint, ${reason}, ${milestoneId ?? null}::uuid)`,
    );
    return { id: made, orderId: id };
  },
  trace: dispute,
});

export const withdrawDispute = command({
  name: "sponsorship.withdraw_dispute",
  needs: "sponsorship:sponsor",
  input: WithReason,
  async run({ tx, input: { id, reason } }) {
    await tx.execute(sql`select sponsorship.withdraw_dispute(${id}::uuid, ${reason})`);
    return { id };
  },
  trace: dispute,
});

export const addEvidence = command({
  name: "sponsorship.add_evidence",
  needs: "sponsorship:sponsor",
  input: EvidenceInput,
  secret: ["file"],
  async run({ tx, input: { id, body, file, upload } }) {
    const fileId = await fileOf(tx, "dispute", id, { file, upload });
    await tx.execute(sql`select sponsorship.add_evidence(${id}::uuid, ${body}, ${fileId}::uuid)`);
    return { id };
  },
  trace: dispute,
});

/** The organizer shows what was delivered: a file, a link or a number. */
export const submitProof = command({
  name: "sponsorship.submit_proof",
  needs: "sponsorship:write",
  input: ProofInput,
  secret: ["file"],
  async run({ tx, input: { id, file, upload, ...proof } }) {
    const fileId = await fileOf(tx, "deliverable", id, { file, upload });
    await tx.execute(sql`select sponsorship.submit_proof(${id}::uuid, ${json({ ...proof, fileId })}::jsonb)`);
    return { id };
  },
  trace: deliverable,
});

export const approveProof = command({
  name: "sponsorship.approve_proof",
  needs: "sponsorship:sponsor",
  input: About,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select sponsorship.decide_proof(${id}::uuid, true, '')`);
    return { id };
  },
  trace: deliverable,
});

export const rejectProof = command({
  name: "sponsorship.reject_proof",
  needs: "sponsorship:sponsor",
  input: WithReason,
  async run({ tx, input: { id, reason } }) {
    await tx.execute(sql`select sponsorship.decide_proof(${id}::uuid, false, ${reason})`);
    return { id };
  },
  trace: deliverable,
});

/** Somebody made the transfer that brings the money back. */
export const refundSentByHand = command({
  name: "sponsorship.refund_sent",
  needs: "payments:verify",
  input: About,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select sponsorship.refund_sent_by_hand(${id}::uuid)`);
    return { id };
  },
  trace: ({ id }) => ({ subject: "sponsorship.sponsor_refunds", subjectId: id }),
});

export const resendRefund = command({
  name: "sponsorship.resend_refund",
  needs: "sponsorship:release",
  input: About,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select sponsorship.resend_refund(${id}::uuid)`);
    return { id };
  },
  trace: ({ id }) => ({ subject: "sponsorship.sponsor_refunds", subjectId: id }),
});
