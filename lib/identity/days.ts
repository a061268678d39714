import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { toInstant } from "#lib/time";

/**
 * Days of a form as moments in the open organization's zone: from the first moment of `startsOn` to the first moment
 * after `endsOn`. What was not given stays out.
 */
export async function spanOf(tx: TenantTx, { startsOn, endsOn }: { startsOn?: string; endsOn?: string }) {
  if (!startsOn && !endsOn) return {};
  const { rows } = await tx.execute<{ zone: string }>(
    sql`select o.zone from organizations.organizations o where o.id = (select system.org_id())`,
  );
  const zone = z.string().parse(rows[0]?.zone);
  return {
    ...(startsOn ? { startsAt: toInstant(`${startsOn}T00:00`, zone).toISOString() } : {}),
    ...(endsOn ? { endsAt: toInstant(`${nextDay(endsOn)}T00:00`, zone).toISOString() } : {}),
  };
}

function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
