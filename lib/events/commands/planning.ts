import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { culturalGuides } from "#db/schema/events/fields";
import { eventDocuments, eventPlanning, eventRisks, eventUpdates } from "#db/schema/events/planning";
import { command } from "#lib/command";
import { planItem, planMove } from "#lib/events/commands/plan-item";
import { fileKind } from "#lib/events/files";
import {
  DocumentInput,
  GuideInput,
  RiskInput,
  TaskInput,
  UpdateInput,
  UpdateSending,
} from "#lib/events/rules/planning";
import { toInstant } from "#lib/time";

export const {
  add: addTask,
  change: changeTask,
  remove: removeTask,
} = planItem({
  word: "task",
  table: eventPlanning,
  input: TaskInput,
  row: ({ dueAt, ownerId, ...rest }, event) => ({
    ...rest,
    ownerId: ownerId ?? null,
    dueAt: dueAt ? toInstant(dueAt, event.zone) : null,
  }),
});
export const moveTask = planMove("task", "task", eventPlanning);

export const {
  add: addRisk,
  change: changeRisk,
  remove: removeRisk,
} = planItem({
  word: "risk",
  table: eventRisks,
  input: RiskInput,
  row: ({ ownerId, ...rest }) => ({ ...rest, ownerId: ownerId ?? null }),
});
export const moveRisk = planMove("risk", "risk", eventRisks);

export const {
  add: addDocument,
  change: changeDocument,
  remove: removeDocument,
} = planItem({
  word: "document",
  table: eventDocuments,
  input: DocumentInput,
  row: ({ dueOn, expiresOn, ...rest }) => ({ ...rest, dueOn: dueOn ?? null, expiresOn: expiresOn ?? null }),
});
export const moveDocument = planMove("document", "document", eventDocuments);

/** A document's file: what its first bytes say it is counts, not its name. The newest is the one that is offered. */
export const uploadFile = command({
  name: "events.upload_file",
  needs: "events:write",
  input: z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(200), bytes: z.instanceof(Uint8Array) }),
  secret: ["bytes"],
  async run({ tx, input, watch }) {
    const { contentType } = fileKind(input.bytes, input.name);
    await watch(eventDocuments, input.id);
    const { rows } = await tx.execute<{ id: string }>(
      sql`select events.receive_file(${input.id}::uuid, ${input.name}, ${contentType}, ${Buffer.from(input.bytes)}) as id`,
    );
    return z.object({ id: z.uuid() }).parse(rows[0]);
  },
});

export const {
  add: addUpdate,
  change: changeUpdate,
  remove: removeUpdate,
} = planItem({
  word: "update",
  table: eventUpdates,
  input: UpdateInput,
  row: (input) => input,
});

/** Write to everybody who holds a ticket, once. Refused when they are not as many as the person was shown. */
export const sendUpdate = command({
  name: "events.send_update",
  needs: "events:write",
  input: UpdateSending,
  async run({ tx, input, watch }) {
    await watch(eventUpdates, input.id);
    const { rows } = await tx.execute<{ sent: number }>(
      sql`select events.send_update(${input.id}::uuid, ${input.expected}) as sent`,
    );
    return z.object({ sent: z.number() }).parse(rows[0]);
  },
});

export const {
  add: addGuide,
  change: changeGuide,
  remove: removeGuide,
} = planItem({
  word: "guide",
  table: culturalGuides,
  input: GuideInput,
  row: (input) => input,
});
