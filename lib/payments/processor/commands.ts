import "server-only";
import { sql } from "drizzle-orm";
import { command } from "#lib/command";
import { Acceptance, Contest, EventReplay, FileRemoval, Hurry } from "#lib/payments/processor/rules";

const dispute = (_: unknown, { disputeId }: { disputeId: string }) => ({
  subject: "payments.disputes",
  subjectId: disputeId,
});

/** Say to the processor why the money should come back; the files that lie with the dispute go along. It can be said once. */
export const contestDispute = command({
  name: "payments.contest_dispute",
  needs: "payments:dispute",
  input: Contest,
  async run({ tx, input: { disputeId, evidence } }) {
    await tx.execute(sql`select payments.answer_dispute(${disputeId}::uuid, 'contest', ${evidence})`);
    return { disputeId };
  },
  trace: dispute,
});

/** Let the buyer have their money: the dispute is lost. */
export const acceptDispute = command({
  name: "payments.accept_dispute",
  needs: "payments:dispute",
  input: Acceptance,
  async run({ tx, input: { disputeId } }) {
    await tx.execute(sql`select payments.answer_dispute(${disputeId}::uuid, 'accept', '')`);
    return { disputeId };
  },
  trace: dispute,
});

export const removeDisputeFile = command({
  name: "payments.remove_dispute_file",
  needs: "payments:dispute",
  input: FileRemoval,
  async run({ tx, input: { fileId } }) {
    await tx.execute(sql`select payments.remove_dispute_file(${fileId}::uuid)`);
    return { fileId };
  },
  trace: (_, { fileId }) => ({ subject: "payments.dispute_files", subjectId: fileId }),
});

/** Process a kept webhook once more. What it did before it does not do twice. */
export const replayEvent = command({
  name: "payments.replay_event",
  needs: "payments:replay",
  input: EventReplay,
  async run({ tx, input: { eventId } }) {
    await tx.execute(sql`select gateway.replay_event(${eventId}::uuid)`);
    return { eventId };
  },
  trace: (_, { eventId }) => ({ subject: "gateway.webhook_events", subjectId: eventId }),
});

/** At the test gateway only: sweep to the bank what is there, or let it arrive, without waiting for the night. Answers how many payouts. */
export const hurryTestGateway = command({
  name: "payments.hurry_test_gateway",
  needs: "payments:replay",
  input: Hurry,
  async run({ tx, input: { step } }) {
    const { rows } = await tx.execute<{ count: number }>(sql`select gateway.hurry(${step}) as count`);
    return { count: rows[0]?.count ?? 0 };
  },
});
