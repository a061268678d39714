import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";

/** Reads of customers. Row security says whose; moments come as ISO 8601 with an offset. */
const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string(),
  address: z.string(),
  notes: z.string(),
  tags: z.array(z.string()),
  marketing: z.enum(["unknown", "granted", "withdrawn"]),
  createdAt: z.string(),
});
export type Person = z.output<typeof Person>;
const person = (alias: "c" | "a" | "b") => {
  const c = sql.identifier(alias);
  return sql`jsonb_build_object('id', ${c}.id, 'name', ${c}.name, 'email', ${c}.email, 'phone', ${c}.phone, 'address', ${c}.address, 'notes', ${c}.notes,
    'tags', to_jsonb(${c}.tags), 'marketing', ${c}.marketing, 'createdAt', ${c}.created_at)`;
};

const Line = z.object({
  id: z.uuid(),
  kind: z.string(),
  text: z.string(),
  at: z.string(),
  by: z.string().nullable(),
});
const Customer = Person.extend({
  marketingAt: z.string().nullable(),
  mergedIntoId: z.string().nullable(),
  stations: z.array(z.object({ id: z.uuid(), name: z.string() })),
  optOutToken: z.uuid(),
  consents: z.array(Line.extend({ version: z.string() })),
  notesOf: z.array(Line),
  measurements: z.array(
    Line.extend({ value: z.string(), unit: z.string(), name: z.string(), on: z.string() }).omit({
      kind: true,
      at: true,
    }),
  ),
  opportunities: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      stage: z.string(),
      state: z.string(),
      amountMinor: z.string(),
      currency: z.string(),
    }),
  ),
  merges: z.array(z.object({ id: z.uuid(), name: z.string(), at: z.string(), by: z.string().nullable() })),
});
export type Customer = z.output<typeof Customer>;

const who = (column: string) =>
  sql.raw(`(select coalesce(nullif(u.name, ''), u.email) from users.user_profiles u where u.user_id = ${column})`);

/** A customer with what their page says, but for the timeline. */
export async function customerById(tx: TenantTx, id: string): Promise<Customer | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await answer(
    tx,
    sql`(select ${person("c")} || jsonb_build_object('marketingAt', c.marketing_at, 'mergedIntoId', c.merged_into_id, 'optOutToken', c.opt_out_token,
      'stations', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name) from identity.stations s where s.organization_id = c.organization_id and s.id = any (c.station_ids)), '[]'),
      'consents', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.choice, 'text', x.source, 'version', x.version, 'at', x.created_at, 'by', ${who("x.recorded_by")}) order by x.id desc)
        from crm.customer_consents x where x.organization_id = c.organization_id and x.customer_id = c.id), '[]'),
      'notesOf', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'kind', 'note', 'text', x.body, 'at', x.created_at, 'by', ${who("x.created_by")}) order by x.id desc)
        from crm.customer_notes x where x.organization_id = c.organization_id and x.customer_id = c.id), '[]'),
      'measurements', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'value', trim_scale(x.value)::text, 'unit', x.unit, 'on', x.measured_on, 'text', x.note, 'by', ${who("x.created_by")})
          order by x.name, x.measured_on desc, x.id desc)
        from crm.client_measurements x where x.organization_id = c.organization_id and x.customer_id = c.id), '[]'),
      'opportunities', coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'stage', g.name, 'state', o.state, 'amountMinor', o.amount_minor::text, 'currency', o.currency) order by o.created_at desc)
        from crm.opportunities o join crm.pipeline_stages g on g.organization_id = o.organization_id and g.id = o.stage_id where o.organization_id = c.organization_id and o.customer_id = c.id), '[]'),
      'merges', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', x.name, 'at', m.created_at, 'by', ${who("m.merged_by")}) order by m.id desc)
        from crm.customer_merges m join crm.customers x on x.organization_id = m.organization_id and x.id = m.merged_id
        where m.organization_id = c.organization_id and m.survivor_id = c.id and m.undone_at is null), '[]'))
    from crm.customers c where c.id = ${id}::uuid)`,
  );
  return Customer.nullable().parse(found ?? null);
}

const Pair = z.object({ one: Person, other: Person, likeness: z.number(), reasons: z.array(z.string()) });
export type Pair = z.output<typeof Pair>;

/** Customers who may be one person, the likeliest first, with the reasons. */
export async function duplicates(tx: TenantTx, most = 50): Promise<Pair[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('one', ${person("a")}, 'other', ${person("b")}, 'likeness', d.likeness, 'reasons', to_jsonb(d.reasons)) order by d.likeness desc, a.id), '[]')
      from crm.duplicates(${most}::int) d join crm.customers a on a.id = d.one_id join crm.customers b on b.id = d.other_id)`,
  );
  return z.array(Pair).parse(found);
}

const Happening = z.object({
  kind: z.string(),
  id: z.uuid(),
  title: z.string(),
  text: z.string(),
  at: z.string(),
  state: z.string().nullable(),
  amountMinor: z.string().nullable(),
  currency: z.string().nullable(),
});
export type Happening = z.output<typeof Happening>;

/**
 * Everything with a customer on one line of time, the newest first. Whoever may not see orders or invoices does not find
 * them here: each part reads through its own row policy. Orders, invoices and the letters of the last fortnight are
 * theirs by their e-mail address.
 */
export async function timelineOf(tx: TenantTx, customerId: string, most = 100): Promise<Happening[]> {
  const found = await answer(
    tx,
    sql`(with c as materialized (select x.* from crm.customers x where x.id = ${customerId}::uuid), lines as (
      select 'lead' as kind, l.id, 'Lead by ' || replace(l.source::text, '_', ' ') as title, left(l.message, 200) as text, l.created_at as at, l.state::text as state, null::bigint as amount, null::text as currency
        from crm.leads l, c where l.organization_id = c.organization_id and l.customer_id = c.id
      union all select 'opportunity', o.id, o.title, '', o.created_at, o.state::text, o.amount_minor, o.currency from crm.opportunities o, c where o.organization_id = c.organization_id and o.customer_id = c.id
      union all select i.kind, i.id, initcap(i.kind) || case i.direction when 'in' then ' from them' else '' end, i.summary, i.happened_at, null, null, null from crm.client_interactions i, c where i.organization_id = c.organization_id and i.customer_id = c.id
      union all select 'review', r.id, r.rating || ' of 5 stars', left(concat_ws(': ', nullif(r.title, ''), nullif(r.body, '')), 200), r.created_at, r.state::text, null, null from feedback.customer_reviews r, c where r.organization_id = c.organization_id and r.customer_id = c.id
      union all select 'request', q.id, 'Asked for a review', coalesce(q.skipped_reason, q.occasion), coalesce(q.sent_at, q.created_at), q.state::text, null, null from feedback.review_requests q, c where q.organization_id = c.organization_id and q.customer_id = c.id
      union all select 'booking', b.id, 'Booking ' || b.number, v.name || ', ' || to_char(b.starts_at at time zone b.zone, 'FMDD Mon YYYY HH24:MI'), b.created_at, b.state::text, b.total_minor, b.currency
        from bookings.bookings b join bookings.services v on v.organization_id = b.organization_id and v.id = b.service_id, c where b.organization_id = c.organization_id and b.customer_id = c.id
      union all select 'booking', h.booking_id, 'Booking ' || b.number || case h.after ->> 'state' when 'opened' then ' disputed by their bank' else ': dispute ' || (h.after ->> 'state') end, h.reason, h.created_at, null,
          (h.after ->> 'amountMinor')::bigint, b.currency
        from bookings.booking_history h join bookings.bookings b on b.organization_id = h.organization_id and b.id = h.booking_id, c where h.organization_id = c.organization_id and h.kind = 'dispute' and b.customer_id = c.id
      union all select 'dispute', d.id, 'Order ' || o.number || ' disputed by their bank', replace(d.reason, '_', ' '), d.opened_at, d.state::text, d.amount_minor, d.currency
        from payments.disputes d join ticketing.orders o on o.organization_id = d.organization_id and o.id = d.order_id, c
        where d.organization_id = c.organization_id and c.email is not null and lower(o.buyer_email) = lower(c.email)
      union all select 'order', o.id, 'Order ' || o.number, e.name, o.created_at, o.state::text, o.total_minor, o.currency from ticketing.orders o join events.events e on e.organization_id = o.organization_id and e.id = o.event_id, c
        where o.organization_id = c.organization_id and c.email is not null and lower(o.buyer_email) = lower(c.email)
      union all select 'invoice', i.id, case i.kind when 'credit_note' then 'Credit note ' else 'Invoice ' end || coalesce(i.number, '(draft)'), i.reference, coalesce(i.issued_on::timestamptz, i.created_at), i.state::text, i.total_minor, i.currency
        from payments.invoices i join payments.parties p on p.organization_id = i.organization_id and p.id = i.party_id and p.kind = 'customer', c
        where i.organization_id = c.organization_id and c.email is not null and lower(p.email) = lower(c.email)
      union all select 'letter', m.id, m.title, m.what, m.at, m.state, null, null from c, lateral crm.letters_to(c.id) m)
    select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'id', l.id, 'title', l.title, 'text', coalesce(l.text, ''), 'at', l.at, 'state', l.state, 'amountMinor', l.amount::text, 'currency', l.currency) order by l.at desc, l.id desc), '[]')
      from (select * from lines order by at desc, id desc limit ${most}) l)`,
  );
  return z.array(Happening).parse(found);
}
