import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Dashboard } from "#lib/analytics/rules/reports";
import type { Cadence } from "#lib/analytics/rules/saving";

export type Schedule = {
  id: string;
  personId: string;
  person: string;
  cadence: Cadence;
  hour: number;
  weekday: number;
  monthDay: number;
  stoppedAt: Date | null;
  stopReason: string;
  nextAt: Date | null;
  lastOn: string | null;
  lastOutcome: "queued" | "sent" | "stopped" | null;
};
export type SavedReport = {
  id: string;
  name: string;
  dashboard: Dashboard;
  search: string;
  shared: boolean;
  mine: boolean;
  owner: string;
  event: string | null;
  deletedAt: Date | null;
  schedules: Schedule[];
};

/**
 * Saved reports of these dashboards: mine and those shared with me, by name; mine that were removed in the last thirty
 * days last. With each, the letters that I arranged or get.
 */
export async function savedReportsOf(tx: TenantTx, visible: readonly Dashboard[]): Promise<SavedReport[]> {
  const { rows } = await tx.execute<{ found: SavedReport[] }>(sql`
    select coalesce(jsonb_agg(to_jsonb(x) order by x."deletedAt" is not null, lower(x.name), x.id), '[]') as found from (
      select r.id, r.name, r.dashboard, r.search, r.shared, r.owner_id = (select system.uid()) as mine, r.deleted_at as "deletedAt",
        coalesce(nullif(u.name, ''), u.email, 'A colleague') as owner,
        (select e.name from events.events e where e.id::text = substring(r.search from 'event=([0-9a-f-]{36})')) as event,
        coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'personId', s.person_id, 'person', coalesce(nullif(p.name, ''), p.email, 'A colleague'), 'cadence', s.cadence, 'hour', s.hour,
          'weekday', s.weekday, 'monthDay', s.month_day, 'stoppedAt', s.stopped_at, 'stopReason', s.stop_reason, 'lastOn', l.due_on, 'lastOutcome', l.outcome,
          'nextAt', case when s.stopped_at is null then (select min(d.due_at) from generate_series(0, 62) n
            cross join lateral analytics.last_due(s.cadence, s.hour, s.weekday, s.month_day, o.zone, now() + make_interval(days => n)) d where d.due_at > now()) end)
          order by s.created_at)
          from analytics.report_schedules s join organizations.organizations o on o.id = s.organization_id
          left join users.user_profiles p on p.user_id = s.person_id
          left join lateral (select k.due_on, k.outcome from analytics.report_sends k where k.organization_id = s.organization_id and k.schedule_id = s.id order by k.due_on desc limit 1) l on true
          where s.organization_id = r.organization_id and s.report_id = r.id), '[]') as schedules
      from analytics.saved_reports r left join users.user_profiles u on u.user_id = r.owner_id
      where r.dashboard = any (${`{${visible.join(",")}}`}::text[]) and (r.deleted_at is null or r.deleted_at > now() - interval '30 days')) x`);
  const day = (at: Date | string | null) => (at ? new Date(at) : null);
  return (rows[0]?.found ?? []).map((report) => ({
    ...report,
    deletedAt: day(report.deletedAt),
    schedules: report.schedules.map((one) => ({ ...one, stoppedAt: day(one.stoppedAt), nextAt: day(one.nextAt) })),
  }));
}

/** Everybody else who is a member, by name. */
export async function colleaguesOf(tx: TenantTx): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select m.user_id as id, coalesce(nullif(p.name, ''), p.email) as name from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
    where m.organization_id = (select system.org_id()) and m.state = 'active' and m.user_id <> (select system.uid()) order by 2 limit 200`);
  return rows;
}
