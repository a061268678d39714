import "server-only";
import { eq, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { customFields } from "#db/schema/events/fields";
import { rooms, vendors } from "#db/schema/events/places";
import { talent, talentAbsences } from "#db/schema/events/talent";
import { organizations } from "#db/schema/organizations";
import type { Actor, TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { refuse, spanIn } from "#lib/events/commands/plan-item";
import { slugOf } from "#lib/events/rules";
import {
  AbsenceInput,
  FieldChange,
  ItemId,
  NewField,
  NewRoom,
  optionsOf,
  RoomChange,
  RoomReservation,
  TalentChange,
  TalentInput,
  VendorChange,
  VendorInput,
} from "#lib/events/rules/registry";

type Registry = PgTable & { id: PgColumn };
type Made = { id: string };

export const addRoom = command({
  name: "events.add_room",
  needs: "events:write",
  input: NewRoom,
  run: ({ tx, actor, input, watch }) =>
    insert(tx, actor, rooms, { ...input, capacity: input.capacity ?? null }, watch.made),
});
export const changeRoom = command({
  name: "events.change_room",
  needs: "events:write",
  input: RoomChange,
  async run({ tx, input: { id, ...row }, watch }) {
    await watch(rooms, id);
    return update(tx, rooms, id, { ...row, capacity: row.capacity ?? null });
  },
});
export const removeRoom = command({
  name: "events.remove_room",
  needs: "events:write",
  input: ItemId,
  async run({ tx, input: { id }, watch }) {
    await watch(rooms, id);
    return remove(tx, rooms, id);
  },
});
/** Keep these rooms for the whole of an event. Another event in one of them at the same time is named. */
export const reserveRooms = command({
  name: "events.reserve_rooms",
  needs: "events:write",
  input: RoomReservation,
  trace: (_, input) => ({ subject: "events.events", subjectId: input.id, changes: { rooms: [null, input.rooms] } }),
  async run({ tx, input }) {
    const list = sql.param(`{${input.rooms.join(",")}}`);
    await tx.execute(sql`select events.reserve_rooms(${input.id}::uuid, ${list}::uuid[])`);
    return { id: input.id };
  },
});

export const addVendor = command({
  name: "events.add_vendor",
  needs: "events:write",
  input: VendorInput,
  run: ({ tx, actor, input, watch }) => insert(tx, actor, vendors, input, watch.made),
});
export const changeVendor = command({
  name: "events.change_vendor",
  needs: "events:write",
  input: VendorChange,
  async run({ tx, input: { id, ...row }, watch }) {
    await watch(vendors, id);
    return update(tx, vendors, id, row);
  },
});

export const addTalent = command({
  name: "events.add_talent",
  needs: "events:write",
  input: TalentInput,
  run: ({ tx, actor, input, watch }) => insert(tx, actor, talent, input, watch.made),
});
export const changeTalent = command({
  name: "events.change_talent",
  needs: "events:write",
  input: TalentChange,
  async run({ tx, input: { id, ...row }, watch }) {
    await watch(talent, id);
    return update(tx, talent, id, row);
  },
});
/** When somebody cannot come, on the clocks of the organization. A session in that time is named. */
export const addAbsence = command({
  name: "events.add_absence",
  needs: "events:write",
  input: AbsenceInput,
  async run({ tx, actor, input, watch }) {
    const [own] = await tx
      .select({ zone: organizations.zone })
      .from(organizations)
      .where(eq(organizations.id, actor.organizationId));
    const row = { ...input, ...spanIn({ zone: own?.zone ?? "UTC" }, input) };
    return insert(tx, actor, talentAbsences, row, watch.made);
  },
});
export const removeAbsence = command({
  name: "events.remove_absence",
  needs: "events:write",
  input: ItemId,
  async run({ tx, input: { id }, watch }) {
    await watch(talentAbsences, id);
    return remove(tx, talentAbsences, id);
  },
});

/** A field of the organization's own on every event. Its key is made from its name and stays; its kind stays too. */
export const addField = command({
  name: "events.add_field",
  needs: "events:write",
  input: NewField,
  async run({ tx, actor, input, watch }) {
    const key = `f_${slugOf(input.label).replaceAll("-", "_")}`.slice(0, 40).replace(/_+$/, "");
    return insert(tx, actor, customFields, { ...input, key, options: fitting(input.kind, input.options) }, watch.made);
  },
});
export const changeField = command({
  name: "events.change_field",
  needs: "events:write",
  input: FieldChange,
  async run({ tx, input: { id, ...row }, watch }) {
    const [known] = await tx.select({ kind: customFields.kind }).from(customFields).where(eq(customFields.id, id));
    if (!known) throw gone();
    await watch(customFields, id);
    return update(tx, customFields, id, { ...row, options: fitting(known.kind, row.options) });
  },
});

function fitting(kind: string, text: string): string[] {
  const options = optionsOf(text);
  if (kind === "choice" && options.length < 2) refuse("options", "Write at least two, one a line.");
  return kind === "choice" ? options : [];
}

const gone = () => new Refusal("missing", "That is not here any more, or not yours.");

async function insert<T extends Registry>(
  tx: TenantTx,
  actor: Actor,
  table: T,
  row: object,
  made: (table: T, id: string) => void,
): Promise<Made> {
  const values = { ...row, organizationId: actor.organizationId };
  const { rows } = await tx.execute<Made>(sql`${insertInto(table, values as never)} returning id`);
  const found = z.object({ id: z.uuid() }).parse(rows[0]);
  made(table, found.id);
  return found;
}

async function update(tx: TenantTx, table: Registry, id: string, row: object): Promise<Made> {
  const changed = await tx
    .update(table)
    .set(row as never)
    .where(eq(table.id, id))
    .returning({ id: table.id });
  if (changed.length === 0) throw gone();
  return { id };
}

async function remove(tx: TenantTx, table: Registry, id: string): Promise<Made> {
  const removed = await tx.delete(table).where(eq(table.id, id)).returning({ id: table.id });
  if (removed.length === 0) throw gone();
  return { id };
}
