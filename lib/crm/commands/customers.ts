import "server-only";
import { eq, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { answer, jsonOf } from "#db/answer";
import { insertInto } from "#db/insert";
import {
  clientInteractions,
  clientMeasurements,
  customerMerges,
  customerNotes,
  customers,
  customersApart,
} from "#db/schema/crm/customers";
import type { Actor, TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { instantIn, missing, newId } from "#lib/crm/commands/steps";
import * as rules from "#lib/crm/rules";
import type { Watch } from "#lib/system/watch";

const needs = "crm:write";

export const addCustomer = command({
  name: "crm.add_customer",
  needs,
  input: rules.CustomerInput,
  async run({ tx, input, watch }) {
    const id = newId(await answer(tx, sql`crm.add_customer(${jsonOf(input)})`));
    watch.made(customers, id);
    return { id };
  },
});

export const changeCustomer = command({
  name: "crm.change_customer",
  needs,
  input: rules.CustomerChange,
  async run({ tx, input: { id, email, ...row }, watch }) {
    await watch(customers, id);
    const set = tx.update(customers).set({ ...row, email: email || null });
    const done = await set.where(eq(customers.id, id)).returning({ id: customers.id });
    if (done.length === 0) throw missing("customer");
    return { id };
  },
});

export const noteCustomer = command({
  name: "crm.note_customer",
  needs,
  input: rules.CustomerNote,
  run: ({ tx, actor, input, watch }) => insert(tx, actor, watch, customerNotes, input),
});
export const removeCustomerNote = command({
  name: "crm.remove_customer_note",
  needs,
  input: rules.RecordId,
  run: ({ tx, input, watch }) => remove(tx, watch, customerNotes, input.id, "note"),
});

/** A contact with a customer: who, how, what came of it. */
export const recordInteraction = command({
  name: "crm.record_interaction",
  needs,
  input: rules.Interaction,
  async run({ tx, actor, input: { happenedAt, ...row }, watch }) {
    return insert(tx, actor, watch, clientInteractions, { ...row, happenedAt: await instantIn(tx, happenedAt) });
  },
});
export const removeInteraction = command({
  name: "crm.remove_interaction",
  needs,
  input: rules.RecordId,
  run: ({ tx, input, watch }) => remove(tx, watch, clientInteractions, input.id, "contact"),
});

export const addMeasurement = command({
  name: "crm.add_measurement",
  needs,
  input: rules.Measurement,
  run: ({ tx, actor, input, watch }) => insert(tx, actor, watch, clientMeasurements, input),
});
export const removeMeasurement = command({
  name: "crm.remove_measurement",
  needs,
  input: rules.RecordId,
  run: ({ tx, input, watch }) => remove(tx, watch, clientMeasurements, input.id, "measurement"),
});

/** What they told one of us about advertising; the last answer counts. */
export const recordConsent = command({
  name: "crm.record_consent",
  needs,
  input: rules.Consent,
  async run({ tx, input, watch }) {
    await watch(customers, input.customerId);
    const p = { ...input, version: rules.consentVersion };
    await tx.execute(sql`select crm.record_consent(${jsonOf(p)})`);
    return { id: input.customerId };
  },
});

/** Two rows are one person: field by field whose word stays; everything of the other follows. */
export const mergeCustomers = command({
  name: "crm.merge_customers",
  needs: "crm:merge",
  input: rules.Merge,
  async run({ tx, input, watch }) {
    const id = newId(await answer(tx, sql`crm.merge_customers(${jsonOf(input)})`));
    watch.made(customerMerges, id);
    return { id, survivorId: input.survivorId };
  },
});

/** Both are what they were. */
export const unmergeCustomers = command({
  name: "crm.unmerge_customers",
  needs: "crm:merge",
  input: rules.RecordId,
  async run({ tx, input: { id }, watch }) {
    await watch(customerMerges, id);
    await tx.execute(sql`select crm.unmerge_customers(${id}::uuid)`);
    return { id };
  },
});

/** They look alike and are two people: not suggested again. */
export const keepApart = command({
  name: "crm.keep_apart",
  needs: "crm:merge",
  input: rules.Apart,
  trace: (_, { oneId }) => ({ subject: "crm.customers", subjectId: oneId }),
  async run({ tx, actor, input }) {
    const [oneId = "", otherId = ""] = [input.oneId, input.otherId].sort();
    const { organizationId, userId: createdBy } = actor;
    const row = insertInto(customersApart, { organizationId, oneId, otherId, createdBy });
    await tx.execute(sql`${row} on conflict do nothing`);
    return { id: oneId };
  },
});

type Line = PgTable & { id: PgColumn };

async function insert(tx: TenantTx, actor: Actor, watch: Watch, table: Line, row: object) {
  const values = { ...row, organizationId: actor.organizationId, createdBy: actor.userId };
  const { rows } = await tx.execute<{ id: string }>(sql`${insertInto(table, values as never)} returning id`);
  const id = newId(rows[0]?.id);
  watch.made(table, id);
  return { id };
}

async function remove(tx: TenantTx, watch: Watch, table: Line, id: string, what: string) {
  await watch(table, id);
  const removed = await tx.delete(table).where(eq(table.id, id)).returning({ id: table.id });
  if (removed.length === 0) throw missing(what);
  return { id };
}
