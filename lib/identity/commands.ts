import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { insertInto } from "#db/insert";
import { stations } from "#db/schema/identity";
import { command, type Trace } from "#lib/command";
import { Refusal } from "#lib/errors";
import { spanOf } from "#lib/identity/days";
import { AccountChange, Approval, Decision } from "#lib/identity/rules/people";
import { Grant, GrantEnd, OwnRole, OwnRoleId } from "#lib/identity/rules/roles";
import {
  StationInput as NewStation,
  StationChange,
  StationId,
  type StationInput,
  slugFrom,
} from "#lib/identity/rules/stations";

/** `requestId`: the organization wants a second person for this, who is asked now (`organizations.approval_requests`). */
const Given = z.object({ grantId: z.uuid().optional(), requestId: z.uuid().optional() });
type Given = z.output<typeof Given>;
const Saved = z.object({ id: z.uuid().optional(), requestId: z.uuid().optional() });
type Saved = z.output<typeof Saved>;
const person = (id: string, changes?: Trace["changes"]): Trace => ({
  subject: "users.user_profiles",
  subjectId: id,
  changes,
});

/** Take somebody in who waits: account, membership, role and e-mail in one step. */
export const approvePerson = command({
  name: "identity.approve_person",
  needs: "identity:approve",
  input: Approval,
  trace: (_: Given, { id, role, stationId }) =>
    person(id, {
      state: ["pending_approval", "active"],
      ...(role ? { role: [null, role] } : {}),
      ...(stationId ? { station: [null, stationId] } : {}),
    }),
  async run({ tx, input: { id, endsOn, ...input } }) {
    const p = { ...input, userId: id, ...(await spanOf(tx, { endsOn })) };
    return Given.parse(await answer(tx, sql`identity.approve_person(${jsonOf(p)})`));
  },
});

/** Say no to somebody who waits. They are told why. */
export const rejectPerson = decision("identity.reject_person", "rejected", (p) => sql`identity.reject_person(${p})`);
/** Nothing of theirs is deleted; they are out at their next request, and their sessions end. */
export const suspendPerson = decision(
  "identity.suspend_person",
  "suspended",
  (p) => sql`identity.suspend_person(${p})`,
);
export const reinstatePerson = decision(
  "identity.reinstate_person",
  "active",
  (p) => sql`identity.reinstate_person(${p})`,
);
/** Their roles here end; their account stays. */
export const removePerson = decision("identity.remove_person", "removed", (p) => sql`identity.remove_person(${p})`);
/** Their roles here end, and their account is closed unless another organization has them. */
export const deactivatePerson = decision(
  "identity.deactivate_person",
  "deactivated",
  (p) => sql`identity.deactivate_person(${p})`,
);

function decision(name: `identity.${string}`, to: string, call: (p: SQL) => SQL) {
  return command({
    name,
    needs: "identity:approve",
    input: Decision,
    trace: (_, { id }) => person(id, { state: [null, to] }),
    async run({ tx, input: { id, ...input } }) {
      await answer(tx, call(jsonOf({ ...input, userId: id })));
      return { id };
    },
  });
}

/** The platform suspends, reopens or closes an account everywhere. */
export const setAccount = command({
  name: "identity.set_account",
  needs: "system:platform",
  input: AccountChange,
  trace: (_, { id, to }) => person(id, { state: [null, to] }),
  async run({ tx, input: { id, ...input } }) {
    await answer(tx, sql`identity.set_account(${jsonOf({ ...input, userId: id })})`);
    return { id };
  },
});

export const grantRole = command({
  name: "identity.grant_role",
  needs: "identity:grant",
  input: Grant,
  trace: (_: Given, { userId, role, stationId, eventId }) =>
    person(userId, {
      role: [null, role],
      ...(stationId ? { station: [null, stationId] } : {}),
      ...(eventId ? { event: [null, eventId] } : {}),
    }),
  async run({ tx, input: { startsOn, endsOn, ...input } }) {
    const p = { ...input, ...(await spanOf(tx, { startsOn, endsOn })) };
    return Given.parse(await answer(tx, sql`identity.grant_role(${jsonOf(p)})`));
  },
});

/** End a role now, or on a day to come. */
export const endGrant = command({
  name: "identity.end_grant",
  needs: "identity:grant",
  input: GrantEnd,
  trace: (ended: { userId: string; role: string }) => person(ended.userId, { role: [ended.role, null] }),
  async run({ tx, input: { id, endsOn } }) {
    const { endsAt = null } = await spanOf(tx, { endsOn });
    const ended = await answer(tx, sql`identity.end_grant(${id}::uuid, ${endsAt}::timestamptz)`);
    return z.object({ userId: z.uuid(), role: z.string() }).parse(ended);
  },
});

/** Make or change one of the organization's own roles. Holds nothing that its maker does not. */
export const saveRole = command({
  name: "identity.save_role",
  needs: "identity:roles",
  input: OwnRole,
  trace: ({ id, requestId }: Saved, { name, permissions }) => ({
    subject: requestId ? "organizations.approval_requests" : "identity.roles",
    subjectId: requestId ?? id ?? "",
    changes: { name: [null, name], permissions: [null, permissions] },
  }),
  run: async ({ tx, input }) => Saved.parse(await answer(tx, sql`identity.save_role(${jsonOf(input)})`)),
});

/** Only one that nobody has. */
export const deleteRole = command({
  name: "identity.delete_role",
  needs: "identity:roles",
  input: OwnRoleId,
  trace: (_, { id }) => ({ subject: "identity.roles", subjectId: id }),
  async run({ tx, input: { id } }) {
    await answer(tx, sql`identity.delete_role(${id}::uuid)`);
    return { id };
  },
});

const station = ({ id }: { id: string }): Trace => ({ subject: "identity.stations", subjectId: id });
const goneStation = () => new Refusal("missing", "That station is not here, or not yours.");
const stationRow = ({ slug, ...input }: z.output<typeof StationInput>) => ({
  ...input,
  country: input.country ?? null,
  slug: slug ?? slugFrom(input.name),
});

export const createStation = command({
  name: "identity.create_station",
  needs: "identity:stations",
  input: NewStation,
  trace: station,
  async run({ tx, actor, input }) {
    const row = { ...stationRow(input), organizationId: actor.organizationId };
    const { rows } = await tx.execute<{ id: string }>(sql`${insertInto(stations, row)} returning id`);
    await answer(tx, sql`organizations.check_room('stations')`);
    return { id: z.uuid().parse(rows[0]?.id) };
  },
});

export const updateStation = command({
  name: "identity.update_station",
  needs: "identity:stations",
  input: StationChange,
  trace: station,
  async run({ tx, input: { id, ...input } }) {
    const [changed] = await tx
      .update(stations)
      .set(stationRow(input))
      .where(eq(stations.id, id))
      .returning({ id: stations.id });
    if (!changed) throw goneStation();
    return changed;
  },
});

/** Close a station. Refused while an event is to come; the roles of its people there end. */
export const archiveStation = command({
  name: "identity.archive_station",
  needs: "identity:stations",
  input: StationId,
  trace: station,
  async run({ tx, input: { id } }) {
    await answer(tx, sql`identity.archive_station(${id}::uuid)`);
    return { id };
  },
});

export const restoreStation = command({
  name: "identity.restore_station",
  needs: "identity:stations",
  input: StationId,
  trace: station,
  async run({ tx, input: { id } }) {
    await answer(tx, sql`identity.restore_station(${id}::uuid)`);
    return { id };
  },
});
