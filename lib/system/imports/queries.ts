import "server-only";
import { and, asc, desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { events } from "#db/schema/events";
import { accounts } from "#db/schema/payments";
import { eventCategories } from "#db/schema/ref";
import { importRows, imports } from "#db/schema/system/imports";
import { ticketTiers } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";
import type { ImportOptions, Mapping, RowError } from "#lib/system/imports/rules";

export type ImportColumn = { name: string; samples: string[] };
export type ImportRecord = NonNullable<Awaited<ReturnType<typeof importById>>>;

/** The latest imports of the organization, newest first. */
export const latestImports = (tx: TenantTx) =>
  tx
    .select({
      id: imports.id,
      kind: imports.kind,
      state: imports.state,
      name: imports.name,
      rows: imports.rows,
      good: imports.good,
      bad: imports.bad,
      createdAt: imports.createdAt,
      by: userProfiles.name,
    })
    .from(imports)
    .leftJoin(userProfiles, eq(userProfiles.userId, imports.createdBy))
    .orderBy(desc(imports.createdAt))
    .limit(50);

export async function importById(tx: TenantTx, id: string) {
  const [found] = await tx.select().from(imports).where(eq(imports.id, id));
  if (!found) return undefined;
  return {
    ...found,
    columns: found.columns as ImportColumn[],
    mapping: found.mapping as Mapping,
    options: found.options as ImportOptions,
  };
}

/** How far it is, for the page that waits. */
export async function importProgress(tx: TenantTx, id: string) {
  const [found] = await tx
    .select({ state: imports.state, rows: imports.rows, done: imports.done })
    .from(imports)
    .where(eq(imports.id, id));
  return found;
}

/** Rows that need a look: those that are wrong first, then those that were left out as known. */
export async function troubledRows(tx: TenantTx, id: string, limit = 50) {
  const rows = await tx
    .select({
      n: importRows.n,
      at: importRows.at,
      state: importRows.state,
      data: importRows.data,
      errors: importRows.errors,
    })
    .from(importRows)
    .where(and(eq(importRows.importId, id), inArray(importRows.state, ["bad", "refused", "duplicate"])))
    .orderBy(sql`${importRows.state} = 'duplicate'`, asc(importRows.n))
    .limit(limit);
  return rows.map((row) => ({ ...row, data: row.data as Record<string, string>, errors: row.errors as RowError[] }));
}

/** The first rows as they will be imported. */
export async function soundRows(tx: TenantTx, id: string, limit = 5) {
  const rows = await tx
    .select({ n: importRows.n, at: importRows.at, data: importRows.data })
    .from(importRows)
    .where(and(eq(importRows.importId, id), eq(importRows.state, "good")))
    .orderBy(asc(importRows.n))
    .limit(limit);
  return rows.map((row) => ({ ...row, data: row.data as Record<string, string> }));
}

/** Events that files can be imported into, the nearest first. */
export const importEvents = (tx: TenantTx) =>
  tx
    .select({ id: events.id, name: events.name, startsAt: events.startsAt, zone: events.zone })
    .from(events)
    .where(notInArray(events.state, ["archived", "cancelled"]))
    .orderBy(desc(events.startsAt))
    .limit(500);

export const importChoices = async (tx: TenantTx, eventId: string | undefined) => ({
  categories: await tx
    .select({ key: eventCategories.key, name: eventCategories.name })
    .from(eventCategories)
    .orderBy(asc(eventCategories.name)),
  tiers: eventId
    ? await tx
        .select({ id: ticketTiers.id, name: ticketTiers.name })
        .from(ticketTiers)
        .where(eq(ticketTiers.eventId, eventId))
        .orderBy(asc(ticketTiers.position))
    : [],
});

/** Accounts into which money can have come: banks, drawers and what is on its way to a bank. */
export const importAccounts = (tx: TenantTx) =>
  tx
    .selectDistinct({ code: accounts.code, name: accounts.name })
    .from(accounts)
    .where(sql`${accounts.code} ~ '^assets:(bank|clearing|cash-drawer):'`)
    .orderBy(asc(accounts.code));
