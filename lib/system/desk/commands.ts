import "server-only";
import { sql } from "drizzle-orm";
import { command } from "#lib/command";
import {
  CheckIntegrity,
  EndImpersonation,
  Nothing,
  ReplayDeadJobs,
  ReplayJob,
  SetTier,
  SettleError,
  StartImpersonation,
} from "#lib/system/desk/rules";

/** Say that an error was looked into, is not worth looking into, or is open again. */
export const settleError = command({
  name: "system.settle_error",
  needs: "system:platform",
  input: SettleError,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ former: string }>(
      sql`select system.settle_error(${input.id}::uuid, ${input.becomes}) as former`,
    );
    return rows[0]?.former;
  },
  trace: (former, { id, becomes }) => ({
    subject: "system.error_logs",
    subjectId: id,
    changes: { state: [former, becomes] },
  }),
});

/** Try a dead job again, from its first attempt. */
export const replayJob = command({
  name: "system.replay_job",
  needs: "system:platform",
  input: ReplayJob,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ topic: string }>(
      sql`select system.replay_job(${input.organizationId}::uuid, ${input.id}::uuid) as topic`,
    );
    return { topic: rows[0]?.topic ?? "" };
  },
  trace: (_, { id }) => ({ subject: "system.outbox", subjectId: id }),
});

/** Give an organization another tier; `tiers` of the rules says what that is. */
export const setTier = command({
  name: "system.set_tier",
  needs: "system:platform",
  input: SetTier,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ former: string }>(
      sql`select system.set_tier(${input.organizationId}::uuid, ${input.tier}) as former`,
    );
    return rows[0]?.former;
  },
  trace: (former, { organizationId, tier }) => ({
    subject: "organizations.organizations",
    subjectId: organizationId,
    changes: { tier: [former, tier] },
  }),
});

/** Prove one organization's books, stock and audit log now, instead of tonight. Answers how many checks failed. */
export const checkIntegrity = command({
  name: "system.check_integrity",
  needs: "system:platform",
  kind: "VIEW",
  input: CheckIntegrity,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ faults: number }>(
      sql`select system.check_integrity_of(${input.organizationId}::uuid) as faults`,
    );
    return { faults: rows[0]?.faults ?? 0 };
  },
  trace: (_, { organizationId }) => ({ subject: "organizations.organizations", subjectId: organizationId }),
});

/** Prove everybody's now: the worker does it, one organization after the other. Answers how many were asked for. */
export const checkAllIntegrity = command({
  name: "system.check_all_integrity",
  needs: "system:platform",
  kind: "VIEW",
  input: Nothing,
  async run({ tx }) {
    const { rows } = await tx.execute<{ asked: number }>(sql`select system.ask_integrity() as asked`);
    return { asked: rows[0]?.asked ?? 0 };
  },
});

/** Try every dead job again, or every one of a topic, from its first attempt. Answers how many. */
export const replayDeadJobs = command({
  name: "system.replay_dead_jobs",
  needs: "system:platform",
  input: ReplayDeadJobs,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ replayed: number }>(
      sql`select system.replay_dead_jobs(${input.topic ?? null}) as replayed`,
    );
    return { replayed: rows[0]?.replayed ?? 0 };
  },
});

export type Started = { id: string; slug: string; expiresAt: string };

/** Look through the eyes of an organization or of one of its people; `slug` is where to go. */
export const startImpersonation = command({
  name: "system.start_impersonation",
  needs: "system:platform",
  kind: "VIEW",
  input: StartImpersonation,
  async run({ tx, input }) {
    const { organizationId, targetUserId, reason, minutes, writable } = input;
    const wanted = { organization_id: organizationId, target_user_id: targetUserId, reason, minutes, writable };
    const { rows } = await tx.execute<{ started: Started }>(
      sql`select system.start_impersonation(${JSON.stringify(wanted)}::jsonb) as started`,
    );
    const [made] = rows;
    if (!made) throw new Error("The impersonation was not begun.");
    return made.started;
  },
  trace: ({ id }) => ({ subject: "system.impersonations", subjectId: id }),
});

/** Stop looking; null when it was over already. */
export const endImpersonation = command({
  name: "system.end_impersonation",
  needs: "system:platform",
  kind: "VIEW",
  input: EndImpersonation,
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ slug: string | null }>(
      sql`select system.end_impersonation(${input.id}::uuid) as slug`,
    );
    return { slug: rows[0]?.slug ?? null };
  },
  trace: (_, { id }) => ({ subject: "system.impersonations", subjectId: id }),
});
