import "server-only";
import { eq, type InferInsertModel, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { events } from "#db/schema/events";
import type { Machine } from "#db/states";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { toInstant } from "#lib/time";

/**
 * What every row of an event's plan can have done to it: add, change, remove, and move to another state. Row security
 * says whose events somebody plans; a conflict of room or person comes back from the database in words.
 */
type PlanTable = PgTable & { id: PgColumn; eventId: PgColumn };
type Row<T extends PlanTable> = Omit<InferInsertModel<T>, "organizationId" | "eventId" | "id">;
export type Planned = { id: string; zone: string; currency: string; name: string };

type Item<T extends PlanTable, S extends z.ZodRawShape> = {
  /** One word for the names of its commands: `session` makes `events.add_session`. */
  word: string;
  table: T;
  input: z.ZodObject<S>;
  /** The row of an input; wall clocks are of the event's zone. Only columns that a request may write. */
  row: (input: z.output<z.ZodObject<S>>, event: Planned) => Partial<Row<T>>;
  /** What cannot change once it is there, such as whom a contract is with. */
  fixed?: readonly (keyof Row<T>)[];
  /** What else belongs to it, once its row is there. */
  after?: (tx: TenantTx, id: string, input: z.output<z.ZodObject<S>>) => Promise<void>;
};

type Added = { id: string };

export function planItem<T extends PlanTable, S extends z.ZodRawShape>(item: Item<T, S>) {
  const { word, table, input: fields, row, fixed = [], after } = item;
  const what = word.replaceAll("_", " ");
  const gone = () => new Refusal("missing", `That ${what} is not here any more, or not yours.`);

  const add = command({
    name: `events.add_${word}`,
    needs: "events:write",
    input: fields.extend({ eventId: z.uuid() }).strict(),
    async run({ tx, actor, input, watch }): Promise<Added> {
      const { eventId, ...rest } = input as { eventId: string };
      const event = await plannedEvent(tx, eventId);
      const own = rest as unknown as z.output<z.ZodObject<S>>;
      const values = { ...row(own, event), organizationId: actor.organizationId, eventId };
      const made = await tx.execute<Added>(sql`${insertInto(table, values as never)} returning id`);
      const { id } = z.object({ id: z.uuid() }).parse(made.rows[0]);
      await after?.(tx, id, own);
      watch.made(table, id);
      return { id };
    },
  });

  const change = command({
    name: `events.change_${word}`,
    needs: "events:write",
    input: fields.extend({ id: z.uuid() }).strict(),
    async run({ tx, input, watch }): Promise<Added> {
      const { id, ...rest } = input as { id: string };
      const event = await eventOf(tx, table, id);
      if (!event) throw gone();
      await watch(table, id);
      const own = rest as unknown as z.output<z.ZodObject<S>>;
      const values = Object.fromEntries(
        Object.entries(row(own, event)).filter(([key]) => !fixed.includes(key as keyof Row<T>)),
      );
      const changed = await tx
        .update(table)
        .set(values as never)
        .where(eq(table.id, id))
        .returning({ id: table.id });
      if (changed.length === 0) throw gone();
      await after?.(tx, id, own);
      return { id };
    },
  });

  const remove = command({
    name: `events.remove_${word}`,
    needs: "events:write",
    input: z.strictObject({ id: z.uuid() }),
    async run({ tx, input: { id }, watch }): Promise<Added> {
      await watch(table, id);
      const removed = await tx.delete(table).where(eq(table.id, id)).returning({ id: table.id });
      if (removed.length === 0) throw gone();
      return { id };
    },
  });

  return { add, change, remove };
}

/** Move a row of the plan to another state of its machine; `db/states-planning.ts` says what may follow. */
export function planMove(machine: Machine, word: string, table: PlanTable) {
  return command({
    name: `events.move_${word}`,
    needs: "events:write",
    input: z.strictObject({ id: z.uuid(), to: z.string().max(40) }),
    async run({ tx, input: { id, to }, watch }) {
      await watch(table, id);
      await tx.execute(sql`select system.move(${machine}, ${id}::uuid, ${to})`);
      return { id };
    },
  });
}

/** The event that is planned, or that it is not theirs. */
export async function plannedEvent(tx: TenantTx, id: string): Promise<Planned> {
  const [found] = await tx
    .select({ id: events.id, zone: events.zone, currency: events.currency, name: events.name })
    .from(events)
    .where(eq(events.id, id));
  if (!found) throw new Refusal("missing", "That event is not here any more, or not yours.");
  return found;
}

async function eventOf(tx: TenantTx, table: PlanTable, id: string): Promise<Planned | null> {
  const [row] = await tx.select({ eventId: table.eventId }).from(table).where(eq(table.id, id));
  return row ? plannedEvent(tx, z.uuid().parse(row.eventId)) : null;
}

/** From one wall clock to another in the event's zone; the end comes after the start. */
export function spanIn({ zone }: { zone: string }, { startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const span = { startsAt: toInstant(startsAt, zone), endsAt: toInstant(endsAt, zone) };
  if (span.endsAt <= span.startsAt) refuse("endsAt", "It must end after it starts.");
  return span;
}

export function refuse(field: string, message: string): never {
  throw new Refusal("invalid", message, { [field]: [message] });
}
