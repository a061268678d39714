import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { eventLogistics, eventSchedules, productionRuns } from "#db/schema/events/program";
import { castings, contracts } from "#db/schema/events/talent";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { planItem, planMove, plannedEvent, refuse, spanIn } from "#lib/events/commands/plan-item";
import {
  CastingInput,
  ContractInput,
  contractCost,
  LogisticsInput,
  RunInput,
  SessionInput,
  SessionMove,
} from "#lib/events/rules/planning";
import { toInstant } from "#lib/time";

/** A session with its room and its people; both are given once at a time. */
export const {
  add: addSession,
  change: changeSession,
  remove: removeSession,
} = planItem({
  word: "session",
  table: eventSchedules,
  input: SessionInput,
  row: ({ talent, startsAt, endsAt, roomId, expected, ...rest }, event) => ({
    ...rest,
    ...spanIn(event, { startsAt, endsAt }),
    roomId: roomId ?? null,
    expected: expected ?? null,
  }),
  async after(tx, id, { talent }) {
    const parts = JSON.stringify(talent.map((talentId) => ({ talentId })));
    await tx.execute(sql`select events.set_parts(${id}::uuid, ${parts}::jsonb)`);
  },
});
export const moveSession = planMove("session", "session", eventSchedules);

/** To another room or hour, as long as before: what dragging it does, and its keys. */
export const placeSession = command({
  name: "events.place_session",
  needs: "events:write",
  input: SessionMove,
  async run({ tx, input: { id, roomId, startsAt }, watch }) {
    await watch(eventSchedules, id);
    const [session] = await tx.select().from(eventSchedules).where(eq(eventSchedules.id, id));
    if (!session) throw new Refusal("missing", "That session is not here any more, or not yours.");
    const { zone } = await plannedEvent(tx, session.eventId);
    const starts = toInstant(startsAt, zone);
    const endsAt = new Date(starts.getTime() + session.endsAt.getTime() - session.startsAt.getTime());
    const place = { roomId: roomId ?? null, startsAt: starts, endsAt };
    const changed = await tx.update(eventSchedules).set(place).where(eq(eventSchedules.id, id)).returning();
    if (changed.length === 0) throw new Refusal("forbidden", "You may not do that.");
    return { id };
  },
});

export const {
  add: addLogistics,
  change: changeLogistics,
  remove: removeLogistics,
} = planItem({
  word: "logistics",
  table: eventLogistics,
  input: LogisticsInput,
  row: ({ neededAt, vendorId, ownerId, ...rest }, event) => ({
    ...rest,
    vendorId: vendorId ?? null,
    ownerId: ownerId ?? null,
    neededAt: neededAt ? toInstant(neededAt, event.zone) : null,
  }),
});
export const moveLogistics = planMove("logistics", "logistics", eventLogistics);

export const {
  add: addRun,
  change: changeRun,
  remove: removeRun,
} = planItem({
  word: "run",
  table: productionRuns,
  input: RunInput,
  row: ({ startsAt, endsAt, ownerId, ...rest }, event) => ({
    ...rest,
    ...spanIn(event, { startsAt, endsAt }),
    ownerId: ownerId ?? null,
  }),
});
export const moveRun = planMove("run", "run", productionRuns);

export const {
  add: addCasting,
  change: changeCasting,
  remove: removeCasting,
} = planItem({
  word: "casting",
  table: castings,
  input: CastingInput,
  row: (input) => input,
  fixed: ["talentId"],
});
export const moveCasting = planMove("casting", "casting", castings);

/** What was agreed with a vendor or with talent, and what it costs. */
export const {
  add: addContract,
  change: changeContract,
  remove: removeContract,
} = planItem({
  word: "contract",
  table: contracts,
  input: ContractInput,
  row: ({ party, cost, ...rest }) => {
    const costMinor = contractCost({ cost, currency: rest.currency });
    if (costMinor === null) refuse("cost", `Not an amount of ${rest.currency}. Write it like 12 or 12.50.`);
    const [kind, id] = party.split(":");
    return {
      ...rest,
      costMinor,
      vendorId: kind === "vendor" ? z.uuid().parse(id) : null,
      talentId: kind === "talent" ? z.uuid().parse(id) : null,
      signedOn: rest.signedOn ?? null,
      expiresOn: rest.expiresOn ?? null,
      usageUntil: rest.usageUntil ?? null,
    };
  },
  fixed: ["vendorId", "talentId"],
});
export const moveContract = planMove("contract", "contract", contracts);
