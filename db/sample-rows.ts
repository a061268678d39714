import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";

/** A table of the catalog that belongs to an organization, and what a request may do to it. */
export type TenantTable = {
  name: string;
  columns: Column[];
  insertable: string[];
  updatable: string[];
  readable: boolean;
};
type Column = { name: string; type: string; required: boolean; labels: string[] | null };

/** Every table with `organization_id`, read from the catalog: a new table joins by itself. */
export async function tenantTables(client: ClientBase): Promise<TenantTable[]> {
  const result = await client.query<TenantTable>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      pg_catalog.has_table_privilege('authenticated', c.oid, 'SELECT') or pg_catalog.has_any_column_privilege('authenticated', c.oid, 'SELECT') as readable,
      array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and pg_catalog.has_column_privilege('authenticated', c.oid, a.attnum, 'UPDATE') order by a.attnum) as updatable,
      array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and pg_catalog.has_column_privilege('authenticated', c.oid, a.attnum, 'INSERT') order by a.attnum) as insertable,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', pg_catalog.format_type(a.atttypid, null),
          'required', a.attnotnull and not a.atthasdef and a.attgenerated = '',
          'labels', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = a.atttypid)) order by a.attnum)
       from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner'
      and exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
    order by 1`);
  return result.rows;
}

/** The same for the plan of an event. */
const planning: Record<string, (unique: string) => unknown> = {
  ...Object.fromEntries(
    ["event_schedules", "event_staff", "production_runs", "talent_absences"].map((table) => [
      `events.${table}.ends_at`,
      () => "2029-01-01T01:00:00Z",
    ]),
  ),
  during: () => "empty",
  "events.event_series.rule": () => "FREQ=DAILY;COUNT=2",
  "events.custom_fields.key": (unique) => `sample_${unique}`,
  "events.contracts.vendor_id": () => "00000000-0000-7000-8000-000000000001",
  "events.talent_uses.absence_id": () => "00000000-0000-7000-8000-000000000001",
  "events.event_files.content": () => Buffer.from("file"),
  "events.event_files.size": () => 4,
  "events.event_videos.byte_size": () => 4,
  "events.event_video_parts.content": () => Buffer.from("film"),
  "events.event_video_parts.n": () => 0,
  "events.event_feedback.name": () => "Ada Byron",
  "events.moderation_decisions.decision": () => "approved",
  "events.reactions.post_id": () => "00000000-0000-7000-8000-000000000001",
  "events.mentions.post_id": () => "00000000-0000-7000-8000-000000000001",
};

/** The same for what sells. */
const selling: Record<string, (unique: string) => unknown> = {
  "ticketing.promo_codes.code": (unique) => `CODE${unique.toUpperCase()}`,
  "ticketing.promo_codes.kind": () => "fixed",
  "ticketing.seat_assignments.checkout_id": () => "00000000-0000-7000-8000-000000000001",
};

/** The same for customers, leads and reviews. */
const customers: Record<string, (unique: string) => unknown> = {
  "crm.client_interactions.kind": () => "call",
  "crm.lead_activities.kind": () => "call",
  "crm.customers_apart.one_id": () => "00000000-0000-7000-8000-000000000001",
  "crm.leads.phone": () => "+1 555 0100",
  "crm.pipeline_stages.pipeline": () => "leads",
  "crm.stage_history.lead_id": () => "00000000-0000-7000-8000-000000000001",
  "feedback.review_post_approvals.decision": () => "approved",
};

/** The same for bookings. */
const booking: Record<string, (unique: string) => unknown> = {
  "bookings.booking_reminders.reason": () => "",
  "bookings.booking_reminders.outcome": () => "queued",
  "bookings.booking_reminders.kind": () => "24h",
  "bookings.booking_reminders.recipient": () => "customer",
  "bookings.calendar_entries.scope": () => "workspace",
  "bookings.calendar_entries.ends_at": () => "2029-01-01T01:00:00Z",
  "bookings.meeting_types.slug": (unique) => `meeting-${unique.toLowerCase()}`,
  "bookings.reminder_stops.email": (unique) => `${unique.toLowerCase()}@stop.example`,
  "bookings.booking_lines.kind": () => "service",
  "bookings.booking_series.starts_local": () => "2029-01-01T18:00",
  "bookings.working_hours.to_time": () => "17:00",
  "bookings.working_hours.from_time": () => "09:00",
  "bookings.busy_times.ends_at": () => "2029-01-01T01:00:00Z",
  "bookings.time_off.ends_at": () => "2029-01-01T01:00:00Z",
  "bookings.bookings.ends_at": () => "2029-01-01T01:00:00Z",
  "bookings.refunds.method": () => "zelle",
  "bookings.booking_lines.quantity": () => 1,
  "bookings.services.duration_minutes": () => 120,
  "bookings.bookings.net_minor": () => 0,
  "bookings.quotes.net_minor": () => 0,
};

/** The same for visits and what became of them; a visit's moment is that of its id. */
const visits: Record<string, (unique: string) => unknown> = {
  "analytics.event_impressions.id": (unique) => `019e0000-0000-7000-8000-${unique}`,
  "analytics.event_impressions.happened_at": () => new Date(0x019e00000000),
  "analytics.event_impressions.kind": () => "view",
  "analytics.event_impressions.page": () => "programme",
  "analytics.event_impressions.channel": () => "direct",
  "analytics.daily_visitors.sketch": () => "{1}",
  "analytics.monthly_visitors.sketch": () => "{1}",
  "analytics.saved_reports.shared": () => true,
  "analytics.report_schedules.cadence": () => "daily",
  "analytics.report_schedules.hour": () => 8,
  "analytics.ticket_analytics.kind": () => "checkout",
  "analytics.ticket_analytics.happened_at": () => new Date(),
  "campaigns.campaigns.channel": () => "social",
  "campaigns.campaigns.word": (unique) => `campaign-${unique.toLowerCase()}`,
  "campaigns.links.medium": () => "qr",
  "campaigns.links.source": () => "poster",
  "campaigns.spend.amount_minor": () => 100,
  "campaigns.links.code": (unique) =>
    unique
      .toUpperCase()
      .replaceAll(/[^0-9A-F]/g, "0")
      .slice(-8)
      .padStart(8, "0"),
  "analytics.attributions.booking_id": (unique) => `019e0000-0000-7000-8000-${unique}`,
  "analytics.daily_origins.touch": () => "last",
  "analytics.daily_origins.sold": () => "tickets",
  "analytics.booking_analytics.kind": () => "booked",
  "analytics.booking_analytics.happened_at": () => new Date(),
  "analytics.booking_analytics.clock": () => "UTC",
};

/** The same for sponsors and their money. */
const sponsoring: Record<string, (unique: string) => unknown> = {
  "sponsorship.deliverable_proofs.figure": () => 1,
  "sponsorship.files.content": () => Buffer.from("file"),
  "sponsorship.files.size": () => 4,
  "sponsorship.upload_parts.content": () => Buffer.from("part"),
  "sponsorship.upload_parts.n": () => 1,
  "sponsorship.held_movements.delta_minor": () => 0,
  "sponsorship.match_feedback.kind": () => "good",
  "sponsorship.match_weights.cause": () => "manual",
  "sponsorship.match_weights.weights": () => "{160000,140000,140000,140000,140000,140000,140000}",
  "ml.model_versions.full_at": () => "0.3",
  ...Object.fromEntries(
    [
      "sponsorship.sponsorship_matches",
      "sponsorship.match_feedback",
      "sponsorship.fit_recalc_queue",
      "ml.sponsor_embeddings",
    ].map((table) => [`${table}.sponsor_id`, () => "00000000-0000-7000-8000-000000000001"]),
  ),
};

/** Values that a check constraint wants; everything else follows from the column's type. */
const wanted: Record<string, (unique: string) => unknown> = {
  slug: (unique) => `sample-${unique}`,
  category: () => null,
  currency: () => "USD",
  zone: () => "Europe/Berlin",
  country: () => "DE",
  "events.events.category": () => "music",
  "identity.user_roles.role": () => "viewer",
  "organizations.org_invitations.role": () => "viewer",
  "organizations.org_invitations.email": (unique) => `${unique}@example.test`,
  "organizations.approval_rules.act": () => "role_grant",
  "organizations.approval_requests.approver": () => "identity:grant",
  "payments.accounts.code": (unique) => `assets:sample-${unique}`,
  "organizations.payout_accounts.last_four": () => "3000",
  "payments.payout_steps.by": () => "person",
  "payments.act_limits.role": () => "finance",
  "payments.categories.kind": () => "income",
  "payments.financial_goals.measure": () => "net",
  "payments.financial_goals.every": () => "month",
  "payments.auto_split_lines.kind": () => "rest",
  "payments.auto_split_lines.reserve": (unique) => `sample-${unique}`,
  "payments.credit_moves.kind": () => "purchase",
  "payments.card_payments.invoice_id": () => "00000000-0000-7000-8000-000000000001",
  "payments.disputes.order_id": () => "00000000-0000-7000-8000-000000000001",
  "payments.allocations.invoice_id": () => "00000000-0000-7000-8000-000000000001",
  "payments.dispute_files.content_type": () => "image/png",
  "payments.invoice_lines.total_minor": () => 2,
  "payments.processor_accounts.gateway": () => "stripe",
  "payments.processor_accounts.state": () => "active",
  "system.saved_views.shared": () => true,
  "system.audit_logs.kind": () => "UPDATE",
  "system.impersonations.reason": () => "To see what they see.",
  "system.impersonations.started_at": () => "2029-01-01T00:00:00Z",
  "payments.transactions.kind": () => "manual",
  "payments.exchanges.bought_currency": () => "EUR",
  "payments.reopenings.locked_through": () => "2028-12-31",
  "events.events.ends_at": () => "2030-01-01T00:00:00Z",
  ...planning,
  ...booking,
  ...selling,
  ...customers,
  ...visits,
  ...sponsoring,
  "ticketing.ticket_tiers.sale_ends_at": () => "2030-01-01T00:00:00Z",
  "ticketing.ticket_tiers.max_per_order": () => 5,
  "ticketing.scan_logs.outcome": () => "verified",
  ...(Object.fromEntries(["line_count", "quantity", "capacity", "quota"].map((name) => [name, () => 2])) as Record<
    string,
    () => unknown
  >),
};

/**
 * One plausible row of `table` for the organization, so that the matrix test has something to see or not to see
 * everywhere. The caller's transaction has switched foreign keys and triggers off (not checks), and is rolled back.
 */
export async function fillRow(client: ClientBase, table: TenantTable, organizationId: string): Promise<void> {
  const unique = randomBytes(6).toString("hex");
  const entries = table.columns.flatMap((column): [string, unknown][] => {
    if (column.name === "organization_id") return [[column.name, organizationId]];
    const special = wanted[`${table.name}.${column.name}`] ?? (column.required ? wanted[column.name] : undefined);
    if (special) return [[column.name, special(unique)]];
    return column.required ? [[column.name, sampleOf(column, unique)]] : [];
  });
  const names = entries.map(([name]) => `"${name}"`).join(", ");
  const places = entries.map((_, index) => `$${index + 1}`).join(", ");
  try {
    await client.query(
      `insert into ${table.name} (${names}) values (${places}) on conflict do nothing`,
      entries.map(([, value]) => value),
    );
  } catch (error) {
    throw new Error(
      `Say in db/sample-rows.ts what a valid row of ${table.name} looks like: ${(error as Error).message}`,
    );
  }
}

function sampleOf({ type, labels }: Column, unique: string): unknown {
  if (labels) return labels[0];
  if (type.endsWith("[]")) return "{}";
  if (type === "uuid") return `${unique.slice(0, 8)}-${unique.slice(8, 12)}-7000-8000-${unique}`;
  if (/^(smallint|integer|bigint|numeric)/.test(type)) return 1;
  if (type === "boolean") return false;
  if (type === "date") return "2029-01-01";
  if (type.startsWith("timestamp")) return "2029-01-01T00:00:00Z";
  if (type === "jsonb" || type === "json") return "{}";
  if (type === "bytea") return Buffer.from(unique);
  if (type === "character" || type.startsWith("character(")) return "USD";
  return `sample ${unique}`;
}
