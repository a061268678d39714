import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Actor, TenantTx } from "#db/tenant";
import type { Permission } from "#lib/permissions";
import { escapeLike } from "#lib/system/list-query";

/** `kind` is a heading, `hint` tells two of the same name apart. */
export type Found = { kind: string; label: string; hint: string; href: string };

type Source = { kind: string; needs: Permission; limit: number; select: (term: Term) => SQL };
type Term = { words: string; like: string; slug: string };

/** Where the palette looks, in the order in which it shows what it found. Each select gives label, hint and href. */
const sources: readonly Source[] = [
  {
    kind: "Events",
    needs: "events:read",
    limit: 5,
    select: ({ like, slug }) => sql`
      select e.name as label, concat_ws(' · ', to_char(e.starts_at at time zone e.zone, 'Mon FMDD, YYYY'), e.state) as hint,
        ${`/${slug}/events/`} || e.id as href
      from events.events e where e.name ilike ${like} order by e.starts_at desc`,
  },
  {
    kind: "Orders",
    needs: "ticketing:read",
    limit: 5,
    select: ({ words, slug }) => sql`
      select o.number || ' · ' || o.buyer_name as label, o.buyer_email as hint, ${`/${slug}/ticketing/orders/`} || o.id as href
      from ticketing.orders_with(${words}, 5) f (id) join ticketing.orders o on o.id = f.id
      order by o.number = upper(${words}) desc, o.created_at desc`,
  },
  {
    kind: "Tickets",
    needs: "ticketing:read",
    limit: 3,
    select: ({ words, slug }) => sql`
      select t.attendee_name as label, t.code as hint, ${`/${slug}/ticketing/orders/`} || t.order_id as href
      from ticketing.tickets t where t.code = upper(${words})`,
  },
  {
    kind: "Bookings",
    needs: "bookings:read",
    limit: 5,
    select: ({ like, slug }) => sql`
      select b.number || ' · ' || b.contact_name as label, concat_ws(' · ', to_char(b.starts_at at time zone b.zone, 'Mon FMDD, YYYY'), b.state) as hint,
        ${`/${slug}/bookings/`} || b.id as href
      from bookings.bookings b where b.number ilike ${like} or b.contact_name ilike ${like} or b.contact_email ilike ${like} order by b.starts_at desc`,
  },
  {
    kind: "Customers",
    needs: "crm:read",
    limit: 5,
    select: ({ like, slug }) => sql`
      select c.name as label, coalesce(c.email, nullif(c.phone, '')) as hint, ${`/${slug}/crm/customers/`} || c.id as href
      from crm.customers c where c.merged_into_id is null and (c.name ilike ${like} or c.email ilike ${like} or c.phone ilike ${like})
      order by c.updated_at desc`,
  },
  {
    kind: "Leads",
    needs: "crm:read",
    limit: 5,
    select: ({ like, slug }) => sql`
      select l.name as label, concat_ws(' · ', l.state, l.email) as hint, ${`/${slug}/crm/leads/`} || l.id as href
      from crm.leads l where l.name ilike ${like} or l.email ilike ${like} order by l.created_at desc`,
  },
  {
    kind: "Sponsors",
    needs: "sponsorship:read",
    limit: 4,
    select: ({ like, slug }) => sql`
      select s.name as label, concat_ws(' · ', nullif(s.industry, ''), nullif(s.email, '')) as hint, ${`/${slug}/sponsorship/sponsors/`} || s.id as href
      from sponsorship.sponsors s where s.archived_at is null and s.organization_id = (select system.org_id()) and (s.name ilike ${like} or s.email ilike ${like})
      order by s.name`,
  },
  {
    kind: "Packages",
    needs: "sponsorship:read",
    limit: 4,
    select: ({ like, slug }) => sql`
      select k.name as label, concat_ws(' · ', e.name, case k.state when 'published' then 'offered' else k.state::text end) as hint, ${`/${slug}/sponsorship/packages/`} || k.id as href
      from sponsorship.sponsorship_packages k join events.events e on e.organization_id = k.organization_id and e.id = k.event_id
      where k.name ilike ${like} or e.name ilike ${like} order by k.state = 'archived', e.starts_at desc, k.name`,
  },
  {
    kind: "Sponsor enquiries",
    needs: "sponsorship:read",
    limit: 3,
    select: ({ like, slug }) => sql`
      select q.company as label, concat_ws(' · ', q.name, q.email) as hint, ${`/${slug}/sponsorship/enquiries/`} || q.id as href
      from sponsorship.enquiries q where q.company ilike ${like} or q.name ilike ${like} or q.email ilike ${like} order by q.created_at desc`,
  },
  {
    kind: "Proposals",
    needs: "sponsorship:sponsor",
    limit: 4,
    select: ({ like, slug }) => sql`
      select t.number || ' · ' || t.title as label, concat_ws(' · ', t.sponsor_name, t.event_name, t.state) as hint, ${`/${slug}/sponsorship/proposals/`} || t.id as href
      from sponsorship.proposal_threads t where t.number ilike ${like} or t.title ilike ${like} or t.sponsor_name ilike ${like} order by t.created_at desc`,
  },
  {
    kind: "Sponsorship orders",
    needs: "sponsorship:sponsor",
    limit: 4,
    select: ({ like, slug }) => sql`
      select o.number || ' · ' || o.title as label, concat_ws(' · ', o.sponsor_name, o.event_name, o.state) as hint, ${`/${slug}/sponsorship/orders/`} || o.id as href
      from sponsorship.sponsorship_orders o where o.number ilike ${like} or o.title ilike ${like} or o.sponsor_name ilike ${like} order by o.created_at desc`,
  },
  {
    kind: "Accounts",
    needs: "payments:read",
    limit: 4,
    select: ({ like, slug }) => sql`
      select a.name as label, a.code || ' · ' || a.currency as hint, ${`/${slug}/payments/accounts/`} || a.id as href
      from payments.accounts a where a.code ilike ${like} or a.name ilike ${like} order by a.code`,
  },
  {
    kind: "People",
    needs: "identity:read",
    limit: 4,
    select: ({ like, slug }) => sql`
      select p.name as label, p.email as hint, ${`/${slug}/settings/people?q=`} || p.email as href
      from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
      where p.name ilike ${like} or p.email ilike ${like} order by p.name`,
  },
];

/** What the words find, for somebody with these permissions, in one statement. Shorter than two letters finds nothing. */
export async function found(tx: TenantTx, actor: Actor, slug: string, words: string): Promise<Found[]> {
  const trimmed = words.trim().slice(0, 100);
  if (trimmed.length < 2) return [];
  const term: Term = { words: trimmed, like: `%${escapeLike(trimmed)}%`, slug };
  const parts = sources
    .filter((source) => actor.permissions.has(source.needs))
    .map(
      (source) =>
        sql`(select ${source.kind}::text as kind, f.label, f.hint::text as hint, f.href from (${source.select(term)} limit ${source.limit}) f)`,
    );
  if (parts.length === 0) return [];
  const result = await tx.execute<Found>(sql.join(parts, sql` union all `));
  return result.rows;
}
