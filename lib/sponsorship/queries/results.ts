import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { orderFacts } from "#lib/sponsorship/queries/order";
import type { ResultsFacts } from "#lib/sponsorship/results";
import { isId } from "#lib/system/ids";

const Parties = z.object({
  id: z.string(),
  sponsor: z.string(),
  organizer: z.string(),
  zone: z.string(),
  today: z.string(),
});
const Reached = z.object({
  eventId: z.string(),
  event: z.string(),
  since: z.string(),
  views: z.number(),
  clicks: z.number(),
  arrivals: z.number(),
  asOf: z.coerce.date().nullable(),
});

/** Everything that the results of one sponsor are made of, the same for both parties; undefined for everybody else. */
export async function resultsFacts(tx: TenantTx, sponsor: string): Promise<ResultsFacts | undefined> {
  if (!isId(sponsor)) return undefined;
  const parties = await answer(tx, sql`sponsorship.parties_of(${sponsor}::uuid)`);
  if (!parties) return undefined;
  const ids = z
    .array(z.string())
    .parse(
      await answer(
        tx,
        sql`(select coalesce(jsonb_agg(o.id order by o.id), '[]') from sponsorship.sponsorship_orders o where o.sponsor_id = ${sponsor}::uuid and o.state <> 'cancelled')`,
      ),
    );
  const orders = [];
  for (const id of ids) orders.push(await orderFacts(tx, id));
  const reach = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(to_jsonb(x) order by x.since, x.event), '[]') from (
      select r.event_id as "eventId", r.event, r.since, sum(r.views)::int as views, sum(r.clicks)::int as clicks, sum(r.arrivals)::int as arrivals, max(r.as_of) as "asOf"
      from sponsorship.reach(${sponsor}::uuid) r group by 1, 2, 3) x)`,
  );
  return {
    ...Parties.parse(parties),
    orders: orders.filter((one) => one !== undefined),
    reach: z.array(Reached).parse(reach),
  };
}
