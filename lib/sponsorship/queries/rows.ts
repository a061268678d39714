import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import type { FigureKind, RowsAsked } from "#lib/sponsorship/figures";
import { movedParts, ofSide, onDays } from "#lib/sponsorship/queries/moved";

const minor = z.string().transform(BigInt);
const Row = z.object({
  id: z.string(),
  /** A calendar day, or an instant. */
  day: z.string().nullable(),
  at: z.coerce.date().nullable(),
  /** The order, proposal or event, and where it is below `sponsorship/`. */
  name: z.string(),
  path: z.string().nullable(),
  party: z.string(),
  what: z.string(),
  minor,
  count: z.number(),
});
const Found = z.object({ rows: z.array(Row), n: z.number(), minor, count: z.number() });
export type FigureRow = z.output<typeof Row>;
export type FigureRows = z.output<typeof Found>;
export const rowsOnAPage = 50;

/** The rows whose sum a figure is, newest first, with how many there are and what all of them add up to. */
export async function figureRows(tx: TenantTx, asked: RowsAsked, currency: string, zone: string): Promise<FigureRows> {
  const found = await answer(
    tx,
    sql`(with every as (${rowsOf[asked.kind](asked, currency, zone)})
      select jsonb_build_object('rows', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'day', x.day, 'at', x.at, 'name', x.name, 'path', x.path, 'party', x.party, 'what', x.what,
          'minor', x.minor::text, 'count', x.count) order by coalesce(x.at, x.day::timestamptz) desc nulls last, x.id desc), '[]')
        from (select * from every order by coalesce(at, day::timestamptz) desc nulls last, id desc limit ${rowsOnAPage} offset ${(asked.page - 1) * rowsOnAPage}) x),
      'n', count(*), 'minor', coalesce(sum(minor), 0)::text, 'count', coalesce(sum(count), 0)) from every)`,
  );
  return Found.parse(found);
}

type Rows = (asked: RowsAsked, currency: string, zone: string) => SQL;
const about = (asked: RowsAsked) =>
  sql`(${asked.event ?? null}::uuid is null or o.event_id = ${asked.event ?? null}::uuid)`;

/** Lines of the held funds' history. */
const moved =
  (part: SQL): Rows =>
  (asked, currency, zone) =>
    sql`
    select h.id::text, null::date as day, h.created_at as at, o.number as name, 'orders/' || o.id as path,
      case when ${asked.side} = 'organizer' then o.sponsor_name else o.organizer_name end as party,
      concat_ws(': ', o.title, nullif(h.reason, '')) as what, ${part} as minor, 1 as count
    from sponsorship.held_movements h join sponsorship.sponsorship_orders o on o.organization_id = h.organization_id and o.id = h.order_id
    where ${ofSide(asked.side, "h", asked.sponsor)} and h.currency = ${currency} and ${part} <> 0 and ${about(asked)} and ${onDays(sql`h.created_at`, asked, zone)}`;

/** Orders of which something is held, whose last day or first day lies in the range. */
const held: Rows = (asked, currency) => sql`
    select o.id::text, case when ${asked.by ?? "since"} = 'leave' then o.must_leave_by else o.funded_on end as day, null::timestamptz as at, o.number as name, 'orders/' || o.id as path,
      case when ${asked.side} = 'organizer' then o.sponsor_name else o.organizer_name end as party,
      o.title || ': must leave by ' || to_char(o.must_leave_by, 'FMDD Mon YYYY') as what, o.funded_minor - o.released_minor - o.refunded_minor as minor, 1 as count
    from sponsorship.sponsorship_orders o
    where ${ofSide(asked.side, "o", asked.sponsor)} and o.currency = ${currency} and o.funded_minor > o.released_minor + o.refunded_minor and ${about(asked)}
      and (${asked.from ?? null}::date is null or case when ${asked.by ?? "since"} = 'leave' then o.must_leave_by else o.funded_on end >= ${asked.from ?? null}::date)
      and (${asked.before ?? null}::date is null or case when ${asked.by ?? "since"} = 'leave' then o.must_leave_by else o.funded_on end < ${asked.before ?? null}::date)`;

/** Proposals with what is on the table. */
const talks =
  (which: (asked: RowsAsked, zone: string) => SQL, moment: SQL): Rows =>
  (asked, currency, zone) =>
    sql`
    select t.id::text, null::date as day, ${moment} as at, t.number as name, 'proposals/' || t.id as path, t.sponsor_name as party, concat_ws(', ', t.title, t.event_name) as what,
      v.price_minor as minor, 1 as count
    from sponsorship.proposal_threads t join sponsorship.proposal_versions v on v.organization_id = t.organization_id and v.thread_id = t.id and v.n = t.version
    where ${ofSide("organizer", "t", asked.sponsor)} and ${asked.side} = 'organizer' and v.currency = ${currency}
      and (${asked.event ?? null}::uuid is null or t.event_id = ${asked.event ?? null}::uuid) and ${which(asked, zone)}`;

/** When a proposal came into a state for the first time. */
export const reached = (states: string) =>
  sql`(select min(p.created_at) from sponsorship.proposal_steps p where p.organization_id = t.organization_id and p.thread_id = t.id and p.to_state in (${sql.raw(states)}))`;
const won = reached("'accepted'");
const lost = reached("'rejected', 'expired'");
const sent = reached("'sent'");

const sold: Rows = (asked, currency, zone) => sql`
    select o.id::text, null::date as day, o.created_at as at, o.number as name, 'orders/' || o.id as path, o.sponsor_name as party, o.title as what, o.total_minor as minor, 1 as count
    from sponsorship.sponsorship_orders o
    where ${ofSide("organizer", "o", asked.sponsor)} and ${asked.side} = 'organizer' and o.currency = ${currency} and o.state not in ('cancelled', 'refunded') and ${about(asked)}
      and o.package_id is not distinct from ${asked.package ?? null}::uuid and ${onDays(sql`o.created_at`, asked, zone)}`;

/** Days of the events that the sponsor pays for. */
const reach =
  (figure: "views" | "clicks" | "arrivals"): Rows =>
  (asked) =>
    sql`
    select r.event_id || ':' || r.day as id, r.day, null::timestamptz as at, r.event as name, null::text as path, r.organizer as party, ''::text as what, 0::bigint as minor,
      r.${sql.raw(figure)} as count
    from (select distinct on (x.event_id, x.day) x.* from sponsorship.reach(${asked.sponsor ?? null}::uuid) x order by x.event_id, x.day, x.since) r
    where r.${sql.raw(figure)} > 0 and (${asked.event ?? null}::uuid is null or r.event_id = ${asked.event ?? null}::uuid)
      and (${asked.from ?? null}::date is null or r.day >= ${asked.from ?? null}::date) and (${asked.before ?? null}::date is null or r.day < ${asked.before ?? null}::date)`;

const rowsOf: Record<FigureKind, Rows> = {
  paid: moved(movedParts.paid),
  held,
  released: moved(movedParts.released),
  refunded: moved(movedParts.refunded),
  fees: moved(movedParts.fees),
  open: talks(
    ({ state }) =>
      state
        ? sql`t.state = ${state}::sponsorship.proposal_state`
        : sql`t.state in ('draft', 'sent', 'viewed', 'counter')`,
    sql`t.created_at`,
  ),
  won: talks((asked, zone) => sql`t.state = 'accepted' and ${onDays(won, asked, zone)}`, won),
  lost: talks((asked, zone) => sql`t.state in ('rejected', 'expired') and ${onDays(lost, asked, zone)}`, lost),
  sent: talks((asked, zone) => sql`${sent} is not null and ${onDays(sent, asked, zone)}`, sent),
  sold,
  views: reach("views"),
  clicks: reach("clicks"),
  arrivals: reach("arrivals"),
};
