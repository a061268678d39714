import { admin, given, type Organization } from "./house.ts";

/** A saved report that is shared, and its letters to whoever saved it. */
export async function savedOf(org: Organization): Promise<Record<string, string>> {
  const { userId } = await given.person("finance", org);
  const { rows } = await admin.query(
    `with made as (insert into analytics.saved_reports (organization_id, owner_id, name, dashboard, search, shared)
         values ($1, $2, 'The month', 'organization', 'span=30d&compare=year', true) returning id),
       arranged as (insert into analytics.report_schedules (organization_id, report_id, person_id, created_by, cadence, hour)
         select $1, made.id, $2, $2, 'monthly', 8 from made returning id)
     select made.id as "savedReport", arranged.id as schedule from made, arranged`,
    [org.id, userId],
  );
  return rows[0];
}
