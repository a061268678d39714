import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { eventStaff, shiftAssignments } from "#db/schema/events/staff";
import { command } from "#lib/command";
import { planItem, planMove, spanIn } from "#lib/events/commands/plan-item";
import { ShiftAnswer, ShiftInput, ShiftPerson } from "#lib/events/rules/planning";

export const {
  add: addShift,
  change: changeShift,
  remove: removeShift,
} = planItem({
  word: "shift",
  table: eventStaff,
  input: ShiftInput,
  row: ({ startsAt, endsAt, ...rest }, event) => ({ ...rest, ...spanIn(event, { startsAt, endsAt }) }),
});
export const moveShift = planMove("shift", "shift", eventStaff);
/** Confirmed or declined on somebody's behalf, or taken off. */
export const moveAssignment = planMove("assignment", "assignment", shiftAssignments);

/** Somebody is to work a shift. Two shifts at once are refused, with the other one named. */
export const assignShift = command({
  name: "events.assign_shift",
  needs: "events:write",
  input: ShiftPerson,
  async run({ tx, input, watch }) {
    const { rows } = await tx.execute<{ id: string }>(
      sql`select events.assign_shift(${input.id}::uuid, ${input.userId}::uuid) as id`,
    );
    const { id } = z.object({ id: z.uuid() }).parse(rows[0]);
    watch.made(shiftAssignments, id);
    return { id };
  },
});

/** "I come", "I cannot": the person's own answer. */
export const answerShift = command({
  name: "events.answer_shift",
  needs: "events:read",
  input: ShiftAnswer,
  async run({ tx, input, watch }) {
    await watch(shiftAssignments, input.id);
    await tx.execute(sql`select events.answer_shift(${input.id}::uuid, ${input.answer})`);
    return { id: input.id };
  },
});
