import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { admin, given, type Organization } from "#db/given";
import type { Actor } from "#db/tenant";
import { addLead } from "#lib/crm/commands";
import { addCustomer } from "#lib/crm/commands/customers";
import { problem } from "#lib/errors";

/** What tests of customers' business start from: a house with two stations, its administrator, and a manager of each. */
export type Kitchens = {
  org: Organization;
  admin: Actor;
  stations: [string, string];
  managers: [Actor, Actor];
};

export async function kitchens(): Promise<Kitchens> {
  const org = await given.organization();
  const stations: [string, string] = [
    await given.station(org, "Harbour Kitchen"),
    await given.station(org, "Hill Kitchen"),
  ];
  const manager = (stationId: string) => given.person("manager", org, { stationId });
  return {
    org,
    admin: await given.person("admin", org),
    stations,
    managers: [await manager(stations[0]), await manager(stations[1])],
  };
}

export const unique = () => randomBytes(5).toString("hex");

export const leadForm = (fields: Record<string, unknown> = {}) => ({
  name: "Ana Reyes",
  email: `ana-${unique()}@example.test`,
  source: "phone",
  message: "Hibachi in our garden, please.",
  guests: "12",
  ...fields,
});

export const aLead = async (who: Actor, fields: Record<string, unknown> = {}) =>
  (await addLead(who, leadForm(fields))).id;

export const aCustomer = async (who: Actor, fields: Record<string, unknown> = {}) =>
  (await addCustomer(who, { name: "Ana Reyes", email: `ana-${unique()}@example.test`, ...fields })).id;

/** The organization's stages by name. */
export async function stageIds(org: Organization, pipeline = "leads"): Promise<Record<string, string>> {
  const { rows } = await admin.query<{ name: string; id: string }>(
    "select name, id from crm.pipeline_stages where organization_id = $1 and pipeline = $2",
    [org.id, pipeline],
  );
  return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
}

/** One row as an administrator of the database sees it. */
export async function one<T>(text: string, values: unknown[] = []): Promise<T> {
  return (await admin.query(text, values)).rows[0];
}

/** It was refused, and what the person reads, on top or beside a field, says so. */
export async function refusedWith(work: Promise<unknown>, words: RegExp): Promise<void> {
  const said = await work.then(
    () => null,
    (error: unknown) => {
      const { message, fields = {} } = problem(error);
      return [message, ...Object.values(fields).flat()].join(" ");
    },
  );
  assert.ok(said !== null, `this was let through, and should say ${words}`);
  assert.match(said, words);
}
