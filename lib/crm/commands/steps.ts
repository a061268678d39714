import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";
import { toInstant } from "#lib/time";

/** What the commands of this domain share. */
export const newId = (found: unknown) => z.uuid().parse(found);

export const missing = (what: string) => new Refusal("missing", `That ${what} is not here any more, or not yours.`);

/** A wall clock in the organization's zone as an instant; nothing stays nothing. */
export async function instantIn(tx: TenantTx, local: string | undefined): Promise<Date | undefined> {
  if (local === undefined) return undefined;
  const zone = await answer(tx, sql`(select o.zone from organizations.organizations o where o.id = system.org_id())`);
  return toInstant(local, String(zone));
}

/** An amount as typed, in minor units; refused beside its field when it is none of this currency. */
export function minorOf(text: string, currency: string): bigint {
  const minor = parseMoney(text, currency);
  if (minor === null || minor < 0n)
    throw new Refusal("invalid", "One field needs another look.", {
      amount: [`An amount in ${currency}, such as 1200.`],
    });
  return minor;
}
